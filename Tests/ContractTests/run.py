#!/usr/bin/env python3
"""Holds the running server against the OpenAPI document that it serves.

A schema-driven fuzzer asks every operation as each kind of caller, with right and with wrong input; no
answer may be a server error, or have a status, type, header or shape that the document does not name. The
event stream never ends, so it is tried apart, and so is signing out, which would end the caller's session.
"""

import argparse
import pathlib
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "CrashTests"), str(HERE.parent / "BrowserTests")]

from cached_environment import Unprepared, prepare
from demo_hall import DemoFailed, DemoHall, default_binary, missing_binary
from fuzzing import Caller, fuzz, furnish
from hall_client import HallClient, Lost, sign_in
from single_tries import single_tries, too_few_right_answers

SEED = 20261120


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"repeats a run's choices ({SEED})")
    parser.add_argument(
        "--examples", type=int, default=40, help="requests for each operation and caller (40)")
    parser.add_argument("--caller", help="only this one: visitor, clerk, kiosk or hallAdmin")
    return parser.parse_args()


def callers(hall):
    """Everyone signs in before the fuzzer wastes the address's tries."""
    def staff(role):
        return sign_in(hall.url, *hall.account(role))

    return [
        Caller("visitor", None), Caller("clerk", staff("clerk")),
        Caller("kiosk", hall.device_token("kiosk")), Caller("hallAdmin", staff("hallAdmin")),
    ]


def main():
    options = arguments()
    missing = missing_binary(options.binary)
    if missing:
        sys.exit(missing)
    passed = failed = 0
    began = time.monotonic()
    try:
        programs = prepare("contract-tests", HERE / "requirements.txt")
        with tempfile.TemporaryDirectory(prefix="yizhan-contract-") as folder:
            folder = pathlib.Path(folder)
            with DemoHall(options.binary, folder / "data") as hall:
                known = callers(hall)
                leaving = sign_in(hall.url, *hall.account("clerk", index=1))
                furnish(hall, known[1].token)
                for name, fault in single_tries(hall, leaving):
                    print(f"{'FAILED' if fault else 'held'}: {name}{': ' + fault if fault else ''}")
                    passed, failed = passed + (not fault), failed + bool(fault)
                chosen = [one for one in known if options.caller in (None, one.name)]
                with ThreadPoolExecutor(2) as pool:
                    results = pool.map(
                        lambda caller: fuzz(programs, folder, hall, caller, options), chosen)
                    for held, broken, lines in results:
                        print(*lines, sep="\n", flush=True)
                        passed, failed = passed + held, failed + broken
                fault = too_few_right_answers(hall)
                print(f"{'FAILED' if fault else 'held'}: right answers were met: {fault or 'enough'}")
                passed, failed = passed + (not fault), failed + bool(fault)
                if hall.ended_by_itself():
                    print(f"FAILED: the server ended by itself: {hall.last_words()}")
                    failed += 1
    except (Unprepared, DemoFailed, Lost) as fault:
        print(f"FAILED: {fault}")
        failed += 1
    print(f"seed {options.seed}, {time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
