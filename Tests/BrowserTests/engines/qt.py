"""Chromium 49, 69 and 87 in the Qt that carries them."""

import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading

from cached_environment import Unprepared

from .tab import Lost, Tab

HOST = pathlib.Path(__file__).with_name("qt_host.py")


class QtEngine:
    """A child process with any number of pages."""

    def __init__(self, name, python, display, needs_sip=False):
        self.name = name
        self.counter = 0
        self.lock = threading.Lock()
        self.answers = queue.Queue()
        self.home = tempfile.TemporaryDirectory(prefix="yizhan-engine-")
        self.log = open(pathlib.Path(self.home.name) / "log", "w+b")
        surroundings = dict(
            os.environ, DISPLAY=display, QTWEBENGINE_DISABLE_SANDBOX="1", XDG_RUNTIME_DIR=self.home.name,
            HOME=self.home.name, LANG="C.UTF-8", TZ="Asia/Shanghai", QT_QPA_PLATFORM="xcb",
            LIBGL_ALWAYS_SOFTWARE="1", OPENSSL_CONF="/dev/null")
        if needs_sip:
            surroundings["YIZHAN_SIP"] = "top-level"
        self.child = subprocess.Popen(
            [str(python), str(HOST)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log,
            env=surroundings)
        threading.Thread(target=self.listen, daemon=True).start()
        try:
            self.version = self.ask("version", within=30)
        except Lost as fault:
            self.stop()
            raise Unprepared(f"{name} does not start: {fault}") from fault

    def listen(self):
        for line in self.child.stdout:
            if line.startswith(b"{"):
                self.answers.put(json.loads(line))
        self.answers.put(None)

    def ask(self, do, within=30, **order):
        """- Raises: `Lost` when the engine has ended, refuses or does not answer."""
        self.counter += 1
        line = json.dumps({"id": self.counter, "do": do, **order}) + "\n"
        try:
            self.child.stdin.write(line.encode())
            self.child.stdin.flush()
            while True:
                answer = self.answers.get(timeout=within)
                if answer is None:
                    raise Lost(f"{self.name} ended: {self.last_words()}")
                if answer["id"] == self.counter:
                    break
        except (OSError, queue.Empty) as fault:
            raise Lost(f"{self.name} did not answer {do}: {fault!r} {self.last_words()}") from fault
        if "error" in answer:
            raise Lost(f"{self.name}: {do}: {answer['error']}")
        return answer.get("value")

    def last_words(self):
        self.log.seek(0)
        lines = self.log.read().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "without a word"

    def tab(self, size, scripts=True):
        return QtTab(self, size, scripts)

    def stop(self):
        try:
            self.child.stdin.close()
            self.child.wait(5)
        except (OSError, subprocess.TimeoutExpired):
            self.child.kill()
            self.child.wait()
        self.log.close()
        self.home.cleanup()


class QtTab(Tab):
    def __init__(self, engine, size, scripts):
        self.engine = engine
        self.name = engine.name
        self.number = engine.ask("new", width=size[0], height=size[1], scripts=scripts)

    def ask(self, do, **order):
        return self.engine.ask(do, tab=self.number, **order)

    def open(self, url):
        self.ask("open", url=url, within=40)

    def run(self, script):
        return self.ask("evaluate", script=script)

    def press_at(self, x, y, clicks=1):
        self.ask("press", x=x, y=y, clicks=clicks)

    def type(self, text):
        self.ask("type", text=text)

    def key(self, name):
        self.ask("key", name=name)

    def picture(self, path):
        self.ask("picture", path=str(path))

    def reload(self):
        self.ask("reload")

    def noises(self):
        return self.ask("noises")

    def close(self):
        self.ask("close")
