#!/usr/bin/env python3
"""Measures a large catalogue: how long its import takes, and how soon a search and a guide are answered."""

import argparse
import copy
import http.client
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[3]
WORDS = ["办低保", "老人补贴", "开小卖部", "孩子上户口", "身份证丢了怎么补", "养老金认证", "在外地住院怎么报销",
         "想开个饭馆要办什么证", "残疾人补贴", "家里盖新房要审批", "卖农药要什么手续", "登记", "申请"]
INITIALS = ["dbbl", "yl", "sfz", "zdshbz"]


def catalogue(count):
    """The demonstration's items over and over, each with a code and a name of its own."""
    demo = json.loads((ROOT / "Templates/catalogue/demo.json").read_text(encoding="utf-8"))
    items = []
    for number in range(count):
        entry = copy.deepcopy(demo["items"][number % len(demo["items"])])
        item = entry["item"]
        item["codes"] = {"profile": "free", "implementation": f"BENCH-{number:06d}"}
        item["name"] += f"（{number}村）"
        item["points"] = []
        items.append(entry)
    return {"departments": demo["departments"], "items": items}


def run(*words):
    began = time.monotonic()
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=True)
    return time.monotonic() - began, done.stdout.strip()


def percentiles(times):
    times = sorted(times)
    return f"p50 {times[len(times) // 2] * 1000:.1f} ms, p99 {times[int(len(times) * 0.99)] * 1000:.1f} ms"


def measure(connection, targets, rounds):
    times = []
    for _ in range(rounds):
        target = random.choice(targets)
        began = time.monotonic()
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, (target, answer.status)
        times.append(time.monotonic() - began)
    return percentiles(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True, help="the program, built for release")
    parser.add_argument("--items", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=400)
    options = parser.parse_args()
    random.seed(1)
    with tempfile.TemporaryDirectory(prefix="yizhan-bench-") as folder:
        data, file = pathlib.Path(folder) / "data", pathlib.Path(folder) / "items.json"
        file.write_text(json.dumps(catalogue(options.items), ensure_ascii=False), encoding="utf-8")
        print(f"{options.items} items, {file.stat().st_size >> 20} MB")
        run(options.binary, "county", "init", "--data", data, "--name", "测试县")
        for name, more in (("dry run", ["--dry-run"]), ("import", []), ("import again", [])):
            seconds, _ = run(options.binary, "catalogue", "import", "--data", data, *more, file)
            print(f"{name}: {seconds:.1f} s")
        size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file())
        print(f"on disk: {size >> 20} MB")
        server = subprocess.Popen(
            [options.binary, "serve", "--data", data, "--port", "0", "--address", "127.0.0.1"],
            stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)", server.stdout.readline()).group(1))
            connection = http.client.HTTPConnection("127.0.0.1", port)
            def search(words):
                return f"/api/v1/items?limit=20&query={urllib.parse.quote(words)}"
            for name, targets in (
                    ("search by words", [search(words) for words in WORDS]),
                    ("search by initials", [search(words) for words in INITIALS]),
                    ("search by code", [search(f"BENCH-{n:06d}") for n in range(0, options.items, 97)]),
                    ("list", ["/api/v1/items?limit=50", "/api/v1/items?limit=50&department=MZ"]),
                    ("guide", [f"/api/v1/items/BENCH-{n:06d}" for n in range(0, options.items, 97)])):
                measure(connection, targets, 20)
                print(f"{name}: {measure(connection, targets, options.rounds)}")
            memory = pathlib.Path(f"/proc/{server.pid}/status").read_text(encoding="utf-8")
            print(re.search(r"VmHWM:\s*(.*)", memory).group(0))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
