"""A screen that nobody sees."""

import os
import shutil
import subprocess

from cached_environment import Unprepared


class Display:
    """Xvfb on a number that it chooses itself."""

    def __init__(self):
        if not shutil.which("Xvfb"):
            raise Unprepared("Xvfb is not installed (xvfb)")
        reading, writing = os.pipe()
        self.child = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1920x24", "-nolisten", "tcp"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            self.stop()
            raise Unprepared("Xvfb does not start")
        self.name = f":{number}"

    def stop(self):
        self.child.terminate()
        self.child.wait()
