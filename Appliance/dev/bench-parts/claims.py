"""Claims over HTTP: how many are presented and collected in a second."""

import concurrent.futures
import json
import os
import statistics
import subprocess
import sys

from measuring import PARTS, ROOT, Station, compiled, figures, middle, wrk

sys.path.insert(0, str(ROOT / "Tests" / "ClaimTests"))

CLIENTS = (1, 32, 256)
# More than are collected in a second on any machine that was tried.
MOST = 9000


class Ready:
    """A running station as the trials' helpers know it."""

    def __init__(self, station):
        self.url = station.ready["url"]
        self.ready = station.ready

    def account(self, role, hall="chengguan", index=0):
        found = [
            one for one in self.ready["accounts"]
            if one["role"] == role and one.get("hall") in (hall, None)]
        return found[index]["account"], found[index]["password"]


def made(station, mark, count):
    """The path and body that present each new claim, and those that collect it, and a clerk's token."""
    from claim_hall import Holder, Office
    office = Office(Ready(station))
    presents, collects = [], []
    for part in range(0, count, 3000):
        holders = [Holder(serial) for serial in range(part, min(part + 3000, count))]
        documents = office.register(f"{mark}-{part}", holders)

        def claim(share):
            client = office.client()
            found = []
            for index in share:
                status, issued = client.ask(
                    "POST", "/claims", {"documents": documents[index]}, f"bench-{mark}-{part}-{index}")
                if status != 201:
                    raise SystemExit(f"a claim: {status} {issued}")
                found.append((index, issued))
            client.close()
            return found

        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            for found in pool.map(claim, [range(i, len(holders), 8) for i in range(8)]):
                for index, issued in found:
                    base = "/api/v1/halls/chengguan/claims"
                    presents.append((f"{base}/present", {"code": issued["code"]}))
                    collects.append((
                        f"{base}/{issued['claim']}/collect",
                        {"collector": holders[index].collector, "relation": "self", "window": "1"}))
    return presents, collects, office.token


def written(file, calls):
    file.write_text("".join(
        f"{path} {json.dumps(body, ensure_ascii=False)}\n" for path, body in calls), encoding="utf-8")
    return str(file)


def measure(binary, constant, folder, report, rounds, seconds):
    commit = compiled(folder, "commit", "sqlite3")
    station = Station(binary, folder / "claims")
    url = f"http://127.0.0.1:{station.port}/"
    script = PARTS / "collect.lua"
    try:
        presents, _, token = made(station, "p", 500)
        file = written(folder / "presents", presents)
        for clients in CLIENTS:
            ours = [wrk(url, clients, seconds, script, (file, token)) for _ in range(rounds)]
            report.add(f"claim presented, {clients} clients", figures(middle(ours)), "", "", "", None)
        for clients in CLIENTS:
            ours, theirs, ratios = [], [], []
            for number in range(rounds):
                _, collects, token = made(station, f"c{clients}-{number}", MOST)
                file = written(folder / "collects", collects)
                before = committed(commit, folder)
                ours.append(wrk(url, clients, 1, script, (file, token, f"{os.getpid()}-{clients}-{number}-")))
                theirs.append((before + committed(commit, folder)) / 2)
                ratios.append(ours[-1][0] / theirs[-1])
            report.add(
                f"claim collected with its receipt, {clients} clients", figures(middle(ours)),
                f"one row a commit: {statistics.median(theirs):,.0f}/s",
                f"{statistics.median(ratios):.1f} ×", "", None)
    finally:
        station.stop()


def committed(commit, folder):
    file = folder / "reference.sqlite"
    for suffix in ("", "-wal", "-shm"):
        (folder / f"reference.sqlite{suffix}").unlink(missing_ok=True)
    output = subprocess.run([commit, str(file), "1"], capture_output=True, text=True, check=True).stdout
    return float(output)
