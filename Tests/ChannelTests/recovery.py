#!/usr/bin/env python3
"""What a disk that goes, a disk that is full and a clock that is wrong do to the channel, with the real programs.

  restore  a hall is backed up while it serves, goes on, loses its disk and is restored: with the line up it has
           every row again as it was; with the line down it opens at once and takes the rows back when the receiver
           is heard (C1, C2, C14)
  receiver the receiver is backed up while it serves, goes on, loses its disk and is restored: the hall sends again
           what the backup has not, and each row is one item of work (C1, C2, C4, C15)
  disk     the hall's, then the receiver's folder lies on a file system of a few MB that fills up: what is refused is
           refused clearly, nothing that was answered is lost, and everything goes on when there is room (C1, C2, C10)
  clock    hall and receiver exchange records in 1970, in 2099, and when the one has the other date (C11)
"""

import argparse
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "CrashTests"))

from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary

HALL = "chengguan"


class Faults(Exception):
    pass


def expect(holds, what):
    if not holds:
        raise Faults(what)


def rows(path, sql, *values):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    try:
        return database.execute(sql, values).fetchall()
    finally:
        database.close()


class Dated:
    """Starts programs at a wall time of their own, in seconds since 1970; nothing else is changed."""

    def __init__(self, library, moment=None):
        self.library, self.moment = library, moment

    def __enter__(self):
        self.former = dict(os.environ)
        if self.moment is not None:
            os.environ.update(LD_PRELOAD=str(self.library), WALL_SHIFT=str(self.moment - int(time.time())))

    def __exit__(self, *_):
        os.environ.clear()
        os.environ.update(self.former)


class Receiver:
    def __init__(self, binary, data):
        self.binary, self.data, self.port, self.child = binary, pathlib.Path(data), free_port(), None
        self.ready = self.data.with_name(self.data.name + ".ready.json")
        self.log = self.data.with_name(self.data.name + ".log")

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def store(self):
        return self.data / "receiver.sqlite"

    def start(self, code=None):
        self.ready.unlink(missing_ok=True)
        command = [self.binary, "receiver", "serve", "--data", str(self.data), "--port", str(self.port)]
        command += ["--ready-file", str(self.ready)] + (["--code", code] if code else [])
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + 30
        while not self.ready.exists():
            if self.child.poll() is not None or time.monotonic() > end:
                raise DemoFailed("the receiver did not start: " + self.log.read_text("utf-8")[-400:])
            time.sleep(0.01)
        return self

    def kill(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()


class Ends:
    """A demo hall that is enrolled with a receiver."""

    def __init__(self, binary, hall, receiver):
        self.hall = DemoHall(binary, hall, port=free_port())
        self.receiver = Receiver(binary, receiver)
        self.taken = 0

    @property
    def file(self):
        return self.hall.data / "halls" / HALL / "hall.sqlite"

    def enrol(self):
        self.receiver.start("ONCE-ONLY")
        self.hall.start().stop()
        done = self.hall.run("upstream", "enrol", self.receiver.url, "--code", "ONCE-ONLY", "--hall", HALL)
        expect(done.returncode == 0, "not enrolled: " + done.stderr)
        self.hall.start()
        return self

    def take(self, count=1):
        """Takes numbers; returns the answers' statuses and codes."""
        answers = []
        token = self.hall.device_token("kiosk")
        for _ in range(count):
            self.taken += 1
            request = urllib.request.Request(
                f"{self.hall.url}/api/v1/halls/{HALL}/tickets", data=json.dumps({"line": "A"}).encode(),
                headers={
                    "Content-Type": "application/json", "Authorization": "Bearer " + token,
                    "Idempotency-Key": f"{self.taken}-{time.monotonic_ns()}"})
            try:
                with urllib.request.urlopen(request, timeout=10) as answer:
                    answers.append((answer.status, json.load(answer).get("id")))
            except urllib.error.HTTPError as error:
                answers.append((error.code, json.load(error).get("code")))
        return answers

    def wait(self, what, holds, within=60):
        end = time.monotonic() + within
        while time.monotonic() < end:
            try:
                if holds():
                    return
            except sqlite3.OperationalError:
                pass
            time.sleep(0.1)
        raise Faults(f"{what} within {within} s; the hall said: {self.hall.last_words()}")

    def waiting(self):
        return rows(self.file, "SELECT sum(last - acknowledged) FROM outbox_lane WHERE is_open = 1")[0][0]

    def drained(self):
        self.wait("not everything was acknowledged", lambda: self.waiting() == 0)

    def journal(self):
        return dict(rows(self.file, "SELECT seq, hex(chain) FROM journal"))

    def check(self):
        """With both ends stopped: the journal verifies, and each row of it is one item of work."""
        done = self.hall.run("verify", "--replay")
        expect(done.returncode == 0, "the journal does not verify: " + done.stdout[-400:])
        work = rows(
            self.receiver.store, "SELECT json FROM work_item WHERE entity = 'journal' AND hall = ?", HALL)
        chains = [json.loads(text)["chain"].upper() for (text,) in work]
        expect(len(chains) == len(set(chains)), "C2: a row came twice")
        missing = set(self.journal().values()) - set(chains)
        expect(not missing, f"C1: {len(missing)} rows never came")
        expect(rows(self.receiver.store, "SELECT count(*) FROM quarantine")[0][0] == 0, "C5: forks")

    def end(self):
        self.hall.kill()
        self.receiver.kill()


def restore(binary, root):
    ends = Ends(binary, root / "hall", root / "receiver").enrol()
    try:
        ends.take(20)
        ends.drained()
        backup = str(root / "backup")
        made = ends.hall.run("backup", backup)
        expect(made.returncode == 0, "no backup: " + made.stderr)
        ends.take(25)
        ends.drained()
        ends.hall.kill()
        before = ends.journal()
        tickets = rows(ends.file, "SELECT * FROM ticket ORDER BY serial")
        kinds = rows(ends.file, "SELECT count(*) FROM journal WHERE kind = 'ticket.issued'")

        # The line is up: nothing at all is lost.
        done = ends.hall.run("restore", backup, "--hall", HALL)
        expect(done.returncode == 0, "not restored: " + done.stderr)
        after = ends.journal()
        expect({seq: after.get(seq) for seq in before} == before, "rows differ after the restore")
        expect(len(after) == len(before) + 1, f"{len(after)} rows after the restore, {len(before)} before")
        expect(rows(ends.file, "SELECT * FROM ticket ORDER BY serial") == tickets, "the tickets differ")
        expect(rows(ends.file, "SELECT count(*) FROM journal WHERE kind = 'ticket.issued'") == kinds, "tickets")
        ends.hall.start()
        ends.take(3)
        ends.drained()
        ends.hall.kill()

        # The line is down: people are served at once, and the rows come back when the receiver is heard.
        lost = set(ends.journal().values())
        ends.receiver.kill()
        done = ends.hall.run("restore", backup, "--hall", HALL)
        expect(done.returncode == 0, "not restored without a line: " + done.stderr)
        own = set(ends.journal().values())
        lost -= own
        expect(len(lost) >= 28, f"only {len(lost)} rows were lost")
        ends.hall.start()
        expect(all(status in (200, 201) for status, _ in ends.take(5)), "no numbers after the restore")
        ends.receiver.start()
        regained = lambda: {c.upper() for (c,) in rows(ends.file, "SELECT chain FROM regained")}
        ends.wait("what was lost did not come back", lambda: regained() >= lost, within=90)
        ends.drained()
        ends.hall.stop()
        ends.receiver.kill()
        expect(regained() == lost, "something else came back")
        ends.check()
        epochs = [json.loads(body)["epoch"] for (body,) in rows(
            ends.file, "SELECT body FROM journal WHERE kind IN ('ledger.created', 'ledger.continued')")]
        marks = [int(epoch[:8], 16) % 100 for epoch in epochs]
        expect(len(marks) == len(set(marks)), f"C14: marks {marks}")
        aside = [name for name in os.listdir(ends.hall.data / "halls") if ".aside-" in name]
        expect(len(aside) == 2, f"put aside: {aside}")
        # A whole machine, from the same backup, somewhere else.
        done = subprocess.run(
            [binary, "restore", backup, "--data", str(root / "elsewhere")], capture_output=True, text=True)
        expect(done.returncode == 0, "not restored elsewhere: " + done.stderr)
        done = subprocess.run(
            [binary, "verify", "--replay", "--data", str(root / "elsewhere")], capture_output=True, text=True)
        expect(done.returncode == 0, "what was restored elsewhere does not verify: " + done.stdout)
        return f"{len(lost)} rows lost and regained"
    finally:
        ends.end()


def receiver(binary, root):
    ends = Ends(binary, root / "hall-of-lost", root / "lost").enrol()
    try:
        ends.take(10)
        ends.drained()
        backup = str(root / "receiver-backup")
        done = subprocess.run(
            [binary, "backup", backup, "--data", str(ends.receiver.data)], capture_output=True, text=True)
        expect(done.returncode == 0, "no backup of the receiver: " + done.stderr)
        expect(rows(ends.receiver.store, "SELECT has_backup FROM store") == [(1,)], "the backup was not noted")
        ends.take(15)
        ends.drained()
        safe, last = rows(ends.file, "SELECT safe, last FROM outbox_lane WHERE is_open = 1 AND lane = 2")[0]
        expect(safe < last, f"C15: {safe} of {last} are called safe")
        incarnation = rows(ends.receiver.store, "SELECT incarnation, epoch FROM store")
        ends.receiver.kill()
        ends.receiver.data = root / "found"
        done = subprocess.run(
            [binary, "restore", backup, "--data", str(ends.receiver.data)], capture_output=True, text=True)
        expect(done.returncode == 0, "the receiver was not restored: " + done.stderr)
        now = rows(ends.receiver.store, "SELECT incarnation, epoch FROM store")
        expect(now[0][0] != incarnation[0][0] and now[0][1] != incarnation[0][1], "it is the same receiver still")
        held = rows(ends.receiver.store, "SELECT sum(high_water) FROM stream")[0][0]
        ends.receiver.start()
        press(ends)
        ends.wait("the hall did not send again", lambda: rows(
            ends.receiver.store, "SELECT sum(high_water) FROM stream")[0][0] >= last)
        ends.take(5)
        ends.drained()
        ends.hall.stop()
        ends.receiver.kill()
        ends.check()
        return f"{last - held} rows sent again"
    finally:
        ends.end()


class Small:
    """A file system in memory of a few MB."""

    def __init__(self, folder, megabytes):
        self.folder, self.megabytes, self.is_there = pathlib.Path(folder), megabytes, False

    def __enter__(self):
        self.folder.mkdir(parents=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={self.megabytes}m", "tmpfs", str(self.folder)],
            capture_output=True, text=True)
        self.is_there = done.returncode == 0
        return self if self.is_there else None

    def __exit__(self, *_):
        if self.is_there:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)

    def fill(self):
        """Takes all the room that is left."""
        with open(self.folder / "filler", "ab", buffering=0) as filler:
            for size in (1 << 20, 1 << 16, 1 << 12):
                try:
                    while True:
                        filler.write(b"\0" * size)
                except OSError:
                    pass

    def free(self):
        (self.folder / "filler").unlink(missing_ok=True)


def disk(binary, root):
    with Small(root / "small", 48) as small:
        if small is None:
            return "NOT TRIED: no file system of a few MB can be mounted here"
        hall_full(binary, root, small)
    with Small(root / "tiny", 24) as small:
        receiver_full(binary, root, small)
    return "the hall's disk was full, then the receiver's"


def hall_full(binary, root, small):
    ends = Ends(binary, small.folder / "hall", root / "receiver-of-full")
    ends.hall.log = root / "full.log"
    try:
        ends.enrol()
        answered = [id for status, id in ends.take(20) if status in (200, 201)]
        ends.drained()
        ballast = ends.hall.data / "ballast"
        expect(ballast.stat().st_blocks * 512 >= 4 << 20, "there is no ballast, or it has holes")
        # What waits while the line is down must be acknowledged although the disk is full.
        ends.receiver.kill()
        answered += [id for status, id in ends.take(200) if status in (200, 201)]
        expect(ends.waiting() >= 200, f"{ends.waiting()} records wait")
        small.fill()
        # The log has some room of its own; then it is refused, clearly.
        refused = None
        for _ in range(4000):
            status, word = ends.take()[0]
            if status in (200, 201):
                answered.append(word)
            else:
                refused = (status, word)
                break
        expect(refused == (503, "storage-full"), f"on a full disk: {refused}")
        ends.receiver.start()
        ends.wait(
            "a full disk took no acknowledgements in",
            lambda: rows(ends.file, "SELECT sum(acknowledged) FROM outbox_lane WHERE is_open = 1")[0][0] >= 200)
        ends.drained()
        status, word = ends.take()[0]
        expect((status, word) == (503, "storage-full"), f"new numbers before acknowledgements: {status} {word}")
        small.free()
        ends.wait("no numbers although there is room again", lambda: ends.take()[0][0] in (200, 201), within=20)
        expect(ballast.exists(), "the ballast was not made again")
        answered += [id for status, id in ends.take(5) if status in (200, 201)]
        ends.drained()
        ends.hall.stop()
        ends.receiver.kill()
        issued = {s.split("-")[0] for (s,) in rows(ends.file, "SELECT subject FROM journal WHERE kind = 'ticket.issued'")}
        lost = [id for id in answered if str(id).split("-")[0] not in issued]
        expect(not lost, f"{len(lost)} numbers that were answered are gone")
        ends.check()
    finally:
        ends.end()


def receiver_full(binary, root, small):
    ends = Ends(binary, root / "hall-of-full", small.folder / "receiver")
    # What it says must have room elsewhere.
    ends.receiver.log = root / "receiver-of-full.log"
    try:
        ends.enrol().take(5)
        ends.drained()
        held = lambda: rows(ends.receiver.store, "SELECT sum(high_water) FROM stream")[0][0]
        small.fill()
        # Its log has some room of its own, until it is folded into the file.
        before = 0
        for _ in range(60):
            ends.take(40)
            before, waiting = held(), ends.waiting()
            time.sleep(0.3)
            if waiting > 40 and held() == before:
                break
        expect(ends.waiting() > 0, "a receiver without room acknowledged everything")
        stuck = held()
        request = urllib.request.Request(
            f"{ends.receiver.url}/channel/v1/batches", data=b"YZB1\n", method="POST")
        try:
            with urllib.request.urlopen(request, timeout=10):
                pass
        except urllib.error.HTTPError as error:
            expect(error.code in (409, 503), f"a receiver without room answered {error.code}")
        expect(held() == stuck, "C10: it changed although it was full")
        said = ends.receiver.log.read_text("utf-8", errors="replace")
        expect("storageFull" in said, "the receiver's log does not say why: " + said[-300:])
        small.free()
        press(ends)
        ends.drained()
        ends.hall.stop()
        ends.receiver.kill()
        ends.check()
    finally:
        ends.end()


def press(ends):
    """Starts the hall anew, as a person would who does not want to wait."""
    ends.hall.stop()
    ends.hall.start()


def clock(binary, root):
    library = root / "walltime.so"
    subprocess.run(["gcc", "-shared", "-fPIC", "-o", str(library), str(HERE / "walltime.c")], check=True)
    dates = [86_400, 4_083_998_400]
    ends = Ends(binary, root / "hall-of-time", root / "receiver-of-time")
    seen = []
    try:
        with Dated(library, dates[0]):
            ends.enrol()
        total = 0
        for hall_date, receiver_date in [(dates[0], dates[0]), (dates[1], dates[0]), (dates[0], dates[1]), (None, None)]:
            ends.hall.stop()
            ends.receiver.kill()
            with Dated(library, receiver_date):
                ends.receiver.start()
            with Dated(library, hall_date):
                ends.hall.start()
            answers = ends.take(10)
            expect(all(status in (200, 201) for status, _ in answers), f"{hall_date}: {answers}")
            total += 10
            ends.drained()
            year = rows(ends.file, "SELECT strftime('%Y', max(at) / 1000, 'unixepoch') FROM journal")[0][0]
            heard = rows(ends.receiver.store, "SELECT strftime('%Y', max(heard_at) / 1000, 'unixepoch') FROM stream")[0][0]
            seen.append(f"{year}/{heard}")
        expect(seen[0] == "1970/1970", f"the programs did not see the date: {seen}")
        # A journal never goes back.
        expect([years[:4] for years in seen] == ["1970", "2099", "2099", "2099"], f"years: {seen}")
        issued = rows(ends.file, "SELECT count(*) FROM journal WHERE kind = 'ticket.issued'")[0][0]
        expect(issued == total, f"{issued} numbers of {total}")
        ends.hall.stop()
        ends.receiver.kill()
        ends.check()
        return f"years of the hall and the receiver: {', '.join(seen)}"
    finally:
        ends.end()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("trials", nargs="*", choices=["restore", "receiver", "disk", "clock", []], help="all when missing")
    options = parser.parse_args()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    failed = False
    for trial in options.trials or ["restore", "receiver", "disk", "clock"]:
        began = time.monotonic()
        with tempfile.TemporaryDirectory(prefix="yizhan-recovery-") as folder:
            try:
                words = globals()[trial](options.binary, pathlib.Path(folder))
                print(f"{trial}: {words}, {time.monotonic() - began:.0f} s", flush=True)
            except (Faults, DemoFailed) as fault:
                failed = True
                print(f"FAILED {trial}: {fault}", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
