#!/usr/bin/env python3
"""Pulls the plug on three machines: a township's, the county's that passes on, and the city's.

The township takes numbers under load and reports cases that never were; the city sends decisions and returns down
to it. Each machine is killed with SIGKILL at random moments. At the end every row of the township's journal is one
item of work at the county and one at the city, byte for byte, and every record that the city sent down stands in
the township's journal once.

Cites the channel's invariants as `machines.py` does.
"""

import argparse
import collections
import json
import pathlib
import random
import sys
import tempfile
import time
import urllib.error
import urllib.request
import uuid

from machines import (
    HALL, DemoFailed, DemoHall, Load, Machine, Receiver, custody_faults, default_binary, free_port,
    journal_faults, missing_binary, rows, stream_faults, take_number, waiting)

KINDS = ["case.decision", "case.return", "record.accepted", "record.rejected", "notice"]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=12, help="of each machine (12)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--limit", type=int, default=90, metavar="SECONDS", help="kills no more after so long (90)")
    return parser.parse_args()


class County(Machine):
    """`yizhan serve --receive`"""

    def command(self):
        return ["serve", "--receive"]

    def answers(self):
        try:
            with urllib.request.urlopen(self.url + "/healthz", timeout=1):
                return True
        except (urllib.error.URLError, OSError):
            return False


class Trial:
    def __init__(self, township, county, city, seed):
        self.machines = {"township": township, "county": county, "city": city}
        self.township, self.county, self.city = township, county, city
        self.random = random.Random(seed)
        self.hall_file = township.data / "halls" / HALL / "hall.sqlite"
        self.county_store = county.data / "receiver.sqlite"
        self.relay_file = county.data / "relay" / f"{HALL}.sqlite"
        self.city_store = city.data / "receiver.sqlite"
        self.record = township.data.with_name("record.json")
        self.kills = 0
        self.sent = []
        self.faults = []

    def enrol(self):
        """The township with the county, with cases to report; then what comes from it with the city."""
        self.county.run("county", "init", "--name", "演示县")
        self.county.start()
        code = self.county.run("receiver", "code")
        self.township.options = [
            "--upstream", self.county.url, "--enrol", code, "--with-synthetic-cases", "60"]
        self.township.start()
        self.township.options = []
        self.city.start()
        self.county.kill()
        self.county.run("upstream", "enrol", self.city.url, "--code", "ONCE-ONLY", "--hall", HALL)
        self.county.start()

    def send_down(self):
        """As the city's own programs do, whether its machine runs or not; sometimes twice."""
        message = str(uuid.UUID(int=self.random.getrandbits(128), version=4))
        kind = self.random.choice(KINDS)
        self.record.write_text(json.dumps({"reason": "示例", "number": len(self.sent)}), "utf-8")
        for _ in range(self.random.choice([1, 1, 2])):
            self.city.run(
                "receiver", "send", HALL, kind, f"case:{self.random.randrange(3)}", str(self.record),
                "--message", message)
        self.sent.append(message)

    def cycle(self):
        load = Load(self.township.url, self.township.device_token("kiosk"), count=2)
        time.sleep(self.random.uniform(0.05, 0.8))
        self.send_down()
        for name in self.random.sample(list(self.machines), 3):
            self.machines[name].kill()
            time.sleep(self.random.uniform(0, 0.2))
        load.stop()
        self.kills += 1
        moment = f"after kill {self.kills}"
        self.faults += custody_faults(self.hall_file, self.county_store, moment)
        self.faults += custody_faults(self.relay_file, self.city_store, moment)
        for name in self.random.sample(list(self.machines), 3):
            self.machines[name].start()

    def drain(self, within=60):
        """Nobody kills any more: everything comes, up and down."""
        for machine in self.machines.values():
            machine.kill()
        for machine in (self.city, self.county, self.township):
            machine.start()
        # The last word acknowledges all before it.
        self.send_down()
        end = time.monotonic() + within
        while not self.has_come_down() and time.monotonic() < end:
            # Whoever has something to say also asks what there is for it.
            take_number(self.township.url, self.township.device_token("kiosk"))
            time.sleep(0.3)
        while not self.has_gone_up() and time.monotonic() < end:
            time.sleep(0.2)
        if not self.has_come_down():
            self.faults.append(f"C1: not all of {len(self.sent)} records came down within {within} s")
        if not self.has_gone_up():
            self.faults.append(
                f"C1: {waiting(self.hall_file)} and {waiting(self.relay_file)} records were not acknowledged")

    def has_come_down(self):
        applied = rows(self.hall_file, "SELECT count(*) FROM downlink")[0][0]
        told = rows(self.city_store, "SELECT count(*) FROM downlink_lane WHERE acknowledged < last")[0][0]
        return applied >= len(self.sent) and told == 0

    def has_gone_up(self):
        held = "SELECT coalesce(sum(high_water), 0) FROM stream"
        passed = rows(self.relay_file, "SELECT coalesce(sum(seq), 0) FROM relayed_stream")[0][0]
        return (
            waiting(self.hall_file) == 0 and passed == rows(self.county_store, held)[0][0]
            and waiting(self.relay_file) == 0)

    def check(self):
        for store in (self.county_store, self.city_store):
            self.faults += journal_faults(self.hall_file, store) + stream_faults(store)
        items = "SELECT message, entity, version, state, json FROM work_item ORDER BY message"
        county, city = rows(self.county_store, items), rows(self.city_store, items)
        if county != city:
            self.faults.append(f"C2/C3: {len(set(county) ^ set(city))} items of work differ")
        applied = collections.Counter(
            json.loads(body)["message"] for body, in rows(
                self.hall_file, "SELECT body FROM journal WHERE kind = 'courier.received'"))
        for message in self.sent:
            if applied.pop(message, 0) != 1:
                self.faults.append(f"{message} was not applied once")
        if applied:
            self.faults.append(f"{len(applied)} records were applied that nobody sent")
        return len(city)


def main():
    options = arguments()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    began = time.monotonic()
    count = 0
    with tempfile.TemporaryDirectory(prefix="yizhan-three-") as folder:
        root = pathlib.Path(folder)
        township = DemoHall(options.binary, root / "township", port=free_port())
        county = County(options.binary, root / "county")
        city = Receiver(options.binary, root / "city", ["ONCE-ONLY"])
        trial = Trial(township, county, city, seed)
        try:
            trial.enrol()
            while trial.kills < options.kills and time.monotonic() - began < options.limit:
                trial.cycle()
            trial.drain()
            township.stop()
            county.kill()
            city.kill()
            count = trial.check()
            verified = township.run("verify", "--replay", "--hall", HALL)
            if verified.returncode != 0:
                trial.faults.append("the journal does not verify: " + verified.stdout[-300:])
        except DemoFailed as failure:
            trial.faults.append(str(failure))
        finally:
            for machine in trial.machines.values():
                machine.kill()
    if trial.kills < options.kills:
        trial.faults.append(f"only {trial.kills} kills of each in the time")
    for fault in trial.faults[:20]:
        print("FAILED:", fault)
    print(
        f"{trial.kills} kills of each of three machines, {count} items of work, {len(trial.sent)} records down, "
        f"{len(trial.faults)} faults, {time.monotonic() - began:.0f} s")
    sys.exit(1 if trial.faults else 0)


if __name__ == "__main__":
    main()
