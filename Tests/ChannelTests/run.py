#!/usr/bin/env python3
"""Pulls the plug on both ends of the channel, again and again, and compares what they hold.

A hall takes numbers under load and sends them to a receiver; either end is killed with SIGKILL at random
moments. While both are down their files are compared; at the end every row of the hall's journal must be one
item of the receiver's work, with the same bytes, and none may be there twice.

Cites the channel's invariants: C1 nothing is lost, C2 one item of work for a message, C3 what the receiver holds
is an unbroken chained run, C4 the receiver never holds less than it acknowledged.
"""

import argparse
import pathlib
import random
import sys
import tempfile
import time

from machines import (
    HALL, DemoFailed, DemoHall, Load, Receiver, custody_faults, default_binary, free_port, journal_faults,
    missing_binary, rows, stream_faults, waiting)


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="of each end (100)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--limit", type=int, default=420, metavar="SECONDS", help="gives up after so long (420)")
    return parser.parse_args()


class Trial:
    def __init__(self, hall, receiver, seed):
        self.hall, self.receiver = hall, receiver
        self.random = random.Random(seed)
        self.hall_file = hall.data / "halls" / HALL / "hall.sqlite"
        self.store_file = receiver.data / "receiver.sqlite"
        self.kills = {"hall": 0, "receiver": 0}
        self.faults = []

    def compare(self, moment):
        self.faults += custody_faults(self.hall_file, self.store_file, moment)

    def kill(self, which):
        self.kills[which] += 1
        if which == "hall":
            self.hall.kill()
        else:
            self.receiver.kill()

    def cycle(self):
        load = Load(self.hall.url, self.hall.device_token("kiosk"))
        time.sleep(self.random.uniform(0.05, 0.6))
        first = self.random.choice(["hall", "receiver"])
        self.kill(first)
        time.sleep(self.random.uniform(0, 0.3))
        second = "receiver" if first == "hall" else "hall"
        self.kill(second)
        load.stop()
        self.compare(f"after kill {self.kills}")
        self.receiver.start()
        self.hall.start()

    def drain(self, within=90):
        """Nobody kills any more: everything comes."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            count = waiting(self.hall_file)
            if count == 0:
                return
            time.sleep(0.2)
        self.faults.append(f"C1: {count} records were not acknowledged within {within} s")

    def check(self):
        self.faults += journal_faults(self.hall_file, self.store_file) + stream_faults(self.store_file)
        return rows(self.hall_file, "SELECT count(*) FROM journal")[0][0]


def main():
    options = arguments()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yizhan-channel-") as folder:
        root = pathlib.Path(folder)
        receiver = Receiver(options.binary, root / "receiver", ["ONCE-ONLY"])
        hall = DemoHall(options.binary, root / "hall", port=free_port())
        trial = Trial(hall, receiver, seed)
        try:
            receiver.start()
            hall.start()
            hall.stop()
            enrolment = hall.run("upstream", "enrol", receiver.url, "--code", "ONCE-ONLY", "--hall", HALL)
            if enrolment.returncode != 0:
                raise DemoFailed("not enrolled: " + enrolment.stderr)
            hall.start()
            while trial.kills["hall"] < options.kills and time.monotonic() - began < options.limit * 0.75:
                trial.cycle()
            trial.drain()
            hall.stop()
            receiver.kill()
            count = trial.check()
            verified = hall.run("verify", "--replay", "--hall", HALL)
            if verified.returncode != 0:
                trial.faults.append("the hall's journal does not verify: " + verified.stdout[-300:])
        except DemoFailed as failure:
            trial.faults.append(str(failure))
            count = 0
        finally:
            hall.kill()
            receiver.kill()
    for fault in trial.faults[:20]:
        print("FAILED:", fault)
    print(
        f"{trial.kills['hall']} kills of the hall, {trial.kills['receiver']} of the receiver, "
        f"{count} rows, {len(trial.faults)} faults, {time.monotonic() - began:.0f} s")
    if trial.kills["hall"] < options.kills:
        print(f"FAILED: only {trial.kills['hall']} kills in the time")
    sys.exit(1 if trial.faults or trial.kills["hall"] < options.kills else 0)


if __name__ == "__main__":
    main()
