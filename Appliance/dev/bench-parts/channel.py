"""The channel beside its peers: how fast records are accepted, drained and found again after a kill.

Everything is loopback on one machine; the same records for all, made by a hall's own ledger.
"""

import json
import os
import pathlib
import random
import re
import signal
import sqlite3
import statistics
import subprocess
import sys
import time

import peers
from measuring import PARTS, ROOT, compiled, free_port

HALL = "chengguan"
RECORDS = 10_000
MANY = 1_000_000
CLIENTS = 256


def texts(count):
    """Summaries of some 1.3 KB: phrases of the demonstration's catalogue and numbers, drawn anew for each."""
    def leaves(node):
        if isinstance(node, str):
            yield node
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from leaves(child)
    catalogue = json.loads((ROOT / "Templates/catalogue/demo.json").read_text(encoding="utf-8"))
    phrases = sorted({
        phrase for text in leaves(catalogue) if not text.isascii()
        for phrase in text.replace("；", "。").replace("\n", "。").split("。") if 4 <= len(phrase) <= 40})
    chance = random.Random(1)
    for _ in range(count):
        text = ""
        while len(text) < 420:
            text += f"{chance.choice(phrases)}{chance.randrange(1000)}，"
        yield text[:420]


def value(path, sql):
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10) as database:
        return database.execute(sql).fetchone()[0] or 0


class Pair:
    """A hall and its receiver, each a process of its own; records are put into the hall's ledger by `backlog`."""

    def __init__(self, binary, backlog, folder):
        self.binary, self.backlog, self.folder = binary, backlog, folder
        folder.mkdir()
        self.port, self.hall_port = free_port(), free_port()
        self.hall_file = folder / "hall/halls" / HALL / "hall.sqlite"
        self.store_file = folder / "city/receiver.sqlite"
        self.receiver = self.hall = None
        self.open_receiver()
        self.open_hall("--upstream", f"http://127.0.0.1:{self.port}", "--enrol", "ONCE", "--profile", "national")
        self.close_hall()

    def start(self, port, *command):
        return peers.Child(self.binary, *command, "--port", port, ready=port, log=self.folder / "log")

    def open_receiver(self):
        self.receiver = self.start(self.port, "receiver", "serve", "--data", self.folder / "city", "--code", "ONCE")

    def open_hall(self, *options):
        self.hall = self.start(self.hall_port, "demo", "--data", self.folder / "hall", *options)

    def close_hall(self):
        self.hall.kill(signal.SIGTERM)

    def accept(self, file, records, clients, group=1):
        """Accepted records a second; who accepted them is killed when the last one was answered."""
        process = subprocess.Popen(
            [self.backlog, self.folder / "hall", file, str(records), str(clients), str(group)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        rate = process.stdout.readline()
        process.kill()
        process.wait()
        return float(rate)

    def accepted(self):
        return value(self.hall_file, "SELECT count(*) FROM outbox")

    def held(self):
        return value(self.store_file, "SELECT sum(high_water) FROM stream")

    def drain(self, count, within=120):
        """Seconds from the hall's start until the receiver holds so many more."""
        goal = self.held() + count
        began = time.monotonic()
        self.open_hall()
        self.wait(lambda: self.held() >= goal, within)
        return time.monotonic() - began

    @staticmethod
    def wait(holds, within=120):
        end = time.monotonic() + within
        while not holds():
            if time.monotonic() > end:
                raise SystemExit(f"not within {within} s")
            time.sleep(0.02)

    def resident(self, child, what="VmRSS"):
        text = pathlib.Path(f"/proc/{child.process.pid}/status").read_text()
        return int(text.split(f"{what}:")[1].split()[0]) / 1024

    def end(self):
        for child in (self.hall, self.receiver):
            if child and child.process.poll() is None:
                child.kill()


def lost_of(count, remained):
    return f"{max(0, count - remained):,} of {count:,} lost"


def ours(pair, folder, report, jet, rounds):
    """The first township's ledger, and JetStream with every write synced right before and after."""
    file = folder / "texts.txt"
    file.write_text("".join(f"{text}\n" for text in texts(RECORDS)), encoding="utf-8")
    before = pair.accepted()
    pair.accept(file, RECORDS, CLIENTS)
    lines = folder / "lines.txt"
    with sqlite3.connect(f"file:{pair.hall_file}?mode=ro", uri=True) as database:
        rows = [row[0] for row in database.execute("SELECT line FROM outbox ORDER BY seq")]
    lines.write_bytes(b"".join(row + b"\n" for row in rows[-RECORDS:]))
    lost = lost_of(RECORDS, pair.accepted() - before)
    for clients, budget in ((1, None), (CLIENTS, 6000)):
        count = RECORDS if clients > 1 else RECORDS // 5
        short = folder / f"lines-{clients}.txt"
        short.write_bytes(b"".join(row + b"\n" for row in rows[:count]))
        own, theirs, ratios = [], [], []
        for _ in range(rounds):
            around = [jet.publish(short, clients)]
            own.append(pair.accept(file, count, clients))
            around.append(jet.publish(short, clients))
            theirs.append(statistics.mean(around))
            ratios.append(own[-1] / theirs[-1])
        rate = statistics.median(own)
        report.add(
            f"durable accept, one transaction each, {clients} clients", f"{rate:,.0f}/s",
            f"JetStream, each write synced: {statistics.median(theirs):,.0f}/s",
            f"{statistics.median(ratios):.1f} ×", f"≥ {budget:,}/s" if budget else "",
            rate >= budget if budget else None)
    return lines, rows[-RECORDS:], lost


def drained(pair, report, hub_rate):
    waiting = pair.accepted()
    pair.drain(waiting)
    pair.close_hall()
    file = pair.folder.parent / "texts.txt"
    pair.accept(file, RECORDS, CLIENTS)
    wire = peers.bytes_received(pair.port)
    seconds = pair.drain(RECORDS)
    wire = (peers.bytes_received(pair.port) - wire) / RECORDS
    rate = RECORDS / seconds
    report.add(
        f"drain of a backlog of {RECORDS:,}", f"{rate:,.0f}/s", f"JetStream leaf, synced: {hub_rate:,.0f}/s",
        f"{rate / hub_rate:.1f} ×", "≥ 12,000/s", rate >= 12_000)
    pair.close_hall()
    return wire


def many(pair, report, file):
    """A million waits: memory, the first hundred thousand of them, and a receiver that is killed meanwhile."""
    pair.receiver.kill()
    pair.accept(file, MANY, 8, 500)
    waiting = pair.accepted()
    pair.open_hall()
    time.sleep(3)
    idle = pair.resident(pair.hall)
    report.add(
        f"resident memory, {waiting:,} unacknowledged", f"{idle:.0f} MB", "", "", "≤ 64 MB", idle <= 64)
    pair.close_hall()
    pair.open_receiver()
    seconds = pair.drain(100_000)
    report.add(
        "drain of 100,000 of these", f"{seconds:.1f} s", "", "", "≤ 8 s", seconds <= 8)
    spent = pair.resident(pair.hall, "VmHWM")
    report.add(
        "most resident memory while draining", f"{spent:.0f} MB", "", "", "≤ 64 MB", spent <= 64)
    times = []
    for _ in range(3):
        pair.receiver.kill()
        held = pair.held()
        time.sleep(0.3)
        pair.open_receiver()
        listened = pair.receiver.listened
        pair.wait(lambda: pair.held() > held)
        times.append(time.monotonic() - listened)
    return statistics.median(times)


def hub_drain(jet):
    """Records a second that come to a hub which is opened while the leaf holds some."""
    jet.open_hub()
    Pair.wait(lambda: jet.count("hub") > 0, 60)
    began, had = time.monotonic(), jet.count("hub")
    goal = min(had + RECORDS, jet.count("leaf"))
    Pair.wait(lambda: jet.count("hub") >= goal)
    return (jet.count("hub") - had) / (time.monotonic() - began)


def notes(report, size):
    report.note(
        f"Records: {RECORDS:,} of {size:,.0f} bytes, rows of the profile `national` for accepted cases, their summary of "
        "420 characters from phrases of the demonstration's catalogue and random numbers; the same lines for all.")
    report.note(
        "Yizhan: `receiver serve` and `demo` as processes, SQLite with `synchronous = FULL` at both ends, deflate 6. "
        f"Accepting: `bench-parts/Backlog`, {CLIENTS} callers in the hall's own process that each wait for their answer; "
        "the ledger commits together what waits. A drain is measured from the hall's start, its wire in both directions "
        "with HTTP's headers.")
    report.note(
        f"nats-server {peers.version('nats-server', '--version')}: streams of files at a leaf and, sourced from it, at a "
        "hub. It knows no `sync_interval` (2.10 does) and syncs every two minutes; `synced` has its folders under the "
        "file system's attribute S, by which each write is on disk before it returns. A client in C "
        f"(`bench-parts/publish.c`) with {CLIENTS} publishes under way; unsynced it is the bottleneck itself.")
    report.note(
        f"mosquitto {peers.version('mosquitto', '-h')}: bridge with QoS 1, `cleansession false`, "
        "`max_queued_messages 0`, `max_inflight_messages 0`, `restart_timeout 1`; as shipped without persistence, and "
        "with `persistence true`, `autosave_on_changes true`, `autosave_interval 1`, which writes all that waits again "
        "with each message: 300 records there.")
    report.note(
        f"NNCP {peers.version('nncp-exec', '-version')}: packets of `nncp-exec` in its spool, which it compresses "
        "with zstd; the program begins anew for each.")
    report.note(
        "Urgent: `Tests/ChannelTests/faults.py --only urgent`, through a proxy that makes the line; the longest wait beside "
        "the longest chunk and round trip of the same run.")
    report.note(f"Load average when it began: {os.getloadavg()[0]:.1f}.")


def measure(binary, constant, folder, report, rounds, seconds):
    subprocess.run([ROOT / "Appliance/dev/require", "peers"], check=True)
    folder.chmod(0o755)
    subprocess.run(
        ["swift", "build", "-c", "release", "--product", "backlog", "--static-swift-stdlib"], cwd=ROOT, check=True,
        env=os.environ | {"YIZHAN_BENCH": "1"}, stdout=subprocess.DEVNULL)
    backlog = pathlib.Path(binary).parent / "backlog"
    publish = compiled(folder, "publish", "c")
    stops = []
    try:
        pair = Pair(binary, backlog, folder / "pair")
        stops.append(pair.end)
        jet = peers.JetStream(folder / "jet", publish, synced=True)
        stops.append(jet.end)
        jet.make()
        report_all(pair, jet, publish, folder, report, rounds, stops)
    finally:
        for stop in stops:
            stop()
    urgent(binary, report)


def urgent(binary, report):
    """C12: an attachment of 20 MB goes up at 4 KB/s with 10 % loss, urgent records pass it."""
    said = subprocess.run(
        [sys.executable, str(ROOT / "Tests/ChannelTests/faults.py"), "--binary", str(binary), "--only", "urgent"],
        capture_output=True, text=True).stdout
    found = re.search(r"ratio (\d+\.\d+)", said)
    ratio = float(found[1]) if found else None
    line = next((row for row in said.splitlines() if row.startswith("urgent:")), said.strip()[-200:])
    report.add(
        "urgent record while 20 MB go up at 4 KB/s", f"{ratio} of it at the longest" if ratio else "not measured",
        "one chunk + round trip",
        f"{ratio:.2f} ×" if ratio is not None else "", "≤ 1", ratio is not None and ratio <= 1)
    report.note(f"Urgent: {line.removeprefix('urgent: ')}.")


def report_all(pair, jet, publish, folder, report, rounds, stops):
    lines, rows, lost = ours(pair, folder, report, jet, rounds)
    size = sum(map(len, rows)) / len(rows)
    notes(report, size)
    loose = peers.JetStream(folder / "loose", publish, synced=False)
    stops.append(loose.end)
    loose.make()
    report.add(
        f"the same, not synced, {CLIENTS} under way", "",
        f"JetStream as shipped: {loose.publish(lines, CLIENTS):,.0f}/s", "", "", None)
    loose.end()
    hub_rate = hub_drain(jet)
    Pair.wait(lambda: jet.count("hub") == jet.count("leaf"))
    jet_wire = jet.wire() / jet.count("hub")
    jet_back = came_back(jet, lines)
    jet.end()
    few = folder / "few.txt"
    few.write_bytes(b"".join(row + b"\n" for row in rows[:300]))
    bridges = {
        "as shipped": bridge(folder / "loose-bridge", publish, lines, RECORDS, durable=False),
        "saved at each change": bridge(folder / "bridge", publish, few, 300, durable=True)}
    wire = drained(pair, report, hub_rate)
    for name, (rate, drained_rate, *_) in bridges.items():
        report.add(
            f"the same: mosquitto bridge, {name}", "",
            f"accepted {rate:,.0f}/s, drained {drained_rate:,.0f}/s", "", "", None)
    packets = {group: peers.nncp_bytes(folder / f"nncp{group}", rows, group) for group in (1, 100, 1000)}
    report.add(
        f"bytes on the wire for each record of {size:,.0f}", f"{wire:,.0f}", f"JetStream: {jet_wire:,.0f}",
        f"{jet_wire / wire:.1f} ×", "≤ 420", wire <= 420)
    report.add("the same: mosquitto bridge", "", f"{bridges['as shipped'][2]:,.0f}", "", "", None)
    for group, (count, rate) in packets.items():
        report.add(
            f"the same: NNCP, {group:,} in a packet", "", f"{count:,.0f}; packed {rate:,.0f}/s", "", "", None)
    back = many(pair, report, folder / "texts.txt")
    report.add(
        "receiver killed, back: first acknowledgement", f"{back:.2f} s after it listens",
        f"JetStream hub: {jet_back:.1f} s", f"{jet_back / back:.0f} ×", "≤ 1 s", back <= 1)
    report.add("sender killed after accepting", lost, "", "", "0 lost", lost.startswith("0 "))
    for name, (*_, remained) in bridges.items():
        report.add(f"the same: mosquitto bridge, {name}", "", remained, "", "", None)


def came_back(jet, lines):
    """Seconds from when the killed hub listens again until it has something new."""
    jet.children["hub"].kill()
    jet.publish(lines, CLIENTS)
    jet.start("hub")
    listened, had = jet.children["hub"].listened, None
    while True:
        count = jet.count("hub")
        if had is None and count:
            had = count
        if had is not None and count > had:
            return time.monotonic() - listened
        if time.monotonic() - listened > 90:
            raise SystemExit("the hub did not come back")
        time.sleep(0.02)


def bridge(folder, publish, lines, count, durable):
    """Accepted and drained a second, bytes a record, and what an edge that was killed has lost."""
    pair = peers.Bridge(folder, publish, durable)
    try:
        pair.start("city")
        pair.start("edge")
        time.sleep(1.5)
        pair.children["city"].kill(signal.SIGTERM)
        rate = pair.publish(lines, CLIENTS)
        pair.start("city")
        listener = pair.listener()
        listener.until(count, 20)
        drained = (count - 1) / max(listener.last - listener.first, 1e-3)
        # The listener's own connection ends at the same port.
        wire = (pair.wire() - lines.stat().st_size) / count
        pair.children["city"].kill(signal.SIGTERM)
        time.sleep(0.5)
        pair.publish(lines, CLIENTS)
        pair.children["edge"].kill()
        pair.start("city")
        listener = pair.listener()
        pair.start("edge")
        return rate, drained, wire, lost_of(count, listener.until(count, 4))
    finally:
        pair.end()
