"""A hall of its own for every test, and browsers that notice what a person would not."""

import os
import pathlib
import shutil
import sys

import pytest
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests"), str(HERE.parent / "PrintingTests")]

from cached_environment import Unprepared, cache_folder
from demo_hall import DemoHall, default_binary, free_port
from engines import Engines
from people import People
from pictures import Pictures


def pytest_addoption(parser):
    parser.addoption("--binary", default=default_binary())


@pytest.fixture
def figures(request):
    """Lines that are written at the end of the run: what was measured, not what must hold."""
    lines = []
    yield lines
    for line in lines:
        request.node.user_properties.append(("figure", line))


def pytest_terminal_summary(terminalreporter):
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "teardown":
                for name, line in report.user_properties:
                    if name == "figure":
                        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def pattern(tmp_path_factory, pytestconfig):
    """A demo county that was made once; every test gets a copy."""
    folder = tmp_path_factory.mktemp("pattern") / "data"
    with DemoHall(pytestconfig.getoption("binary"), folder):
        pass
    return folder


@pytest.fixture
def closed_hall(pattern, tmp_path, pytestconfig):
    """The hall before it is opened in the morning."""
    data = tmp_path / "data"
    shutil.copytree(pattern, data)
    hall = DemoHall(pytestconfig.getoption("binary"), data, port=free_port())
    yield hall
    hall.stop()


@pytest.fixture
def hall(closed_hall):
    return closed_hall.start()


@pytest.fixture(scope="session")
def chromium():
    program = os.environ.get("YIZHAN_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--force-color-profile=srgb"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def engines(chromium):
    engines = Engines(chromium)
    yield engines
    engines.stop()


@pytest.fixture
def engine(engines, request):
    """The engine that the test's parameter names; without it the test is skipped, and says why."""
    try:
        return engines.get(request.param)
    except Unprepared as fault:
        pytest.skip(f"{request.param}: {fault}")


@pytest.fixture(scope="session")
def pictures():
    chosen = os.environ.get("YIZHAN_SHOTS")
    return Pictures(pathlib.Path(chosen) if chosen else cache_folder() / "screenshots")


@pytest.fixture
def people(chromium, hall, pictures):
    people = People(chromium, hall, pictures)
    yield people
    people.leave()
    people.check_quiet()
