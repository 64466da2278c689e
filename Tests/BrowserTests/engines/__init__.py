"""The engines that the front must work in, oldest first, behind one small interface (`tab.py`)."""

import os
import pathlib
import sys

from cached_environment import Unprepared, prepare

from .chromium import ChromiumEngine
from .display import Display
from .qt import QtEngine
from .webkit import WebKitEngine

HERE = pathlib.Path(__file__).resolve().parent
NAMES = ["chromium-49", "chromium-69", "chromium-87", "chromium", "webkit"]


def from_packages(name, needs_sip=False):
    python = prepare(name, HERE / f"{name}.txt", options=["--no-deps", "--only-binary=:all:"]) / "python"
    return lambda display: QtEngine(name, python, display, needs_sip)


class Engines:
    """Starts each engine when it is first asked for; one that cannot be had says why, each time."""

    def __init__(self, browser):
        self.browser = browser
        self.started = {}
        self.display = None

    def get(self, name):
        """- Raises: `Unprepared` with one sentence."""
        if name not in self.started:
            try:
                self.started[name] = self.start(name)
            except Unprepared as fault:
                self.started[name] = fault
        found = self.started[name]
        if isinstance(found, Unprepared):
            raise found
        return found

    def start(self, name):
        if name == "chromium":
            return ChromiumEngine(self.browser)
        self.display = self.display or Display()
        if name == "webkit":
            return WebKitEngine(self.display.name)
        if name == "chromium-87":
            python = "/usr/bin/python3"
            if not os.path.isdir("/usr/lib/python3/dist-packages/PyQt5") or not any(
                    pathlib.Path("/usr/lib/python3/dist-packages/PyQt5").glob("QtWebEngineWidgets*")):
                raise Unprepared("python3-pyqt5.qtwebengine is not installed")
            return QtEngine(name, python, self.display.name)
        return from_packages(name, needs_sip=name == "chromium-49")(self.display.name)

    def stop(self):
        for engine in self.started.values():
            if not isinstance(engine, Unprepared):
                engine.stop()
        if self.display:
            self.display.stop()
