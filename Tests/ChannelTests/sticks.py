#!/usr/bin/env python3
"""Carries a hall's records on a stick, sealed, under both suites, and back what the receiver says.

A hall, its receiver and a stranger, each the program itself: what lies on the stick is read by the receiver alone,
custody comes back by the stick, the line goes on where the stick stopped, and nothing is there twice.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests")]

from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary
from run import Receiver, rows

HALL = "chengguan"


class Trial:
    def __init__(self, binary, root, suite):
        self.binary, self.root, self.suite = binary, root, suite
        self.held = self.failed = 0
        self.stick = root / "stick"
        self.stick.mkdir()

    def expect(self, what, holds):
        if holds:
            self.held += 1
        else:
            self.failed += 1
            print(f"FAILED: {self.suite}: {what}", flush=True)

    def yizhan(self, *words):
        done = subprocess.run([self.binary, *map(str, words)], capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            raise DemoFailed(f"{' '.join(map(str, words))}: {done.stderr[-300:]}")
        return done.stdout

    def take_numbers(self, hall, count):
        for number in range(count):
            request = urllib.request.Request(
                f"{hall.url}/api/v1/halls/{HALL}/tickets", data=json.dumps({"line": "A"}).encode(),
                headers={
                    "Content-Type": "application/json", "Authorization": "Bearer " + hall.device_token("kiosk"),
                    "Idempotency-Key": f"{self.suite}-{number}-{time.monotonic_ns()}"})
            with urllib.request.urlopen(request, timeout=10) as answer:
                answer.read()

    def lanes(self, hall_file):
        return rows(hall_file, "SELECT lane, last, acknowledged FROM outbox_lane WHERE is_open = 1 ORDER BY lane")

    def run(self):
        receiver = Receiver(self.binary, self.root / "receiver", ["ONCE", "TWICE"], "--suite", self.suite)
        stranger = Receiver(self.binary, self.root / "stranger", ["OTHER"], "--suite", self.suite)
        hall = DemoHall(self.binary, self.root / "hall", port=free_port())
        hall_file = hall.data / "halls" / HALL / "hall.sqlite"
        try:
            receiver.start()
            stranger.start()
            stranger.kill()
            hall.start()
            hall.stop()
            other = {"international": "sm", "sm": "international"}[self.suite]
            refused = hall.run("upstream", "enrol", receiver.url, "--code", "ONCE", "--hall", HALL, "--suite", other)
            told = refused.stderr
            self.expect(f"another suite is refused: {told}", refused.returncode == 1 and "--suite" in told)
            enrolled = hall.run(
                "upstream", "enrol", receiver.url, "--code", "ONCE", "--hall", HALL, "--suite", self.suite)
            self.expect(f"the hall enrols: {enrolled.stderr[-200:]}", enrolled.returncode == 0)
            receiver.kill()
            hall.start()
            self.take_numbers(hall, 30)
            hall.stop()
            self.by_stick(hall, hall_file, receiver, stranger)
            self.by_line(hall, hall_file, receiver)
        except DemoFailed as failure:
            self.expect(str(failure), False)
        finally:
            hall.kill()
            receiver.kill()
            stranger.kill()

    def by_stick(self, hall, hall_file, receiver, stranger):
        self.yizhan("ferry", "export", self.stick, "--data", hall.data)
        files = sorted(self.stick.glob("*.yzb"))
        self.expect("the stick has batches", files)
        for file in files:
            content = file.read_bytes()
            head = content.split(b"\n\n", 1)[0]
            self.expect(f"{file.name} is sealed", f"enc={self.suite}".encode() in head.split(b"\n"))
            self.expect(f"{file.name} shows nothing", b"journal" not in content and b"ticket" not in content)
        told = self.yizhan("receiver", "ferry", self.stick, "--data", stranger.data)
        held = rows(stranger.data / "receiver.sqlite", "SELECT count(*) FROM work_item")[0][0]
        self.expect(f"a stranger takes nothing in: {told}", held == 0)
        for word in self.stick.glob("*.yza"):
            word.unlink()
        for _ in range(2):
            self.yizhan("receiver", "ferry", self.stick, "--data", receiver.data)
        journal = rows(hall_file, "SELECT count(*) FROM journal")[0][0]
        work = rows(
            receiver.data / "receiver.sqlite", "SELECT count(*), count(DISTINCT message) FROM work_item")[0]
        waiting = sum(last for _, last, _ in self.lanes(hall_file))
        self.expect(f"the receiver has {work} of {waiting} records, {journal} rows", work == (waiting, waiting))
        self.expect("nothing is in custody yet", all(acknowledged == 0 for *_, acknowledged in self.lanes(hall_file)))
        self.yizhan("ferry", "import", self.stick, "--data", hall.data)
        lanes = self.lanes(hall_file)
        done = sum(acknowledged for *_, acknowledged in lanes)
        self.expect(f"the words came back: {lanes}", done == waiting)
        self.yizhan("ferry", "import", self.stick, "--data", hall.data)
        self.expect("what is done does not travel any more", not list(self.stick.glob("*.yzb")))

    def by_line(self, hall, hall_file, receiver):
        receiver.start()
        hall.start()
        self.take_numbers(hall, 10)
        end = time.monotonic() + 60
        while time.monotonic() < end and any(last != done for _, last, done in self.lanes(hall_file)):
            time.sleep(0.2)
        lanes = self.lanes(hall_file)
        self.expect(f"the line goes on: {lanes}", all(last == done for _, last, done in lanes))
        hall.stop()
        receiver.kill()
        forks = rows(receiver.data / "receiver.sqlite", "SELECT count(*) FROM quarantine")[0][0]
        self.expect("no fork", forks == 0)
        work = rows(receiver.data / "receiver.sqlite", "SELECT version, json FROM work_item WHERE entity = 'journal'")
        own = dict(rows(hall_file, "SELECT seq + 1, lower(hex(chain)) FROM journal"))
        theirs = {version: json.loads(text)["chain"] for version, text in work}
        self.expect("every row of the journal is there, and is the hall's", theirs == own)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    options = parser.parse_args()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    began = time.monotonic()
    held = failed = 0
    for suite in ("international", "sm"):
        with tempfile.TemporaryDirectory(prefix="yizhan-sticks-") as folder:
            trial = Trial(options.binary, pathlib.Path(folder), suite)
            trial.run()
            held, failed = held + trial.held, failed + trial.failed
    print(f"{held} held, {failed} failed, {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed or not held else 0)


if __name__ == "__main__":
    main()
