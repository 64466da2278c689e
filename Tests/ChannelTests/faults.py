#!/usr/bin/env python3
"""The channel over bad lines: slow ones, lossy ones, ones that live 90 s at a time, and a captive portal.

A hall reports synthetic cases and one attachment to a receiver through a proxy that makes the line bad; `proxy.py` says
how. Every scenario is a hall, a proxy and a receiver of its own, with real processes and files; they run beside one another.

  rates     32 KB/s and 4 KB/s both ways: everything arrives, the attachment byte for byte
  loss      10 % loss: the same, and no chunk is sent more often than the line broke
  lives     a line that lives so long at a time: the same, with an attachment that needs several lives
  portal    200 with a page to everything, in the middle: nothing is believed, and everything arrives afterwards
  kills     both ends are killed with SIGKILL while chunks travel; no chunk that was said to be there is lost
  large     several MB at a higher rate, finished and byte for byte the same
  urgent    20 MB at 4 KB/s with 10 % loss, and urgent records that pass it (C12): each one's wait is compared with
            the longest chunk and the longest round trip of the same run, and no chunk begins while one waits

`--scale` shortens the lives of a line and how long the 20 MB are watched; 1 means 90 s and 20 minutes. The run prints
what was run. Cites C1 nothing is lost, C9 only signed words count, C12.
"""

import argparse
import json
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
# Behind this folder: both have a run.py.
sys.path.append(str(HERE.parent / "CrashTests"))

from demo_hall import DemoFailed, DemoHall, default_binary, missing_binary
from proxy import Proxy
from run import HALL, Receiver, rows

CODE = "ONCE-ONLY"
KB, MB = 1000, 1000 * 1000
# Over the sum of the longest chunk and the longest round trip: for what the machine itself takes.
C12_RATIO = 1.25
# Between the moment that stands in a record and its commit.
COMMIT = 0.3


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", help="a scenario; all when missing")
    parser.add_argument("--scale", type=float, default=0.05, help="of the lives and of the watching (0.05)")
    parser.add_argument("--seed", type=int, help="repeats a run's line; drawn when missing")
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--limit", type=int, default=150, metavar="SECONDS", help="for each scenario (150)")
    return parser.parse_args()


class TrialHall(DemoHall):
    """A demo hall that reports synthetic cases through a proxy."""

    def __init__(self, binary, data, upstream, *more):
        super().__init__(binary, data)
        self.more = ["--upstream", upstream, "--enrol", CODE, *map(str, more)]

    def launch(self):
        self._ready_file.unlink(missing_ok=True)
        command = [self.binary, "demo", "--data", str(self.data), "--port", "0"]
        command += ["--ready-file", str(self._ready_file), *self.more]
        with open(self.log, "ab") as log:
            self._child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)


class Scenario:
    """One hall, one line, one receiver."""

    name = ""
    line = {}
    attachment = 0
    cases = 3
    every = None

    def __init__(self, options, root, seed):
        self.options, self.seed = options, seed
        self.limit = options.limit
        self.root = root / self.name
        self.root.mkdir()
        self.faults, self.notes = [], []
        self.urgent = {}

    def run(self):
        began = time.monotonic()
        self.receiver = Receiver(self.options.binary, self.root / "receiver", [CODE])
        self.proxy = self.hall = None
        try:
            self.receiver.start()
            self.proxy = Proxy(("127.0.0.1", self.receiver.port), self.seed, **self.line)
            more = ["--with-synthetic-cases", self.cases, "--with-attachment", self.attachment]
            more += ["--synthetic-case-every", self.every] if self.every else []
            self.hall = TrialHall(self.options.binary, self.root / "hall", self.proxy.url, *more)
            self.hall.start(within=60)
            self.drive()
        except (DemoFailed, sqlite3.Error) as failure:
            self.faults.append(f"{type(failure).__name__}: {failure}")
        finally:
            if self.hall:
                self.hall.kill()
            self.receiver.kill()
            if self.proxy:
                self.proxy.close()
        self.seconds = time.monotonic() - began

    def drive(self):
        self.drain()
        self.compare()

    # Looking

    @property
    def hall_file(self):
        return self.root / "hall" / "halls" / HALL / "hall.sqlite"

    def from_hall(self, sql):
        return rows(self.hall_file, sql)

    def from_receiver(self, sql):
        return rows(self.root / "receiver" / "receiver.sqlite", sql)

    def waiting(self):
        """Records and attachments that the hall does not believe to be there."""
        records = self.from_hall("SELECT sum(last - acknowledged) FROM outbox_lane WHERE is_open = 1")[0][0]
        return records, self.from_hall("SELECT count(*) FROM outbox_blob WHERE held_at IS NULL")[0][0]

    def drain(self):
        end = time.monotonic() + self.limit
        while time.monotonic() < end:
            if self.waiting() == (0, 0):
                return
            time.sleep(0.1)
        self.faults.append(f"C1: records and attachments still wait after {self.limit} s: {self.waiting()}")

    def stored(self, digest):
        return self.root / "receiver" / "blobs" / digest[:2] / digest

    def compare(self):
        """What the hall has is at the receiver, byte for byte, and once."""
        for digest, size in self.from_hall("SELECT digest, size FROM outbox_blob"):
            own = self.root / "hall" / "halls" / HALL / "blobs" / digest[:2] / digest
            if not self.stored(digest).exists() or self.stored(digest).read_bytes() != own.read_bytes():
                self.faults.append(f"the attachment of {size} bytes is not the same at the receiver")
        work = self.from_receiver("SELECT message, count(*) FROM work_item GROUP BY message")
        issued = self.from_hall("SELECT sum(last) FROM outbox_lane WHERE is_open = 1")[0][0]
        if any(count != 1 for _, count in work) or len(work) > issued:
            self.faults.append(f"C1/C2: {issued} records are {len(work)} items of work")
        journal = self.from_hall("SELECT count(*) FROM journal")[0][0]
        came = self.from_receiver("SELECT count(*) FROM work_item WHERE entity = 'journal'")[0][0]
        if journal != came:
            self.faults.append(f"C1: {came} of {journal} rows of the journal came")
        self.chunks()

    def chunks(self):
        """A chunk goes again only where the line broke."""
        sent = [one for one in self.proxy.exchanges if one.is_chunk]
        (manifest,) = self.from_hall("SELECT manifest FROM outbox_blob LIMIT 1")[0]
        count = len(json.loads(manifest)["chunks"])
        breaks = len(self.proxy.resets)
        if len(sent) > count + breaks:
            self.faults.append(f"{len(sent)} chunks were sent for {count}, with {breaks} breaks")
        self.notes.append(f"{count} chunks in {len(sent)} sendings, {breaks} breaks, {self.proxy.stalls} stalls")


class Slow(Scenario):
    name, line, attachment = "rates-4", {"rate": 4 * KB}, 40 * KB


class Medium(Scenario):
    name, line, attachment = "rates-32", {"rate": 32 * KB}, 300 * KB

    def drive(self):
        super().drive()
        spans = [one for one in self.proxy.exchanges if one.is_chunk and one.seconds]
        rate = sum(one.up for one in spans) / sum(one.seconds for one in spans)
        self.notes.append(f"{rate / KB:.1f} KB/s while chunks travelled, of 32")


class Loss(Scenario):
    name, line, attachment = "loss", {"rate": 32 * KB, "loss": 0.1}, 300 * KB


class Lives(Scenario):
    name = "lives"

    def __init__(self, options, root, seed):
        # Shorter ones would only measure how long a hall rests after a break.
        life = max(9.0, 90 * options.scale)
        self.line = {"rate": 32 * KB, "lives": life, "pause": max(1.0, life / 10)}
        # More than one life carries.
        self.attachment = int(1.1 * life * 32 * KB)
        super().__init__(options, root, seed)
        self.limit = max(options.limit, 8 * life)

    def drive(self):
        super().drive()
        self.notes.append(f"{self.attachment} bytes, lives of {self.line['lives']:.1f} s, {self.proxy.cuts} cuts")
        if self.proxy.cuts == 0:
            self.faults.append("the line was never cut")


class Portal(Scenario):
    name, line, attachment = "portal", {"rate": 32 * KB}, 400 * KB

    def drive(self):
        end = time.monotonic() + self.limit
        while not any(one.is_chunk and one.seconds for one in list(self.proxy.exchanges)):
            if time.monotonic() > end:
                return self.faults.append("no chunk was ever sent")
            time.sleep(0.05)
        self.proxy.portal = True
        self.proxy.cut()
        held = self.from_receiver("SELECT sum(high_water) FROM stream")
        believed = self.from_hall("SELECT sum(acknowledged) FROM outbox_lane WHERE is_open = 1")
        asked = lambda: sum(one.path.endswith("(portal)") for one in list(self.proxy.exchanges))
        while asked() == 0 and time.monotonic() < end:
            time.sleep(0.1)
        time.sleep(0.5)
        now = self.from_hall("SELECT sum(acknowledged) FROM outbox_lane WHERE is_open = 1")
        if asked() == 0 or now != believed or self.waiting()[1] != 1:
            self.faults.append(f"C9: {asked()} were answered by the portal, and {believed} became {now}")
        self.notes.append(f"{asked()} answers of the portal moved nothing; {held[0][0]} records were held")
        self.proxy.portal = False
        super().drive()


class Kills(Scenario):
    name, line, attachment = "kills", {"rate": 256 * KB}, 3 * MB

    def drive(self):
        chance = random.Random(self.seed)
        for turn in range(6):
            time.sleep(chance.uniform(0.5, 1.5))
            told = self.told()
            self.proxy.resets.append(time.time())
            if turn % 2 == 0:
                self.receiver.kill()
                held = {int(one.name) for one in (self.root / "receiver" / "blobs" / "parts").glob("*/*/[0-9]*")
                        if not one.name.endswith(".part")}
                if not told <= held and not list((self.root / "receiver" / "blobs").glob("??/*")):
                    self.faults.append(f"C4: of chunks that were said to be there {sorted(told - held)} are gone")
                self.receiver.start()
            # A hall that has just started does not rest after the break.
            self.hall.kill()
            self.hall.start()
        super().drive()

    def told(self):
        """Chunks whose exchange has ended, with an answer."""
        return {int(one.path.rsplit("/")[-1]) for one in list(self.proxy.exchanges)
                if one.is_chunk and one.ended and time.time() - one.ended > 0.1}


class Large(Scenario):
    name, line, attachment = "large", {"rate": 512 * KB}, 5 * MB


class Urgent(Scenario):
    name, attachment, every = "urgent", 20 * MB, 7
    line = {"rate": 4 * KB, "loss": 0.1}

    def drive(self):
        watched = 1200 * self.options.scale
        end = time.monotonic() + watched
        begun = None
        # The journal goes first; records count from the first chunk on.
        limit = time.monotonic() + self.limit
        enough = lambda: sum(one.is_chunk and one.seconds is not None for one in list(self.proxy.exchanges)) > 2
        while (time.monotonic() < end or not enough()) and time.monotonic() < limit:
            chunks = [one for one in list(self.proxy.exchanges) if one.is_chunk]
            if begun is None:
                begun = chunks[0].began if chunks else None
                end = time.monotonic() + watched
            self.look()
            time.sleep(0.03)
        if begun is None:
            return self.faults.append("the attachment was never begun")
        self.judge(begun, watched)

    def look(self):
        """Notes urgent records while they wait: acknowledged ones are pruned."""
        for line, at in self.from_hall(
                "SELECT line, at FROM outbox JOIN outbox_lane ON outbox_lane.id = stream"
                " WHERE lane = 1 AND is_open = 1 AND seq > acknowledged"):
            self.urgent.setdefault(line.split(b"\t")[0].decode(), at / 1000)

    def judge(self, begun, watched):
        came = {message: at / 1000 for message, at in self.from_receiver("SELECT message, at FROM work_item")}
        done = [one for one in self.proxy.exchanges if one.seconds is not None and one.began >= begun]
        chunks = [one for one in done if one.is_chunk]
        trips = [one.seconds for one in done if one.path == "/channel/v1/batches"]
        if not trips or len(chunks) < 2:
            return self.faults.append(f"too little was seen: {len(chunks)} chunks, {len(trips)} round trips")
        longest = max(one.seconds for one in chunks)
        allowed = longest + max(trips)
        waits, broken, passed = [], 0, 0
        for message, at in self.urgent.items():
            if at < begun or message not in came:
                continue
            until = came[message]
            overtaking = [one for one in self.proxy.exchanges if one.is_chunk and at + COMMIT < one.began < until]
            if overtaking:
                passed += 1
            if any(at <= moment <= until for moment in self.proxy.resets):
                # The line broke under it: it waited for the next try, and still no chunk went before it.
                broken += 1
            else:
                waits.append(until - at)
        if passed:
            self.faults.append(f"C12: chunks began while {passed} urgent records waited")
        if len(waits) < 3:
            return self.faults.append(f"C12: only {len(waits)} urgent records were measured")
        ratio = max(waits) / allowed
        if ratio > C12_RATIO:
            self.faults.append(f"C12: an urgent record waited {ratio:.2f} times a chunk and a round trip")
        sent = sum(one.up for one in chunks)
        moments = len({round(at, 3) for message, at in self.urgent.items() if at >= begun and message in came})
        self.notes.append(
            f"{len(waits)} urgent records of {moments} changes passed {len(chunks)} chunks ({sent / KB:.0f} KB of 20 MB, {watched:.0f} s): longest wait "
            f"{max(waits):.1f} s, mean {sum(waits) / len(waits):.1f} s; longest chunk {longest:.1f} s, longest round trip "
            f"{max(trips):.1f} s; ratio {ratio:.2f}; {broken} records met a break, {self.proxy.stalls} stalls")


def main():
    options = arguments()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    kinds = [Slow, Medium, Loss, Lives, Portal, Kills, Large, Urgent]
    kinds = [kind for kind in kinds if not options.only or kind.name in options.only]
    print(f"seed {seed}, scale {options.scale}: {', '.join(kind.name for kind in kinds)}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yizhan-faults-") as folder:
        scenarios = [kind(options, pathlib.Path(folder), seed + place) for place, kind in enumerate(kinds)]
        threads = [threading.Thread(target=one.run) for one in scenarios]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for one in scenarios:
        print(f"{one.name}: {one.seconds:.0f} s; {'; '.join(one.notes)}")
        for fault in one.faults:
            print(f"FAILED {one.name}: {fault}")
    faults = sum(len(one.faults) for one in scenarios)
    print(f"{len(scenarios)} lines, {faults} faults, {time.monotonic() - began:.0f} s")
    sys.exit(1 if faults or not scenarios else 0)


if __name__ == "__main__":
    main()
