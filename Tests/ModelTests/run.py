#!/usr/bin/env python3
"""Tries every history that the channel's rules allow, up to a bound, and sees to it that naive rules are caught.

The model (channel.pml, rules.pml) is checked by spin, exhaustively: the contract's rules must hold under every bound
tried, and each naive rule must break an invariant that it is known to break; otherwise the invariant would say
nothing. What the contract itself excepts is tried without the exception, which must break as well.

Needs spin and gcc on the machine (Debian: spin gcc).
"""

import argparse
import concurrent.futures
import dataclasses
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
# A naive rule is looked for in short histories first: the shorter, the easier to read.
DEPTHS = (*range(6, 32, 2), 40, 60, 1_000_000)
MEGABYTES = 2000


@dataclasses.dataclass(frozen=True)
class Check:
    """One run of the model. Without `broken` no invariant may fail, otherwise exactly one of these must."""

    name: str
    meaning: str
    defines: tuple = ()
    broken: tuple = ()


def naive(name, rule, meaning, *broken, muted=None, more=()):
    defines = (rule, *more) + ((f"MUTED={muted}",) if muted else ())
    return Check(name, meaning, defines, broken)


CHECKS = (
    # What C4 remembers doubles the states, so the largest leaves it to the others.
    Check("contract", "3 records, 1 restore each, without C4", ("WITHOUT_C4",)),
    Check("contract-hall-twice", "2 records, 2 restores of the hall, none of the receiver",
          ("RECORDS=2", "HALL_RESTORES=2", "RECEIVER_RESTORES=0")),
    Check("contract-late-both-ways", "2 records, 1 restore each, a late message each way",
          ("RECORDS=2", "LATE_BOTH_WAYS")),
    Check("contract-one-epoch", "3 records, no restore of the hall, 2 of the receiver",
          ("HALL_RESTORES=0", "RECEIVER_RESTORES=2")),
    Check("contract-receiver-twice", "2 records, 1 restore of the hall, 2 of the receiver",
          ("RECORDS=2", "RECEIVER_RESTORES=2")),

    naive("sequences-only", "SKIPS_KNOWN_SEQUENCES", "a receiver that skips seq ≤ hw and compares no chain", "C5"),
    naive("sequences-only-mixed", "SKIPS_KNOWN_SEQUENCES", "… whose store then mixes two histories", "C3", muted=5),
    naive("epoch-kept", "KEEPS_EPOCH", "a sender that keeps its epoch after a restore", "C14"),
    naive("epoch-kept-lost", "KEEPS_EPOCH", "… whose new records then never arrive", "C1", muted=14),
    naive("signed-early", "SIGNS_BEFORE_COMMIT", "a receiver that signs before its commit", "C4"),
    naive("pruned-at-hw", "PRUNES_AT_HW", "a sender that prunes at hw instead of safe", "C15"),
    naive("pruned-at-hw-lost", "PRUNES_AT_HW", "… whose records then go with the receiver's disk", "C1", muted=15),
    naive("unsigned", "TRUSTS_UNSIGNED", "a sender that takes an unsigned 200 for an acknowledgement", "C9"),
    naive("unsigned-lost", "TRUSTS_UNSIGNED", "… and then re-issues too little", "C1", muted=9),
    naive("hw-only", "TRUSTS_HW", "a sender that compares hw but not the chain with its own", "C9"),
    naive("hw-only-lost", "TRUSTS_HW", "… and then never sends what replaced its lost records", "C1", muted=9),
    naive("closed-heeded", "HEEDS_CLOSED_EPOCHS", "a sender that mints again for a late fork of a closed epoch", "C7"),
    naive("item-per-row", "ITEM_PER_ROW", "a receiver that makes a work item of every row", "C2"),
    naive("sent-unsynced", "SENDS_BEFORE_SYNC", "a sender that sends what a crash can take back", "C6", muted=7),
    naive("open-rewound-only", "REWINDS_OPEN_EPOCH_ONLY",
          "a sender that rewinds only the open epoch when inc changes", "C1"),
    naive("regained-unsent", "REGAINS_WITHOUT_REISSUE",
          "a sender that regains cases without re-issuing them", "C1"),
    naive("own-epochs-asked", "REGAINS_OWN_EPOCHS_ONLY",
          "a sender, restored twice, that asks only for epochs its ledger names", "C1",
          more=("RECORDS=2", "HALL_RESTORES=2")),

    naive("limit-copied-disk", "NUMBERS_AFTER_A_COPY",
          "limit: numbers given between a copied disk with its witness and the first answer", "C14"),
    naive("limit-both-disks", "EXCUSES_ONE_DISK_ONLY",
          "limit: the hall's disk and the receiver's both restored before the hall regained its cases", "C1"),
)

DEEP = (
    Check("deep", "3 records, 1 restore each, with C4"),
    Check("deep-hall-twice", "2 records, 2 restores of the hall, 1 of the receiver, without C4",
          ("RECORDS=2", "HALL_RESTORES=2", "WITHOUT_C4")),
)


class ModelFailed(Exception):
    """The model could not be checked at all; says why."""


@dataclasses.dataclass(frozen=True)
class Outcome:
    states: int
    seconds: float
    broken: str | None
    trail: str

    def right(self, check):
        return self.broken in check.broken if check.broken else self.broken is None


def call(command, folder):
    done = subprocess.run(command, cwd=folder, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def compile_checker(check, folder):
    code, said = call(["spin", "-a", *(f"-D{one}" for one in check.defines), str(HERE / "channel.pml")], folder)
    if code or not (folder / "pan.c").exists():
        raise ModelFailed(f"{check.name}: spin: {said.strip()[-400:]}")
    # Every step reads what all share, so partial orders would save nothing.
    # Nor is a naive rule searched for long enough to pay for optimizing.
    flags = ["-O1" if check.broken else "-O2", "-DSAFETY", "-DNOREDUCE", "-DNOFAIR", f"-DMEMLIM={MEGABYTES}"]
    code, said = call(["gcc", *flags, "-o", "pan", "pan.c"], folder)
    if code:
        raise ModelFailed(f"{check.name}: gcc: {said.strip()[-400:]}")


def search(check, folder, depth, limit):
    """What pan says of all histories of at most `depth` steps."""
    try:
        done = subprocess.run(
            ["./pan", f"-m{depth}", "-w22" if depth == DEPTHS[-1] else "-w16"], cwd=folder, text=True, timeout=limit,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    except subprocess.TimeoutExpired:
        raise ModelFailed(f"{check.name}: not done after {limit} s")
    said = done.stdout
    states = re.search(r"^\s*(\d+) states, stored", said, re.MULTILINE)
    errors = re.search(r"errors: (\d+)", said)
    if not states or not errors:
        raise ModelFailed(f"{check.name}: pan: {said.strip()[-400:]}")
    if int(errors[1]):
        # Every assertion begins with the name of its invariant; anything else is a fault of the model.
        name = re.search(r"assertion violated \(*(C\d+)\b", said)
        return int(states[1]), name[1] if name else "fault: " + said.strip().splitlines()[0][:200]
    cut_short = "max search depth too small" in said
    if (cut_short and depth == DEPTHS[-1]) or "Search not completed" in said:
        raise ModelFailed(f"{check.name}: not exhaustive: {said.strip()[-400:]}")
    return int(states[1]), None


def run(check, limit):
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yizhan-model-") as name:
        folder = pathlib.Path(name)
        compile_checker(check, folder)
        trail = ""
        for depth in DEPTHS if check.broken else DEPTHS[-1:]:
            states, broken = search(check, folder, depth, limit)
            if broken:
                trail = call(["./pan", "-r", "channel.pml.trail", "-n"], folder)[1]
                break
        return Outcome(states, time.monotonic() - began, broken, trail)


def story(trail):
    """The lines of a trail that the model prints itself."""
    told = (line.strip() for line in trail.splitlines())
    return [line for line in told if line.startswith(("hall:", "receiver:", "wire:"))]


def arguments():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="WORD", default="", help="checks whose names contain this")
    parser.add_argument("--deep", action="store_true", help="also what takes a minute or more")
    parser.add_argument("--show", action="store_true", help="tells the history that breaks a rule")
    parser.add_argument(
        "--limit", type=int, default=300, metavar="SECONDS", help="gives one search up after so long (300)")
    parser.add_argument(
        "--jobs", type=int, default=min(2, os.cpu_count() or 1), help="checks at a time (2, each up to 2 GB)")
    return parser.parse_args()


def main():
    options = arguments()
    for program in ("spin", "gcc"):
        if not shutil.which(program):
            sys.exit(f"FAILED: Missing on this machine: {program} (Debian package {program}).")
    chosen = [check for check in CHECKS + DEEP * options.deep if options.only in check.name]
    if not chosen:
        sys.exit(f"FAILED: no check is named like {options.only}")
    began = time.monotonic()
    wrong = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        running = [(check, pool.submit(run, check, options.limit)) for check in chosen]
        for check, result in running:
            try:
                outcome = result.result()
            except ModelFailed as fault:
                wrong.append(check.name)
                print(f"{check.name:24} FAILED: {fault}", flush=True)
                continue
            verdict = f"caught by {outcome.broken}" if outcome.broken else "held"
            if not outcome.right(check):
                wrong.append(check.name)
                wanted = f"caught by {' or '.join(check.broken)}" if check.broken else "held"
                verdict = f"FAILED: {verdict}, not {wanted}"
            print(f"{check.name:24} {outcome.states:>10,} states {outcome.seconds:5.1f} s  {verdict}: {check.meaning}",
                  flush=True)
            if outcome.broken and (options.show or not outcome.right(check)):
                print("".join(f"    {line}\n" for line in story(outcome.trail)), end="", flush=True)
    print(f"{len(chosen)} checks, {len(wrong)} wrong, {time.monotonic() - began:.0f} s")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
