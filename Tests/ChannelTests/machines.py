"""The machines of the channel as child processes, and what their files must agree on.

Cites the channel's invariants: C1 nothing is lost, C2 one item of work for a message, C3 what is held is an
unbroken chained run, C4 a receiver never holds less than it acknowledged, C5 forks are kept.
"""

import hashlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "CrashTests"))

from demo_hall import DemoFailed, DemoHall, default_binary, free_port, missing_binary

HALL = "chengguan"


class Machine:
    """One process of the program; only the one that this object started is ever signalled."""

    def __init__(self, binary, data):
        self.binary, self.data = str(binary), pathlib.Path(data)
        self.port = free_port()
        self.log = self.data.with_name(self.data.name + ".log")
        self.child = None

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self, within=30):
        """Returns when requests are answered."""
        command = [self.binary, *self.command(), "--data", str(self.data), "--port", str(self.port)]
        with open(self.log, "ab") as log:
            self.child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        end = time.monotonic() + within
        while not self.answers():
            if self.child.poll() is not None or time.monotonic() > end:
                raise DemoFailed(f"{self.data.name} did not start: " + self.log.read_text("utf-8")[-400:])
            time.sleep(0.005)
        return self

    def kill(self):
        if self.child is not None:
            self.child.kill()
            self.child.wait()

    def run(self, *arguments, within=60):
        """Another command of the program on the same data; what it printed."""
        done = subprocess.run(
            [self.binary, *arguments, "--data", str(self.data)], stdin=subprocess.DEVNULL,
            capture_output=True, text=True, timeout=within)
        if done.returncode != 0:
            raise DemoFailed(f"{' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout.strip()


class Receiver(Machine):
    """`yizhan receiver serve`"""

    def __init__(self, binary, data, codes, *options):
        super().__init__(binary, data)
        self.codes, self.options = codes, options
        self.ready = self.data.with_name(self.data.name + ".ready.json")

    def command(self):
        self.ready.unlink(missing_ok=True)
        codes = [part for code in self.codes for part in ("--code", code)]
        return ["receiver", "serve", "--ready-file", str(self.ready), *codes, *self.options]

    def answers(self):
        return self.ready.exists()


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
            try:
                take_number(self.url, self.token, f"{number}-{turn}")
            except (urllib.error.URLError, OSError):
                time.sleep(0.02)

    def stop(self):
        self.ended.set()
        for thread in self.threads:
            thread.join()


def take_number(url, token, key="once"):
    request = urllib.request.Request(
        f"{url}/api/v1/halls/{HALL}/tickets", data=json.dumps({"line": "A"}).encode(),
        headers={
            "Content-Type": "application/json", "Authorization": "Bearer " + token,
            "Idempotency-Key": f"{key}-{time.monotonic_ns()}"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        answer.read()


def rows(path, sql, *values):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as database:
        return database.execute(sql, values).fetchall()


def waiting(outbox):
    """Records that a sender has and its receiver has not acknowledged."""
    return rows(outbox, "SELECT coalesce(sum(last - acknowledged), 0) FROM outbox_lane WHERE is_open = 1")[0][0]


def custody_faults(outbox, store, moment):
    """While nobody writes: the receiver holds at least what the sender was told."""
    told = rows(outbox, "SELECT epoch, lane, acknowledged FROM outbox_lane WHERE acknowledged > 0")
    held = {
        (epoch, lane): high
        for epoch, lane, high in rows(
            store, "SELECT epoch, lane, high_water FROM stream WHERE hall = ?", HALL)}
    return [
        f"C4 {moment}: lane {lane} holds {held.get((epoch, lane))} of {acknowledged}"
        for epoch, lane, acknowledged in told if held.get((epoch, lane), 0) < acknowledged]


def journal_faults(hall_file, store):
    """Every row of the hall's journal is one item of work, with the same bytes."""
    faults = []
    journal = rows(
        hall_file, "SELECT seq, at, actor, device, kind, subject, body, hex(chain) FROM journal ORDER BY seq")
    work = rows(
        store, "SELECT version, message, state, json FROM work_item WHERE entity = 'journal' AND hall = ?", HALL)
    by_version = {}
    for version, message, state, text in work:
        by_version.setdefault(version, []).append((message, state, text))
    for seq, at, actor, device, kind, subject, body, chain in journal:
        items = by_version.pop(seq + 1, [])
        if len(items) != 1:
            faults.append(f"C1/C2: row {seq} is {len(items)} items of work")
            continue
        record = json.loads(items[0][2])
        own = [at, actor, device, kind, subject, json.loads(body), chain.lower()]
        theirs = [record[name] for name in ("at", "actor", "device", "kind", "subject", "body", "chain")]
        if own != theirs or items[0][1] != "ready":
            faults.append(f"C3: row {seq} came as {items[0][1]} {theirs}")
    if by_version:
        faults.append(f"C2: {len(by_version)} items of work without a row")
    return faults


def stream_faults(store):
    """What is held is unbroken and chained, and nothing contradicts it."""
    faults = []
    for stream, epoch, lane in rows(store, "SELECT id, epoch, lane FROM stream"):
        head = hashlib.sha256(f"YZ0|{HALL}|{epoch}|{lane}".encode()).digest()
        expected = 1
        for seq, line, chain in rows(
                store, "SELECT seq, line, chain FROM stream_row WHERE stream = ? ORDER BY seq", stream):
            head = hashlib.sha256(head + hashlib.sha256(line).digest()).digest()
            if seq != expected or head != chain:
                faults.append(f"C3: stream {stream} breaks at {seq}")
                break
            expected += 1
    forks = rows(store, "SELECT count(*) FROM quarantine")[0][0]
    if forks:
        faults.append(f"C5: {forks} forks although nobody was rolled back")
    return faults
