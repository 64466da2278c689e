#!/usr/bin/env python3
"""Codes as they are printed and shown, read by two readers from pictures that a bad camera took.

The slip of a claim comes from the running server as a printer's bytes and as a page, the page of a code as a telephone
shows it. Each picture is made smaller and larger, turned by five degrees, blurred and pressed by JPEG at quality 40;
zbarimg and zxing-cpp must read every one. A second code, as long as that with which a document is verified, shows
how large its modules must be. The results stand in the output.

Needs Chromium, a Chinese font and zbarimg on the machine (Debian: chromium fonts-noto-cjk zbar-tools python3-venv).
Python packages go into a virtual environment in $YIZHAN_CACHE (.cache in the repository).
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "CrashTests"), str(HERE.parent / "BrowserTests")]

from cached_environment import Unprepared, prepare
from demo_hall import default_binary, missing_binary


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--keep", metavar="FOLDER", help="keeps every picture here")
    options = parser.parse_args()
    missing = missing_binary(options.binary)
    if not shutil.which("zbarimg"):
        missing = "Missing on this machine: zbarimg (zbar-tools)."
    if not os.access(os.environ.get("YIZHAN_CHROMIUM", "/usr/bin/chromium"), os.X_OK):
        missing = "Missing on this machine: chromium."
    if missing:
        sys.exit(f"FAILED: {missing}")
    try:
        python = prepare("scanning-tests", HERE / "requirements.txt") / "python"
    except Unprepared as fault:
        sys.exit(f"FAILED: {fault}")
    command = [str(python), str(HERE / "reading.py"), str(pathlib.Path(options.binary).resolve())]
    if options.keep:
        command += ["--keep", options.keep]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
