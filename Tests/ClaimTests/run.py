#!/usr/bin/env python3
"""Tries how finished documents are handed over: by many hands, by guessers, by the curious, and without power.

The server is killed with SIGKILL again and again. At the end its journal must verify and replay.
"""

import argparse
import pathlib
import random
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "CrashTests"), str(HERE)]

from claim_hall import Refused
from crowd import SOUND, crowd
from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary
from findings import Findings
from guesses import guesses
from hall_client import Lost
from privacy import privacy
from reprints import reprints

PARTS = ("crowd", "guesses", "privacy", "reprints")


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--claims", type=int, default=1000, help="that the hands want (1000)")
    parser.add_argument("--hands", type=int, default=64, help="at the same claims (64)")
    parser.add_argument("--kills", type=int, default=12, help="while they are at work (12)")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    return parser.parse_args()


def try_all(hall, findings, options, seed, write):
    def wanted(part):
        return options.only in (None, part)

    hall.start()
    if wanted("crowd"):
        crowd(hall, findings, write, seed, options.claims, options.hands, options.kills, limit=300)
    if wanted("privacy"):
        privacy(hall, findings, write, seed)
    if wanted("guesses"):
        guesses(hall, findings, write, seed)
    if wanted("reprints"):
        reprints(hall, findings, write, seed)
    status = hall.stop()
    findings.check(
        "the server ends in order when asked", None if status == 0 else f"exit status {status}")
    for more in ([], ["--replay"]):
        done = hall.run("verify", *more)
        findings.check(SOUND, None if done.returncode == 0 else done.stdout + done.stderr)


def main():
    options = arguments()
    missing = missing_binary(options.binary)
    if missing:
        sys.exit(missing)
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    began = time.monotonic()

    def write(line):
        print(f"{time.monotonic() - began:6.1f} s  {line}", flush=True)

    findings = Findings()
    with tempfile.TemporaryDirectory(prefix="yizhan-claims-") as folder:
        # The same port again after each kill, so that the hands find the hall.
        hall = DemoHall(options.binary, pathlib.Path(folder) / "data", port=free_port())
        try:
            try_all(hall, findings, options, seed, write)
        except (DemoFailed, Lost, Refused) as fault:
            findings.check("the trial came to its end", str(fault))
        finally:
            hall.kill()
    passed, failed = findings.report(lambda line: print(line, flush=True))
    print(f"seed {seed}, {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
