"""WebKitGTK, driven by its own WebDriver."""

import base64
import json
import os
import pathlib
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

from cached_environment import Unprepared
from demo_hall import free_port

from .tab import Lost, Tab

BROWSERS = "/usr/lib/*/webkit2gtk-4.1/MiniBrowser"
KEYS = {"Tab": "\ue004", "Return": "\ue006", "Enter": "\ue006", "Space": " ", "F2": "\ue032", "F3": "\ue033",
        "F4": "\ue034", "Escape": "\ue00c", "Backspace": "\ue003"}


def call(url, method="POST", body=None, within=30):
    data = None if method != "POST" else json.dumps(body or {}).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=within) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as fault:
        raise Lost(f"{url}: {fault.read().decode(errors='replace')[:300]}") from fault
    except OSError as fault:
        raise Lost(f"{url}: {fault!r}") from fault


class WebKitEngine:
    name = "webkit"

    def __init__(self, display):
        found = sorted(pathlib.Path("/").glob(BROWSERS.lstrip("/")))
        if not found or not os.access("/usr/bin/WebKitWebDriver", os.X_OK):
            raise Unprepared("webkit2gtk-driver is not installed")
        self.browser = str(found[-1])
        self.display = display
        tab = self.tab((800, 600))
        self.version = tab.version
        tab.close()

    def tab(self, size, scripts=True):
        return WebKitTab(self.browser, self.display, size, scripts)

    def stop(self):
        pass


class WebKitTab(Tab):
    """A driver process of its own with one session: WebKitWebDriver serves only one at a time."""

    name = WebKitEngine.name

    def __init__(self, browser, display, size, scripts):
        self.home = tempfile.TemporaryDirectory(prefix="yizhan-webkit-")
        port = free_port()
        surroundings = dict(
            os.environ, DISPLAY=display, HOME=self.home.name, XDG_RUNTIME_DIR=self.home.name, TZ="Asia/Shanghai",
            LANG="C.UTF-8", GTK_A11Y="none", NO_AT_BRIDGE="1", LIBGL_ALWAYS_SOFTWARE="1",
            WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS="1", WEBKIT_DISABLE_DMABUF_RENDERER="1")
        self.child = subprocess.Popen(
            ["/usr/bin/WebKitWebDriver", f"--port={port}"], env=surroundings, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        self.session = None
        arguments = ["--automation"] + ([] if scripts else ["--enable-javascript=false"])
        wanted = {"capabilities": {"alwaysMatch": {
            "webkitgtk:browserOptions": {"binary": browser, "args": arguments}}}}
        end = time.monotonic() + 20
        while self.session is None:
            try:
                answer = call(f"http://127.0.0.1:{port}/session", body=wanted)
                self.session = f"http://127.0.0.1:{port}/session/{answer['sessionId']}"
            except Lost as fault:
                if time.monotonic() > end or self.child.poll() is not None:
                    self.close()
                    raise Unprepared(f"WebKitGTK does not start: {fault}") from fault
                time.sleep(0.1)
        self.version = answer["capabilities"].get("browserVersion", "?")
        self.ask("/window/rect", {"x": 0, "y": 0, "width": size[0], "height": size[1]})
        # The window's frame takes its share.
        inner = json.loads(self.run("JSON.stringify([window.innerWidth, window.innerHeight])"))
        self.ask("/window/rect", {
            "width": 2 * size[0] - inner[0], "height": 2 * size[1] - inner[1], "x": 0, "y": 0})

    def ask(self, path, body=None, method="POST"):
        return call(self.session + path, method, body)

    def open(self, url):
        self.ask("/url", {"url": url})

    def run(self, script):
        try:
            return self.ask("/execute/sync", {"script": "return " + script, "args": []})
        except Lost as fault:
            if "unknown error" in str(fault) or "timed out" in str(fault):
                return None
            raise

    def perform(self, actions):
        self.ask("/actions", {"actions": actions})

    def press_at(self, x, y, clicks=1):
        steps = [{"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)}]
        steps += [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}] * clicks
        self.perform([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}])

    def type(self, text):
        steps = []
        for sign in text:
            steps += [{"type": "keyDown", "value": sign}, {"type": "keyUp", "value": sign}]
        self.perform([{"type": "key", "id": "keys", "actions": steps}])

    def key(self, name):
        self.type(KEYS.get(name, name))

    def picture(self, path):
        pathlib.Path(path).write_bytes(base64.b64decode(self.ask("/screenshot", method="GET")))

    def reload(self):
        self.ask("/refresh")

    def noises(self):
        """WebKit's driver does not tell what stands on the console."""
        return []

    def close(self):
        if self.session:
            try:
                call(self.session, "DELETE")
            except Lost:
                pass
        self.child.terminate()
        try:
            self.child.wait(5)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()
        self.home.cleanup()
