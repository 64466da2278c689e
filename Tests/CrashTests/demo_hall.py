"""A demo county served by a child process.

Invariants:
1. Only the process that this object started is ever signalled, by its own handle.
2. When `start` returns, the server has answered that it is ready.
3. The ready file of an earlier start is never taken for the one of this start.
"""

import json
import os
import pathlib
import signal
import socket
import subprocess
import time


class DemoFailed(Exception):
    """The server did not start, or ended by itself."""


def repository():
    return pathlib.Path(__file__).resolve().parents[2]


def default_binary():
    """The release build when there is one, else the debug build."""
    for build in ("release", "debug"):
        binary = repository() / ".build" / build / "yizhan"
        if binary.exists():
            return str(binary)
    return str(repository() / ".build" / "debug" / "yizhan")


def missing_binary(path):
    """One sentence when the program is not there; None when it is."""
    if os.access(path, os.X_OK) and os.path.isfile(path):
        return None
    return f"{path} is not a program; build it with: swift build --product yizhan"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class DemoHall:
    def __init__(self, binary, data, port=0, options=()):
        self.binary = str(binary)
        self.data = pathlib.Path(data)
        self.port = port
        self.options = list(options)
        self.ready = None
        self.log = self.data.with_name(self.data.name + ".log")
        self._ready_file = self.data.with_name(self.data.name + ".ready.json")
        self._child = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    @property
    def url(self):
        return self.ready["url"]

    @property
    def pid(self):
        return self._child.pid

    def launch(self):
        """Starts the process without waiting for it to answer."""
        self._ready_file.unlink(missing_ok=True)
        arguments = ["demo", "--data", str(self.data), "--port", str(self.port)]
        arguments += ["--ready-file", str(self._ready_file), *self.options]
        with open(self.log, "ab") as log:
            self._child = subprocess.Popen(
                [self.binary, *arguments], stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def start(self, within=30):
        """Starts the process and waits until it answers."""
        self.launch()
        end = time.monotonic() + within
        while not self._ready_file.exists():
            if self._child.poll() is not None:
                raise DemoFailed(f"ended with {self._child.returncode}: {self.last_words()}")
            if time.monotonic() > end:
                self.kill()
                raise DemoFailed(f"did not answer within {within} s: {self.last_words()}")
            time.sleep(0.004)
        self.ready = json.loads(self._ready_file.read_text(encoding="utf-8"))
        return self

    def kill(self):
        """Pulls the plug: SIGKILL, as a power cut looks to the program."""
        return self._end(signal.SIGKILL)

    def stop(self, within=10):
        """Ends the process in an orderly way; returns its exit status."""
        return self._end(signal.SIGTERM, within)

    def _end(self, how, within=10):
        if self._child is None:
            return None
        if self._child.poll() is None:
            self._child.send_signal(how)
        try:
            return self._child.wait(within)
        except subprocess.TimeoutExpired:
            self._child.kill()
            return self._child.wait()

    def ended_by_itself(self):
        return self._child is not None and self._child.poll() is not None

    def run(self, *arguments, within=120):
        """Runs another command of the program on the same data."""
        return subprocess.run(
            [self.binary, *arguments, "--data", str(self.data)], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=within)

    def last_words(self):
        try:
            return self.log.read_text(encoding="utf-8", errors="replace").strip()[-400:]
        except FileNotFoundError:
            return "nothing was logged"

    def account(self, role, hall="chengguan", index=0):
        """Name and password of the `index`th account that holds `role` in `hall`."""
        found = [
            entry for entry in self.ready["accounts"]
            if entry["role"] == role and entry.get("hall") in (hall, None)
        ]
        return found[index]["account"], found[index]["password"]

    def device_token(self, kind, hall="chengguan"):
        return next(
            entry["token"] for entry in self.ready["devices"]
            if entry["kind"] == kind and entry["hall"] == hall)
