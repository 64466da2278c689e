"""Runs one old Chromium inside Qt and does what the lines on standard input say, one JSON object a line.

Started by `qt.py` with the Python that holds PyQt5. Every page has a window and a profile (cookies, history)
of its own. Scripts of the driver run in a world beside the page's, so that they work where the page's
scripts are switched off and under any content security policy.
"""

import ctypes
import json
import os
import sys
import traceback

if os.environ.get("YIZHAN_SIP") == "top-level":
    # PyQt5 5.7 asks for a module `sip`; its old wheels need Python 3.6. The one of PyQt5-sip for this Python
    # speaks the same interface (12) under another name.
    from PyQt5 import sip

    rename = ctypes.pythonapi.PyCapsule_SetName
    rename.argtypes = [ctypes.py_object, ctypes.c_char_p]
    rename(sip._C_API, b"sip._C_API")
    sys.modules["sip"] = sip

from PyQt5.QtCore import QEvent, QPoint, QSocketNotifier, Qt, QTimer, QUrl
from PyQt5.QtGui import QInputMethodEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWebEngineCore import QWebEngineUrlRequestInterceptor
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineProfile, QWebEngineSettings, QWebEngineView
from PyQt5.QtWidgets import QApplication, QWidget

ERROR = QWebEnginePage.ErrorMessageLevel
WORLD = 1


class Ears(QWebEngineUrlRequestInterceptor):
    """Refuses and remembers requests to other machines."""

    def __init__(self, noises):
        super().__init__()
        self.noises = noises

    def interceptRequest(self, info):
        address = info.requestUrl()
        if address.scheme() in ("http", "https", "ws") and address.host() not in ("127.0.0.1", "localhost"):
            self.noises.append("a request left the machine: " + address.toString())
            info.block(True)


class Page(QWebEnginePage):
    def __init__(self, profile, view, noises):
        super().__init__(profile, view)
        self.noises = noises

    def javaScriptConsoleMessage(self, level, message, line, source):
        if level == ERROR:
            self.noises.append(f"console: {message} ({source}:{line})")

    def javaScriptConfirm(self, _, message):
        return True


class Tab:
    def __init__(self, width, height, scripts):
        self.noises = []
        self.view = QWebEngineView()
        self.profile = QWebEngineProfile(self.view)
        self.profile.setHttpAcceptLanguage("zh-CN")
        self.ears = Ears(self.noises)
        set_ears = getattr(self.profile, "setUrlRequestInterceptor", self.profile.setRequestInterceptor)
        set_ears(self.ears)
        self.page = Page(self.profile, self.view, self.noises)
        self.page.settings().setAttribute(QWebEngineSettings.JavascriptEnabled, scripts)
        self.view.setPage(self.page)
        self.view.setWindowFlags(Qt.FramelessWindowHint)
        self.view.resize(width, height)
        self.view.move(0, 0)
        self.view.show()

    def target(self):
        """The widget inside the view that takes events."""
        found = self.view.focusProxy()
        return found or next(iter(self.view.findChildren(QWidget)), self.view)


class Host:
    def __init__(self):
        self.tabs = {}
        self.counter = 0
        self.rest = b""
        self.notifier = QSocketNotifier(0, QSocketNotifier.Read)
        self.notifier.activated.connect(self.read)

    def read(self, *_):
        chunk = os.read(0, 65536)
        if not chunk:
            QApplication.quit()
            return
        self.rest += chunk
        while b"\n" in self.rest:
            line, self.rest = self.rest.split(b"\n", 1)
            QTimer.singleShot(0, lambda order=json.loads(line): self.obey(order))

    def answer(self, order, **rest):
        sys.stdout.write(json.dumps({"id": order["id"], **rest}) + "\n")
        sys.stdout.flush()

    def obey(self, order):
        try:
            getattr(self, "do_" + order["do"])(order)
        except Exception:
            self.answer(order, error=traceback.format_exc())

    def do_version(self, order):
        self.answer(order, value=QWebEngineProfile.defaultProfile().httpUserAgent())

    def do_new(self, order):
        self.counter += 1
        self.tabs[self.counter] = Tab(order["width"], order["height"], order["scripts"])
        self.answer(order, value=self.counter)

    def do_open(self, order):
        tab = self.tabs[order["tab"]]
        settled = []

        def finish(is_loaded):
            if not settled:
                settled.append(True)
                tab.page.loadFinished.disconnect(finish)
                self.answer(order, value=bool(is_loaded))

        tab.page.loadFinished.connect(finish)
        tab.page.load(QUrl(order["url"]))

    def do_evaluate(self, order):
        """A page that goes away takes its answer with it; then `gone` is the answer."""
        settled = []

        def finish(result, gone=False):
            if not settled:
                settled.append(True)
                self.answer(order, value=result, gone=gone or result is None)

        self.tabs[order["tab"]].page.runJavaScript(order["script"], WORLD, finish)
        QTimer.singleShot(4000, lambda: finish(None, True))

    def do_press(self, order):
        tab = self.tabs[order["tab"]]
        self.activate(tab)
        clicks = order.get("clicks", 1)
        for _ in range(clicks):
            QTest.mouseClick(
                tab.target(), Qt.LeftButton, Qt.NoModifier, QPoint(int(order["x"]), int(order["y"])))
        self.answer(order, value=True)

    def do_key(self, order):
        tab = self.tabs[order["tab"]]
        self.activate(tab)
        QTest.keyClick(tab.target(), getattr(Qt, "Key_" + order["name"]))
        self.answer(order, value=True)

    def do_type(self, order):
        tab = self.tabs[order["tab"]]
        self.activate(tab)
        if order["text"].isascii():
            QTest.keyClicks(tab.target(), order["text"])
        else:
            event = QInputMethodEvent()
            event.setCommitString(order["text"])
            QApplication.sendEvent(tab.target(), event)
        self.answer(order, value=True)

    def activate(self, tab):
        tab.view.raise_()
        tab.view.activateWindow()
        QApplication.setActiveWindow(tab.view)
        tab.target().setFocus()

    def do_picture(self, order):
        tab = self.tabs[order["tab"]]
        tab.view.raise_()
        screen = QApplication.primaryScreen()

        def take():
            # What the screen shows: an old engine's widget draws nothing into a picture of its own.
            picture = screen.grabWindow(0, 0, 0, tab.view.width(), tab.view.height())
            self.answer(order, value=picture.save(order["path"]))

        QTimer.singleShot(400, take)

    def do_noises(self, order):
        self.answer(order, value=self.tabs[order["tab"]].noises)

    def do_reload(self, order):
        self.tabs[order["tab"]].view.reload()
        self.answer(order, value=True)

    def do_close(self, order):
        tab = self.tabs.pop(order["tab"])
        tab.view.close()
        # The view owns the page and the profile.
        tab.view.deleteLater()
        self.answer(order, value=True)


if __name__ == "__main__":
    # Chromium 85 and later drop what is pressed before the first picture of a page; the driver does not look, and
    # presses as soon as the page is there.
    application = QApplication(["yizhan-test", "--no-sandbox", "--disable-gpu", "--allow-pre-commit-input"])
    application.setQuitOnLastWindowClosed(False)
    host = Host()
    sys.exit(application.exec_())
