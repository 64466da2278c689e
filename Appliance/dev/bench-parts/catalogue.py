"""A large catalogue: how long its import takes, and how soon a search and a guide are answered."""

import copy
import http.client
import json
import random
import statistics
import subprocess
import time
import urllib.parse

from measuring import PARTS, ROOT, Station, beside_constant, compiled, figures, middle, wrk

WORDS = ["办低保", "老人补贴", "开小卖部", "孩子上户口", "身份证丢了怎么补", "养老金认证", "在外地住院怎么报销",
         "想开个饭馆要办什么证", "残疾人补贴", "家里盖新房要审批", "卖农药要什么手续", "登记", "申请"]
INITIALS = ["dbbl", "yl", "sfz", "zdshbz"]


def code(number):
    return f"BENCH-{number:06d}"


def catalogue(count):
    """The demonstration's items over and over, each with a code and a name of its own."""
    demo = json.loads((ROOT / "Templates/catalogue/demo.json").read_text(encoding="utf-8"))
    items = []
    for number in range(count):
        entry = copy.deepcopy(demo["items"][number % len(demo["items"])])
        item = entry["item"]
        item["codes"] = {"profile": "free", "implementation": code(number)}
        item["name"] += f"（{number}村）"
        item["points"] = []
        items.append(entry)
    return {"departments": demo["departments"], "items": items}


def run(*words):
    began = time.monotonic()
    subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True)
    return time.monotonic() - began


def percentiles(times):
    times = sorted(times)
    return times[len(times) // 2], times[int(len(times) * 0.99)]


def asked(connection, targets):
    """Milliseconds of each answer."""
    times = []
    for target in targets:
        began = time.monotonic()
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        times.append((time.monotonic() - began) * 1000)
        if answer.status != 200:
            raise SystemExit(f"{target}: {answer.status}")
    return times


def measure(binary, constant, folder, report, rounds, seconds, count=20_000):
    chance = random.Random(1)
    data, file, rows = folder / "large", folder / "items.json", folder / "items.txt"
    made = catalogue(count)
    file.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    rows.write_text("".join(
        f"{entry['item']['codes']['implementation']}\t{entry['item']['name']}\t"
        f"{json.dumps(entry, ensure_ascii=False)}\n" for entry in made["items"]), encoding="utf-8")
    kinds = {
        "Chinese words": WORDS, "initials": INITIALS,
        "codes": [code(number) for number in range(0, count, 97)]}
    queries = {kind: [chance.choice(words) for _ in range(400)] for kind, words in kinds.items()}
    patterns = folder / "patterns.txt"
    patterns.write_text("".join(f"{word}\n" for words in queries.values() for word in words), encoding="utf-8")
    program = compiled(folder, "catalogue", "sqlite3")

    def reference():
        (folder / "catalogue.sqlite").unlink(missing_ok=True)
        printed = subprocess.run(
            [program, folder / "catalogue.sqlite", rows, patterns], capture_output=True, text=True, check=True)
        seconds, *scans = map(float, printed.stdout.split())
        return seconds, {kind: scans[i * 400:(i + 1) * 400] for i, kind in enumerate(queries)}

    Station(binary, data).stop()
    before, _ = reference()
    dry = run(binary, "catalogue", "import", "--data", data, "--dry-run", file)
    taken = run(binary, "catalogue", "import", "--data", data, file)
    after, scans = reference()
    plain = (before + after) / 2
    size = file.stat().st_size / (1 << 20)
    report.add(
        f"dry run of {count:,} items, {size:.0f} MB", f"{dry:.1f} s", "", "", "", None)
    report.add(
        f"import of {count:,} items", f"{taken:.1f} s", f"plain inserts: {plain:.2f} s",
        f"{taken / plain:.0f} ×", "≤ 60 s", taken <= 60)
    station = Station(binary, data)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", station.port, timeout=60)
        for kind, words in queries.items():
            targets = [f"/api/v1/items?limit=20&query={urllib.parse.quote(word)}" for word in words]
            asked(connection, targets[:20])
            p50, p99 = percentiles(asked(connection, targets))
            theirs = percentiles(scans[kind])
            report.add(
                f"search by {kind}, {count:,} items", f"p50 {p50:.1f} ms, p99 {p99:.1f} ms",
                f"LIKE scan: p50 {theirs[0]:.1f}, p99 {theirs[1]:.1f} ms", f"{p50 / theirs[0]:.1f} ×",
                "p99 ≤ 50 ms", p99 <= 50)
        beside_constant(
            station, [("guide page", f"/items/{code(1)}")], constant, report, rounds, seconds)
        url = f"http://127.0.0.1:{station.port}/"
        ours = [wrk(url, 32, seconds, PARTS / "guide.lua", (str(count),)) for _ in range(rounds)]
        report.add(f"guide pages of {count:,} items, 32 clients", figures(middle(ours)), "", "", "", None)
        memory = station.resident()
        report.add(
            f"resident memory after {count:,} items were asked for", f"{memory:.0f} MB", "", "", "≤ 256 MB",
            memory <= 256)
    finally:
        station.stop()
