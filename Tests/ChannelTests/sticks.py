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

from concurrent.futures import ThreadPoolExecutor

from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary
from hall_client import sign_in
from machines import Receiver, rows

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
            self.by_key(hall, hall_file, receiver)
            self.by_plug(hall, hall_file, receiver)
            self.by_browser(hall, hall_file, receiver)
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

    def by_key(self, hall, hall_file, receiver):
        """The hall's next key takes over, told by line."""
        made = hall.run("upstream", "rotate-key", "--hall", HALL)
        self.expect(f"a next key is made: {made.stderr}", made.returncode == 0)
        folder = hall.data / "halls" / HALL
        next_key, mode = (folder / "channel.next").read_text(), (folder / "channel.next").stat().st_mode & 0o777
        self.expect(f"its owner alone reads it: {mode:o}", mode == 0o600)
        receiver.start()
        hall.start()
        self.take_numbers(hall, 6)
        self.expect(f"records go on: {self.lanes(hall_file)}", self.until(
            lambda: all(last == done for _, last, done in self.lanes(hall_file))))
        self.expect("the next key took over", self.until(
            lambda: (folder / "channel.key").read_text() == next_key and not (folder / "channel.next").exists()))
        self.take_numbers(hall, 4)
        self.expect(f"and goes on: {self.lanes(hall_file)}", self.until(
            lambda: all(last == done for _, last, done in self.lanes(hall_file))))
        hall.stop()
        receiver.kill()
        retired = rows(
            receiver.data / "receiver.sqlite", "SELECT count(*) FROM hall_key WHERE retired_at IS NOT NULL")[0][0]
        self.expect(f"one key is retired: {retired}", retired == 1)

    def by_plug(self, hall, hall_file, receiver):
        """The hall works on, its receiver is out of reach, and a stick is plugged in and pulled out."""
        plugged = self.root / "plugged"
        (hall.data / "yizhan.json").write_text(json.dumps({"channelFerryFolder": str(plugged)}))
        hall.start()
        self.take_numbers(hall, 12)
        plugged.mkdir()
        self.expect("what waits lies on the stick", self.until(
            lambda: any(plugged.glob("*.yzb")) and not any(plugged.glob("*.part"))))
        plugged.rename(self.root / "carried")
        self.yizhan("receiver", "ferry", self.root / "carried", "--data", receiver.data)
        (self.root / "carried").rename(plugged)
        self.expect(f"the stick brings custody back: {self.lanes(hall_file)}", self.until(
            lambda: all(last == done for _, last, done in self.lanes(hall_file))))
        self.expect("and travels home empty", self.until(lambda: not any(plugged.glob("*.yzb"))))
        plugged.rename(self.root / "away")

    def by_browser(self, hall, hall_file, receiver):
        """A person at the office fetches one file and brings the answers back with a form."""
        self.take_numbers(hall, 5)
        token = sign_in(hall.url, *hall.account("hallAdmin"))
        page = f"{hall.url}/h/{HALL}/admin/ferry"
        file = self.asked(urllib.request.Request(f"{page}/file", headers={"Authorization": f"Bearer {token}"}))
        folder = self.root / "fetched"
        folder.mkdir()
        (folder / "records of today.yzb").write_bytes(file)
        (folder / "records-of-today.yzb").write_bytes(file)
        self.yizhan("receiver", "ferry", folder, "--data", receiver.data)
        words = sorted(folder.glob("*.yza"))
        self.expect("the receiver took the file and wrote its words", words)
        body, boundary = b"", "b0undary"
        for word in words:
            body += (f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{word.name}"\r\n'
                     "Content-Type: application/octet-stream\r\n\r\n").encode() + word.read_bytes() + b"\r\n"
        shown = self.asked(urllib.request.Request(
            f"{page}/file", data=body + f"--{boundary}--\r\n".encode(), headers={
                "Authorization": f"Bearer {token}", "Content-Type": f"multipart/form-data; boundary={boundary}"}))
        self.expect("the page says what was read", f"读入了 {len(words)} 个文件。".encode() in shown)
        lanes = self.lanes(hall_file)
        self.expect(f"custody came with the form: {lanes}", all(last == done for _, last, done in lanes))
        hall.stop()

    @staticmethod
    def asked(request):
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.read()

    @staticmethod
    def until(holds, within=60):
        end = time.monotonic() + within
        while time.monotonic() < end:
            if holds():
                return True
            time.sleep(0.2)
        return False

    def by_line(self, hall, hall_file, receiver):
        receiver.start()
        hall.start()
        self.take_numbers(hall, 10)
        self.expect(f"the line goes on: {self.lanes(hall_file)}", self.until(
            lambda: all(last == done for _, last, done in self.lanes(hall_file))))
        hall.stop()
        receiver.kill()
        forks = rows(receiver.data / "receiver.sqlite", "SELECT count(*) FROM quarantine")[0][0]
        self.expect("no fork", forks == 0)
        work = rows(receiver.data / "receiver.sqlite", "SELECT version, json FROM work_item WHERE entity = 'journal'")
        own = dict(rows(hall_file, "SELECT seq + 1, lower(hex(chain)) FROM journal"))
        theirs = {version: json.loads(text)["chain"] for version, text in work}
        self.expect("every row of the journal is there, and is the hall's", theirs == own)


def trial(binary, suite):
    with tempfile.TemporaryDirectory(prefix="yizhan-sticks-") as folder:
        made = Trial(binary, pathlib.Path(folder), suite)
        made.run()
        return made


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    options = parser.parse_args()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    began = time.monotonic()
    with ThreadPoolExecutor(2) as pool:
        trials = list(pool.map(lambda suite: trial(options.binary, suite), ("international", "sm")))
    held, failed = sum(one.held for one in trials), sum(one.failed for one in trials)
    print(f"{held} held, {failed} failed, {time.monotonic() - began:.0f} s")
    sys.exit(1 if failed or not held else 0)


if __name__ == "__main__":
    main()
