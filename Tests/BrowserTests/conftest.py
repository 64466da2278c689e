"""A hall of its own for every test, and browsers that notice what a person would not."""

import os
import pathlib
import shutil
import sys

import pytest
from playwright.sync_api import sync_playwright

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests")]

from cached_environment import cache_folder
from demo_hall import DemoHall, default_binary, free_port
from people import People
from pictures import Pictures


def pytest_addoption(parser):
    parser.addoption("--binary", default=default_binary())


FIGURES = pytest.StashKey()


def pytest_configure(config):
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter, config):
    for line in config.stash[FIGURES]:
        terminalreporter.write_line(line)


@pytest.fixture
def figures(pytestconfig):
    """Lines that are written at the end of the run: what was measured, not what must hold."""
    return pytestconfig.stash[FIGURES]


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
def pictures():
    chosen = os.environ.get("YIZHAN_SHOTS")
    return Pictures(pathlib.Path(chosen) if chosen else cache_folder() / "screenshots")


@pytest.fixture
def people(chromium, hall, pictures):
    people = People(chromium, hall, pictures)
    yield people
    people.leave()
    people.check_quiet()
