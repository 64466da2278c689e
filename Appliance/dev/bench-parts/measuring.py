"""What every part of the bench measures with: a running server, its load, references and the report."""

import http.client
import json
import pathlib
import re
import signal
import socket
import statistics
import subprocess
import time

PARTS = pathlib.Path(__file__).resolve().parent
ROOT = PARTS.parents[2]


def compiled(folder, name, library):
    binary = folder / name
    subprocess.run(
        ["cc", "-O2", str(PARTS / f"{name}.c"), "-o", str(binary), f"-l{library}"], check=True
    )
    return binary


class Station:
    """A running server with its demonstration county."""

    def __init__(self, binary, data):
        self.data = data
        ready = data.parent / f"{data.name}.ready.json"
        ready.unlink(missing_ok=True)
        begin = time.monotonic()
        self.process = subprocess.Popen(
            [binary, "demo", "--data", str(data), "--port", "0", "--ready-file", str(ready)],
            stdout=subprocess.DEVNULL,
        )
        while not ready.exists():
            if self.process.poll() is not None:
                raise SystemExit("the server did not start")
            time.sleep(0.002)
        self.ready = json.loads(ready.read_text())
        self.port = int(self.ready["url"].rsplit(":", 1)[1])
        self.get("/healthz")
        self.start_seconds = time.monotonic() - begin

    def get(self, path):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status}")
        return body

    def device(self, kind, hall="chengguan"):
        return next(
            d["token"] for d in self.ready["devices"] if d["kind"] == kind and d["hall"] == hall
        )

    def post(self, path, body, token=None, headers={}):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        sent = {"Content-Type": "application/json", **headers}
        if token:
            sent["Authorization"] = f"Bearer {token}"
        connection.request("POST", path, json.dumps(body), sent)
        answer = connection.getresponse()
        result = answer.status, answer.read()
        connection.close()
        return result

    def resident(self):
        """Resident memory in megabytes."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", text).group(1)) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(20)


def wrk(url, connections, seconds, script=None, arguments=()):
    """Requests per second, p50 and p99 in milliseconds."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency"]
    if script:
        command += ["-s", str(script)]
    command.append(url)
    if arguments:
        command += ["--", *arguments]
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output:
        raise SystemExit(f"{url} refused:\n{output}")

    def latency(percent):
        value, unit = re.search(rf"{percent}%\s+([\d.]+)(us|ms|s)", output).groups()
        return float(value) * {"us": 0.001, "ms": 1, "s": 1000}[unit]

    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", output).group(1))
    return rate, latency(50), latency(99)


class Report:
    def __init__(self):
        self.rows = []
        self.notes = []

    def note(self, text):
        """What the figures rest on: settings, versions, what was left out."""
        self.notes.append(text)

    def add(self, what, result, reference, ratio, budget, held):
        self.rows.append((what, result, reference, ratio, budget, held))
        mark = {True: "held", False: "NOT HELD", None: ""}[held]
        print(f"{what:<46} {result:<34} {reference:<26} {ratio:<8} {budget:<12} {mark}", flush=True)

    def table(self):
        lines = ["| what | Yizhan | reference | ratio | budget | |", "|---|---|---|---|---|---|"]
        for what, result, reference, ratio, budget, held in self.rows:
            mark = {True: "held", False: "**not held**", None: ""}[held]
            lines.append(f"| {what} | {result} | {reference} | {ratio} | {budget} | {mark} |")
        return "\n".join(lines + [""] * bool(self.notes) + [f"- {text}" for text in self.notes])


def figures(result):
    rate, p50, p99 = result
    return f"{rate:,.0f}/s, p50 {p50:.2f} ms, p99 {p99:.2f} ms"


def middle(results):
    """The round with the median rate."""
    return sorted(results)[len(results) // 2]


def beside_constant(station, pages, constant, report, rounds, seconds):
    """Each page, by its title and path, beside a server that answers as many bytes without looking."""
    for title, path in pages:
        size = len(station.get(path))
        port = free_port()
        reference = subprocess.Popen([constant, str(port), str(size)])
        try:
            wait_for(port)
            for clients in (1, 32, 256):
                ours, theirs = [], []
                for _ in range(rounds):
                    theirs.append(wrk(f"http://127.0.0.1:{port}/", clients, seconds))
                    ours.append(wrk(f"http://127.0.0.1:{station.port}{path}", clients, seconds))
                ratio = statistics.median(a[0] / b[0] for a, b in zip(ours, theirs))
                report.add(
                    f"{title}, signed out, {clients} clients", figures(middle(ours)),
                    f"constant: {middle(theirs)[0]:,.0f}/s", f"{ratio:.0%}", "≥ 50 %", ratio >= 0.5)
        finally:
            reference.terminate()
            reference.wait()


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def wait_for(port):
    for _ in range(500):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.01)
    raise SystemExit("the reference did not start")
