"""A hall of its own for every test, and printers that can be looked into."""

import pathlib
import shutil
import sys

import pytest

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests")]

from demo_hall import DemoHall, default_binary
from fake_printer import FakePrinter
from hall_office import Kiosk, Office


def pytest_addoption(parser):
    parser.addoption("--binary", default=default_binary())


@pytest.fixture(scope="session")
def pattern(tmp_path_factory, pytestconfig):
    """A demo county that was made once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("pattern") / "data"
    with DemoHall(pytestconfig.getoption("binary"), folder):
        pass
    return folder


@pytest.fixture
def hall(pattern, tmp_path, pytestconfig):
    data = tmp_path / "data"
    shutil.copytree(pattern, data)
    hall = DemoHall(pytestconfig.getoption("binary"), data).start()
    yield hall
    hall.stop()
    found = hall.run("verify", "--replay")
    assert found.returncode == 0, found.stdout + found.stderr


@pytest.fixture
def office(hall):
    return Office(hall)


@pytest.fixture
def kiosk(hall):
    return Kiosk(hall)


@pytest.fixture
def printer():
    printer = FakePrinter()
    yield printer
    printer.close()
    assert printer.paper.unknown == [], "bytes that no printer understands"
