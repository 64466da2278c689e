#!/usr/bin/env python3
"""People at the kiosk, the board, the desk, the telephone and the office, played by a browser.

Needs Chromium, a Chinese font and zbarimg on the machine (Debian: chromium fonts-noto-cjk zbar-tools
python3-venv). The old engines and WebKit need xvfb, webkit2gtk-driver and python3-pyqt5.qtwebengine; a test whose
engine cannot be had is counted as not tried, and says why. Python packages go into virtual environments in
$YIZHAN_CACHE (.cache in the repository), screenshots into $YIZHAN_SHOTS (.cache/screenshots).
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

# What fails in more tests than this is wrong, not unlucky.
FEW = 8
HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "CrashTests"))

from cached_environment import Unprepared, cache_folder, prepare
from demo_hall import default_binary, missing_binary


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--only", metavar="WORDS", help="tests whose names match, as pytest's -k")
    parser.add_argument("--beside", type=int, default=3, metavar="N", help="tests that run beside one another")
    return parser.parse_args()


def check_machine(binary):
    """- Raises: `Unprepared` with one sentence that names everything that is missing."""
    chromium = os.environ.get("YIZHAN_CHROMIUM", "/usr/bin/chromium")
    missing = [] if os.access(chromium, os.X_OK) else [f"{chromium} (chromium)"]
    missing += [] if shutil.which("zbarimg") else ["zbarimg (zbar-tools)"]
    if shutil.which("fc-list"):
        fonts = subprocess.run(["fc-list", ":lang=zh-cn"], capture_output=True, text=True).stdout
        missing += [] if fonts.strip() else ["a Chinese font (fonts-noto-cjk)"]
    if missing:
        raise Unprepared("Missing on this machine: " + ", ".join(missing) + ".")
    if missing_binary(binary):
        raise Unprepared(missing_binary(binary))


def count(report):
    """How many tests passed, did not, and could not be tried."""
    if not report.exists():
        return 0, 1, 0
    suite = next(ElementTree.parse(report).iter("testsuite"))
    failed = int(suite.get("failures")) + int(suite.get("errors"))
    skipped = int(suite.get("skipped"))
    return int(suite.get("tests")) - failed - skipped, failed, skipped


def main():
    options = arguments()
    report = cache_folder() / "browser-tests.xml"
    try:
        check_machine(options.binary)
        python = prepare("browser-tests", HERE / "requirements.txt") / "python"
        report.unlink(missing_ok=True)
        command = [str(python), "-m", "pytest", "-q", "--tb=short", "-rs", "-o", f"cache_dir={cache_folder() / 'pytest'}"]
        command += ["--binary", str(pathlib.Path(options.binary).resolve())]
        command += ["--junit-xml", str(report), str(HERE)]
        if options.only:
            command += ["-k", options.only]
        beside = ["--durations=8", "-n", str(options.beside), "--dist", "worksteal"]
        status = subprocess.run([*command, *beside]).returncode
        passed, failed, skipped = count(report)
        if 0 < failed <= FEW:
            print(f"{failed} tried once more, one after the other.", flush=True)
            status = subprocess.run([*command, "--last-failed", "--last-failed-no-failures=none"]).returncode
            held, failed, _ = count(report)
            passed += held
            print(f"{held} held only when tried again.", flush=True)
        failed = failed or int(status != 0)
    except Unprepared as fault:
        print(f"FAILED: {fault}")
        passed, failed, skipped = 0, 1, 0
    print(f"{passed} passed, {failed} failed, {skipped} not tried")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
