#!/usr/bin/env python3
"""Slips decoded back into pictures, and a printer that fails in every way against the real server.

Needs a Chinese font and zbarimg on the machine (Debian: fonts-noto-cjk zbar-tools python3-venv). Python packages
go into a virtual environment in $YIZHAN_CACHE (.cache in the repository); with $YIZHAN_SHOTS the slips are kept
there as pictures.
"""

import argparse
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
    parser.add_argument("--only", metavar="WORDS", help="tests whose names match, as pytest's -k")
    options = parser.parse_args()
    missing = missing_binary(options.binary)
    if not shutil.which("zbarimg"):
        missing = "Missing on this machine: zbarimg (zbar-tools)."
    if missing:
        sys.exit(f"FAILED: {missing}")
    try:
        python = prepare("printing-tests", HERE / "requirements.txt") / "python"
    except Unprepared as fault:
        sys.exit(f"FAILED: {fault}")
    command = [str(python), "-m", "pytest", "-p", "no:cacheprovider", "-q", "--tb=short"]
    command += ["--binary", str(pathlib.Path(options.binary).resolve()), str(HERE)]
    if options.only:
        command += ["-k", options.only]
    sys.exit(subprocess.run(command).returncode)


if __name__ == "__main__":
    main()
