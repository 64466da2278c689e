#!/usr/bin/env python3
"""Holds the due dates of the running server against chinesecalendar, which knows the same notices by itself.

Every start day of 2024 to 2026 and every limit of 1 to 60 working days, and as many questions with random
suspensions. A limit that runs beyond 2026 must be answered as provisional, for no notice of 2027 is loaded.
"""

import argparse
import datetime
import http.client
import json
import pathlib
import random
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "CrashTests"), str(HERE.parent / "BrowserTests")]

from cached_environment import Unprepared, prepare
from demo_hall import DemoHall, default_binary, missing_binary

LONGEST = 60
SEED = 20261121
ONE = datetime.timedelta(days=1)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"repeats a run's choices ({SEED})")
    return parser.parse_args()


def oracle():
    """Whether each day is a working day, by another program."""
    programs = prepare("calendar-tests", HERE / "requirements.txt")
    printed = subprocess.run(
        [programs / "python", HERE / "working_days.py"], check=True, capture_output=True, text=True).stdout
    days = (line.split() for line in printed.splitlines())
    return {datetime.date.fromisoformat(day): mark == "1" for day, mark in days}


def expected(working, start, limit, suspended):
    """The due date, or None when it lies beyond the days that the oracle knows."""
    day, left = start, limit
    while left:
        day += ONE
        if day not in working:
            return None
        if any(first < day <= last for first, last in suspended):
            continue
        left -= working[day]
    return day


class Calendar:
    def __init__(self, url):
        parts = urllib.parse.urlsplit(url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)

    def due(self, start, limit, suspended):
        query = [("from", start.isoformat()), ("workingDays", limit)]
        query += [("suspended", f"{first}/{last}") for first, last in suspended]
        self.connection.request("GET", "/api/v1/calendar/due?" + urllib.parse.urlencode(query))
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != 200:
            sys.exit(f"{start} {limit} {suspended}: {answer.status} {body.decode()}")
        return json.loads(body)


def suspensions(start, chance):
    spans = []
    for _ in range(chance.randint(1, 3)):
        first = start + ONE * chance.randint(-5, 50)
        spans.append((first, first + ONE * chance.randint(0, 25)))
    return spans


def main():
    options = arguments()
    missing = missing_binary(options.binary)
    if missing:
        sys.exit(missing)
    try:
        working = oracle()
    except Unprepared as complaint:
        sys.exit(str(complaint))
    chance = random.Random(options.seed)
    began = time.monotonic()
    asked = provisional = 0
    wrong = []
    with tempfile.TemporaryDirectory(prefix="yizhan-calendar-") as folder:
        with DemoHall(options.binary, pathlib.Path(folder) / "data") as hall:
            calendar = Calendar(hall.url)
            for start in working:
                for limit in range(1, LONGEST + 1):
                    for suspended in ([], suspensions(start, chance)):
                        right = expected(working, start, limit, suspended)
                        said = calendar.due(start, limit, suspended)
                        asked += 1
                        provisional += right is None
                        good = said["provisional"] if right is None else said == {
                            "due": right.isoformat(), "provisional": False}
                        if not good:
                            wrong.append(f"{start} + {limit} {suspended}: {said}, not {right}")
    print(f"{asked:,} due dates asked, {provisional:,} of them provisional, {len(wrong)} wrong, "
          f"{time.monotonic() - began:.0f} s (seed {options.seed})")
    for line in wrong[:20]:
        print("  " + line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
