#!/usr/bin/env python3
"""Pulls the plug on a working hall, again and again, and counts what it remembers.

Kiosks take numbers and clerks call, finish, miss and transfer them while the server is killed with
SIGKILL at a random moment; some restarts are killed as well, before they answer. After each restart the
hall must know everything that it had answered. At the end its journal must verify and replay.

SIGKILL takes the program's memory, not the operating system's: what a power cut does to the disk's own
cache is not tried here.
"""

import argparse
import pathlib
import random
import sys
import tempfile
import time

from demo_hall import DemoFailed, DemoHall, default_binary, missing_binary
from findings import APART, WINDOW, Findings, Inspector, Register
from hall_client import HallClient, Lost, sign_in
from load import Clerk, Kiosk, work

KIOSKS = 16
WINDOWS = ("1", "2", "3", "4")
FINAL_SAMPLE = 3000
SAMPLE = 20


def arguments():
    parser = argparse.ArgumentParser(
        prog="crash", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300, help="how often (300)")
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--data", help="a folder that does not exist yet; a temporary one when missing")
    parser.add_argument(
        "--limit", type=int, default=900, metavar="SECONDS", help="gives up after so long (900)")
    return parser.parse_args()


class Trial:
    def __init__(self, hall, seed, limit):
        self.hall = hall
        self.generator = random.Random(seed)
        # The rest of the time is for looking at everything once more.
        self.end = time.monotonic() + limit * 0.8
        self.findings = Findings()
        self.register = Register(self.findings)
        self.kiosks = []
        self.clerks = []
        self.kills = 0
        self.early_kills = 0
        self.lost = 0
        self.kept = []

    def prepare(self):
        """The first start: signs the clerks in, once, and opens their windows."""
        self.hall.start()
        self.kiosk_token = self.hall.device_token("kiosk")
        for index in range(KIOSKS):
            seeded = random.Random(self.generator.random())
            self.kiosks.append(Kiosk(index, self.kiosk_token, seeded))
        for index, window in enumerate(WINDOWS):
            token = sign_in(self.hall.url, *self.hall.account("clerk", index=index))
            client = HallClient(self.hall.url, token)
            status, answer = client.act(window, "open")
            client.close()
            if status != 200:
                raise DemoFailed(f"window {window} does not open: {status} {answer!r}")
            seeded = random.Random(self.generator.random())
            self.clerks.append(Clerk(window, token, seeded))

    def cycle(self):
        """Load, kill, restart, inspection."""
        work(self.kiosks + self.clerks, self.hall.url, self.pull_the_plug)
        if self.generator.random() < 0.1:
            self.hall.launch()
            time.sleep(self.generator.uniform(0.005, 0.15))
            self.hall.kill()
            self.early_kills += 1
        self.hall.start()
        self.inspect()

    def pull_the_plug(self):
        time.sleep(self.generator.uniform(0.03, 0.2))
        died = self.hall.ended_by_itself()
        self.findings.check(
            "the server runs until it is killed", self.hall.last_words() if died else None)
        self.hall.kill()
        self.kills += 1

    def inspect(self):
        takings = [taking for kiosk in self.kiosks for taking in kiosk.takings]
        for kiosk in self.kiosks:
            kiosk.takings = []
        self.lost += sum(1 for taking in takings if taking.was_lost)
        inspector = Inspector(self.hall.url, self.kiosk_token, self.findings, self.register)
        inspector.inspect(takings)
        for taking in takings:
            if taking.answer is not None:
                self.register.note(taking)
        older = self.generator.sample(self.kept, min(SAMPLE, len(self.kept)))
        inspector.inspect(older)
        self.kept += [taking for taking in takings if taking.answer is not None]
        self.inspect_windows(inspector)
        self.inspect_refusals()

    def inspect_windows(self, inspector):
        client = HallClient(self.hall.url, self.clerks[0].token)
        windows = client.windows()
        client.close()
        for clerk in self.clerks:
            self.findings.check(WINDOW, clerk.settle(windows[clerk.window]))
            ended = clerk.ended
            recent = dict(list(ended.items())[-10:])
            inspector.inspect_ended(recent)
        held = [entry["ticket"]["id"] for entry in windows.values() if entry.get("ticket")]
        self.findings.check(APART, None if len(held) == len(set(held)) else f"{held}")

    def inspect_refusals(self):
        for person in self.kiosks + self.clerks:
            refusals, person.refusals = person.refusals, []
            self.findings.check(
                "nothing was refused that should not be", refusals[0] if refusals else None)

    def finish(self):
        """Some of everything once more, then the journal.

        Each answered number was read back after the kill that followed it; what counts the people who
        stand before a number makes reading all of them again a matter of its square.
        """
        inspector = Inspector(self.hall.url, self.kiosk_token, self.findings, self.register)
        inspector.read_again(self.generator.sample(self.kept, min(FINAL_SAMPLE, len(self.kept))))
        for clerk in self.clerks:
            inspector.inspect_ended(clerk.ended)
        self.register.check_unbroken()
        status = self.hall.stop()
        self.findings.check(
            "the server ends in order when asked", None if status == 0 else f"exit status {status}")
        for options in ([], ["--replay"]):
            done = self.hall.run("verify", *options)
            self.findings.check(
                " ".join(["yizhan verify", *options]),
                None if done.returncode == 0 else done.stdout + done.stderr)

    def check_load(self, wanted):
        """A run in which nothing happened proves nothing."""
        acts = sum(clerk.acts for clerk in self.clerks)
        fault = None
        if self.kills < wanted:
            fault = f"{self.kills} of {wanted} kills before the time was over; see --limit"
        elif len(self.kept) < wanted or acts < wanted or self.lost < wanted / 4:
            fault = f"only {len(self.kept)} numbers, {acts} acts and {self.lost} lost answers"
        self.findings.check("the hall was at work when it was killed", fault)


def run(trial, kills, write):
    began = time.monotonic()
    try:
        trial.prepare()
        while trial.kills < kills and time.monotonic() < trial.end:
            trial.cycle()
            if trial.kills % 25 == 0:
                write(
                    f"{trial.kills} kills, {len(trial.kept)} numbers, {trial.lost} lost answers, "
                    f"{time.monotonic() - began:.0f} s")
        trial.finish()
        trial.check_load(kills)
    except (DemoFailed, Lost) as fault:
        trial.findings.check("the server comes back after every kill", str(fault))
    finally:
        trial.hall.kill()
    acts = sum(clerk.acts for clerk in trial.clerks)
    write(
        f"{trial.kills} kills under load and {trial.early_kills} while starting; "
        f"{len(trial.kept)} numbers, {acts} acts at windows, {trial.lost} answers lost; "
        f"{time.monotonic() - began:.0f} s")


def main():
    options = arguments()
    missing = missing_binary(options.binary)
    if missing:
        sys.exit(missing)
    if options.data and pathlib.Path(options.data).exists():
        sys.exit(f"{options.data} exists already; the trial needs a folder of its own.")
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)

    def write(line):
        print(line, flush=True)

    write(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="yizhan-crash-") as temporary:
        data = options.data or pathlib.Path(temporary) / "data"
        trial = Trial(DemoHall(options.binary, data), seed, options.limit)
        run(trial, options.kills, write)
    passed, failed = trial.findings.report(write)
    write(f"seed {seed}")
    write(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
