#!/usr/bin/env python3
"""Pulls the plug on a city's receiver and on its PostgreSQL, again and again, while fifty halls send at once.

`yizhan receiver serve --store postgres://…` and the server are real processes, killed with SIGKILL at random moments;
a receiver that finds no database ends and is started again, as the system would. Nothing that was acknowledged may
be lost and no record may be there twice.

Cites the channel's invariants: C2 one item of work for a message, C3 what is held is the stream byte for byte,
C4 the receiver never holds less than it acknowledged.
"""

import argparse
import http.client
import importlib.util
import os
import pathlib
import pwd
import random
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "BrowserTests"), str(HERE.parent / "CrashTests")]

PROGRAMS = pathlib.Path("/usr/lib/postgresql/15/bin")
HALLS = 50


def arguments():
    from demo_hall import default_binary
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--kills", type=int, default=10, help="of each of the two (10)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--limit", type=int, default=120, metavar="SECONDS", help="gives up after so long (120)")
    return parser.parse_args()


class Postgres:
    """A server of its own in a folder, reached by a socket there; under another user where root starts it."""

    def __init__(self, folder):
        self.folder, self.process = folder, None
        folder.mkdir()
        self.rights = []
        if os.geteuid() == 0:
            user = pwd.getpwnam("postgres")
            os.chown(folder, user.pw_uid, user.pw_gid)
            folder.parent.chmod(0o755)
            self.rights = [
                "/usr/bin/setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--"]
        self.run(
            "initdb", "-D", f"{folder}/data", "-U", "yizhan", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")

    @property
    def address(self):
        return f"postgres:///postgres?host={self.folder}&user=yizhan"

    def run(self, program, *words, check=True):
        return subprocess.run(
            [*self.rights, PROGRAMS / program, *words], cwd="/", check=check, capture_output=True, text=True).stdout

    def start(self):
        """Until it answers; right after a kill its memory may still be in use."""
        while True:
            if self.process is None or self.process.poll() is not None:
                self.process = subprocess.Popen(
                    [*self.rights, PROGRAMS / "postgres", "-D", f"{self.folder}/data", "-k", self.folder, "-c",
                     "listen_addresses="], cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            asked = subprocess.run(
                [PROGRAMS / "pg_isready", "-q", "-h", self.folder, "-d", "postgres"], cwd="/")
            if asked.returncode == 0:
                return
            time.sleep(0.02)

    def kill(self):
        if self.process:
            self.process.kill()
            self.process.wait()

    def rows(self, sql):
        printed = self.run("psql", "-h", str(self.folder), "-U", "yizhan", "-d", "postgres", "-At", "-F", "\t", "-c", sql)
        return [row.split("\t") for row in printed.splitlines()]


class CityReceiver:
    """The receiver, started again whenever it has ended."""

    def __init__(self, binary, folder, store, codes):
        from demo_hall import free_port
        self.port, self.log = free_port(), folder / "receiver.log"
        self.command = [
            binary, "receiver", "serve", "--data", str(folder / "city"), "--port", str(self.port), "--store", store]
        for code in codes:
            self.command += ["--code", code]
        self.process, self.starts, self.is_over = None, 0, threading.Event()
        self.lock = threading.Lock()
        self.keeper = threading.Thread(target=self.keep, daemon=True)
        self.keeper.start()

    def keep(self):
        while not self.is_over.wait(0.1):
            with self.lock:
                if self.is_over.is_set() or (self.process and self.process.poll() is None):
                    continue
                self.starts += 1
                with open(self.log, "ab") as log:
                    self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def kill(self):
        with self.lock:
            if self.process:
                self.process.kill()
                self.process.wait()

    def end(self):
        self.is_over.set()
        self.kill()
        self.keeper.join()


class Township(threading.Thread):
    """One hall that sends until it is told to end, and then until all of it is acknowledged."""

    def __init__(self, number, port, seed):
        from hall import Hall
        super().__init__(daemon=True)
        self.random = random.Random(f"{seed} {number}")
        self.hall = Hall(f"hall-{number}", port, self.random)
        self.code = f"CODE{number}"
        self.out = self.hall.stream()
        self.acknowledged, self.silent, self.is_over = 0, 0, threading.Event()
        self.incarnations, self.faults = set(), []

    def run(self):
        from wire import Unsound
        while not self.faults and not (self.is_over.is_set() and self.acknowledged == len(self.out.lines)):
            try:
                if self.hall.receiver_key is None:
                    self.enrol()
                else:
                    self.step()
            except (OSError, http.client.HTTPException):
                self.hall.hang_up()
                self.pause()
            except Unsound as fault:
                self.faults.append(f"{self.hall.code}: {fault}")

    def pause(self):
        self.silent += 1
        time.sleep(self.random.uniform(0.02, 0.2))

    def enrol(self):
        status, _ = self.hall.enrol(self.code)
        if status == 403:
            self.faults.append(f"{self.hall.code}: the code is used, and nobody was told")
        if status != 201:
            self.pause()

    def step(self):
        from hall import SUITE
        from wire import acknowledgements
        if not self.is_over.is_set() and len(self.out.lines) < self.acknowledged + 30:
            self.out.grow(self.random.randrange(1, 20))
        first = self.acknowledged + 1
        last = min(len(self.out.lines), self.acknowledged + self.random.randrange(1, 25))
        comp = self.random.choice(("none", "deflate"))
        status, body = self.hall.call("POST", "batches", self.out.batch(first, last, comp=comp))
        if status == 503:
            # Unsigned: nothing was said.
            return self.pause()
        for word in acknowledgements(SUITE, self.hall.receiver_key, body):
            self.incarnations.add(word["inc"])
            if status != 200 or word["hw"] < last or not self.out.fits(word, "ok", word["hw"]):
                self.faults.append(f"C4 {self.hall.code}: {status} {word['code']} hw {word['hw']} after {first}–{last}")
            self.acknowledged = word["hw"]


def compare(postgres, townships):
    """What the database holds beside what the halls wrote."""
    faults, held, work = [], {}, {}
    for hall, seq, line, chain in postgres.rows(
            "SELECT hall, seq, encode(line, 'hex'), encode(stream_row.chain, 'hex') FROM yizhan.stream_row "
            "JOIN yizhan.stream ON stream.id = stream_row.stream ORDER BY hall, seq"):
        held.setdefault(hall, []).append((int(seq), line, chain))
    for hall, message in postgres.rows("SELECT hall, message FROM yizhan.work_item"):
        work.setdefault(hall, []).append(message)
    for one in townships:
        name, out = one.hall.code, one.out
        wanted = [(n, line.hex(), out.heads[n].hex()) for n, line in enumerate(out.lines, 1)]
        if held.get(name, []) != wanted:
            faults.append(f"C3 {name}: {len(held.get(name, []))} rows are not the {len(wanted)} that it wrote")
        if sorted(work.get(name, [])) != sorted(line.split(b"\t")[0].decode() for line in out.lines):
            faults.append(f"C2 {name}: {len(work.get(name, []))} items of work for {len(wanted)} records")
    if postgres.rows("SELECT count(*) FROM yizhan.quarantine") != [["0"]]:
        faults.append("C5: forks although nobody was rolled back")
    return faults


def reconciled(binary, folder, store, townships):
    """What `receiver reconcile` prints fits the halls' own chains."""
    printed = subprocess.run(
        [binary, "receiver", "reconcile", "--data", str(folder / "city"), "--store", store],
        capture_output=True, text=True)
    heads = {(one.hall.code, one.out.stream.epoch): one.out.heads for one in townships}
    lines = [row.split("\t") for row in printed.stdout.splitlines()[1:]]
    for _, hall, epoch, _, count, head in lines:
        own = heads[hall, epoch]
        if int(count) >= len(own) or own[int(count)].hex() != head:
            return [f"the day's line of {hall} says {count} {head}"]
    return [] if lines else [f"no day was closed: {printed.stderr}"]


def trial(options, folder, seed):
    chance = random.Random(seed)
    postgres = Postgres(folder / "pg")
    postgres.start()
    codes = [f"CODE{number}" for number in range(HALLS)]
    receiver = CityReceiver(options.binary, folder, postgres.address, codes)
    townships = [Township(number, receiver.port, seed) for number in range(HALLS)]
    faults, kills, began = [], {"receiver": 0, "PostgreSQL": 0}, time.monotonic()

    def is_late():
        return time.monotonic() - began > options.limit

    try:
        for one in townships:
            one.start()
        # A code that was used while nobody heard the answer is another matter: no kills before all are enrolled.
        while any(one.hall.receiver_key is None for one in townships) and not is_late():
            time.sleep(0.02)
        while min(kills.values()) < options.kills and not is_late():
            time.sleep(chance.uniform(0.05, 0.7))
            for which in chance.choice((["receiver"], ["PostgreSQL"], ["receiver", "PostgreSQL"])):
                kills[which] += 1
                (receiver if which == "receiver" else postgres).kill()
            postgres.start()
        for one in townships:
            one.is_over.set()
        for one in townships:
            one.join(max(1, options.limit - (time.monotonic() - began)))
            if one.is_alive():
                faults.append(f"C1 {one.hall.code}: {one.acknowledged} of {len(one.out.lines)} acknowledged")
        receiver.end()
        faults += [fault for one in townships for fault in one.faults]
        if not faults:
            faults += compare(postgres, townships)
            faults += reconciled(options.binary, folder, postgres.address, townships)
        if len(set().union(*(one.incarnations for one in townships))) != 1:
            faults.append("a crash is no restore, and the incarnation changed")
        if not sum(one.silent for one in townships):
            faults.append("no hall noticed a kill")
    finally:
        receiver.end()
        postgres.kill()
    print(
        f"{HALLS} halls, {kills['receiver']} kills of the receiver ({receiver.starts} starts), "
        f"{kills['PostgreSQL']} of PostgreSQL, {sum(one.acknowledged for one in townships)} records, "
        f"{len(faults)} faults, {time.monotonic() - began:.0f} s")
    if min(kills.values()) < options.kills:
        faults.append("fewer kills than asked for in the time")
    if faults and receiver.log.exists():
        print(receiver.log.read_text(errors="replace")[-1500:])
    return faults


def main():
    if not importlib.util.find_spec("cryptography"):
        from run import in_environment
        sys.exit(in_environment())
    from demo_hall import missing_binary
    options = arguments()
    fault = missing_binary(options.binary)
    if fault:
        sys.exit(fault)
    if not (PROGRAMS / "postgres").exists():
        print("not tried: PostgreSQL 15 is not installed")
        return
    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    print(f"seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="yizhan-city-") as folder:
        faults = trial(options, pathlib.Path(folder), seed)
    for fault in faults[:20]:
        print("FAILED:", fault)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
