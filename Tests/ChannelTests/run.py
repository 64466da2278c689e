#!/usr/bin/env python3
"""Pulls the plug on both ends of the channel, again and again, and compares what they hold.

A hall takes numbers under load and sends them to a receiver; either end is killed with SIGKILL at random
moments. While both are down their files are compared; at the end every row of the hall's journal must be one
item of the receiver's work, with the same bytes, and none may be there twice.

Cites the channel's invariants: C1 nothing is lost, C2 one item of work for a message, C3 what the receiver holds
is an unbroken chained run, C4 the receiver never holds less than it acknowledged.
"""

import argparse
import hashlib
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "CrashTests"))

from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary

HALL = "chengguan"


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="of each end (100)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--limit", type=int, default=420, metavar="SECONDS", help="gives up after so long (420)")
    return parser.parse_args()


class Receiver:
    """`yizhan receiver serve` as a child process."""

    def __init__(self, binary, data, codes, *options):
        self.binary, self.data, self.codes, self.options = binary, pathlib.Path(data), codes, options
        self.port = free_port()
        self.ready = self.data.with_name("receiver.ready.json")
        self.log = self.data.with_name("receiver.log")
        self.child = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, within=30):
        self.ready.unlink(missing_ok=True)
        command = [self.binary, "receiver", "serve", "--data", str(self.data), "--port", str(self.port)]
        command += ["--ready-file", str(self.ready), *self.options]
        for code in self.codes:
            command += ["--code", code]
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + within
        while not self.ready.exists():
            if self.child.poll() is not None or time.monotonic() > end:
                raise DemoFailed("the receiver did not start: " + self.log.read_text("utf-8")[-400:])
            time.sleep(0.005)
        return self

    def kill(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()


class Load:
    """Kiosks that take numbers until told to stop; what is refused or lost is tried again by nobody."""

    def __init__(self, url, token, count=4):
        self.url, self.token = url, token
        self.ended = threading.Event()
        self.threads = [threading.Thread(target=self.work, args=(n,), daemon=True) for n in range(count)]
        for thread in self.threads:
            thread.start()

    def work(self, number):
        turn = 0
        while not self.ended.is_set():
            turn += 1
            request = urllib.request.Request(
                f"{self.url}/api/v1/halls/{HALL}/tickets", data=json.dumps({"line": "A"}).encode(),
                headers={
                    "Content-Type": "application/json", "Authorization": "Bearer " + self.token,
                    "Idempotency-Key": f"{number}-{turn}-{time.monotonic_ns()}"})
            try:
                with urllib.request.urlopen(request, timeout=5) as answer:
                    answer.read()
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def rows(path, sql, *values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as database:
        return database.execute(sql, values).fetchall()


class Trial:
    def __init__(self, hall, receiver, seed):
        self.hall, self.receiver = hall, receiver
        self.random = random.Random(seed)
        self.hall_file = hall.data / "halls" / HALL / "hall.sqlite"
        self.store_file = receiver.data / "receiver.sqlite"
        self.kills = {"hall": 0, "receiver": 0}
        self.faults = []

    def compare(self, moment):
        """While nobody writes: the receiver holds at least what the hall was told."""
        told = rows(
            self.hall_file, "SELECT epoch, lane, acknowledged FROM outbox_lane WHERE acknowledged > 0")
        held = {
            (epoch, lane): high
            for epoch, lane, high in rows(
                self.store_file, "SELECT epoch, lane, high_water FROM stream WHERE hall = ?", HALL)}
        for epoch, lane, acknowledged in told:
            if held.get((epoch, lane), 0) < acknowledged:
                self.faults.append(f"C4 {moment}: lane {lane} holds {held.get((epoch, lane))} of {acknowledged}")

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
            waiting = rows(
                self.hall_file, "SELECT sum(last - acknowledged) FROM outbox_lane WHERE is_open = 1")[0][0]
            if waiting == 0:
                return
            time.sleep(0.2)
        self.faults.append(f"C1: {waiting} records were not acknowledged within {within} s")

    def check(self):
        journal = rows(
            self.hall_file, "SELECT seq, at, actor, device, kind, subject, body, hex(chain) FROM journal ORDER BY seq")
        work = rows(
            self.store_file, "SELECT version, message, state, json FROM work_item WHERE entity = 'journal' AND hall = ?",
            HALL)
        by_version = {}
        for version, message, state, text in work:
            by_version.setdefault(version, []).append((message, state, text))
        for seq, at, actor, device, kind, subject, body, chain in journal:
            items = by_version.pop(seq + 1, [])
            if len(items) != 1:
                self.faults.append(f"C1/C2: row {seq} is {len(items)} items of work")
                continue
            record = json.loads(items[0][2])
            own = [at, actor, device, kind, subject, json.loads(body), chain.lower()]
            theirs = [record[name] for name in ("at", "actor", "device", "kind", "subject", "body", "chain")]
            if own != theirs or items[0][1] != "ready":
                self.faults.append(f"C3: row {seq} came as {items[0][1]} {theirs}")
        if by_version:
            self.faults.append(f"C2: {len(by_version)} items of work without a row")
        for stream, epoch, lane in rows(self.store_file, "SELECT id, epoch, lane FROM stream"):
            head = hashlib.sha256(f"YZ0|{HALL}|{epoch}|{lane}".encode()).digest()
            expected = 1
            for seq, line, chain in rows(
                    self.store_file, "SELECT seq, line, chain FROM stream_row WHERE stream = ? ORDER BY seq", stream):
                head = hashlib.sha256(head + hashlib.sha256(line).digest()).digest()
                if seq != expected or head != chain:
                    self.faults.append(f"C3: stream {stream} breaks at {seq}")
                    break
                expected += 1
        forks = rows(self.store_file, "SELECT count(*) FROM quarantine")[0][0]
        if forks:
            self.faults.append(f"C5: {forks} forks although nobody was rolled back")
        return len(journal)


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
