"""Verifications of documents beside what libcrypto alone verifies."""

import json
import re
import statistics
import subprocess

from measuring import PARTS, Station, figures, middle, wrk

SUITES = ("ed25519", "sm2")


def session(station, role):
    account = next(a for a in station.ready["accounts"] if a["role"] == role)
    status, body = station.post(
        "/api/v1/session", {"account": account["account"], "password": account["password"]})
    if status != 200:
        raise SystemExit(f"sign-in: {status}")
    return account["hall"], json.loads(body)["token"]


def issued(station, hall, token, suite):
    """A code under the suite; the halls of the demo begin with Ed25519."""
    if suite == "sm2":
        _, admin = session(station, "hallAdmin")
        rotated = subprocess.run(
            ["curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-d", "suite=sm2", "-H",
             f"Authorization: Bearer {admin}", f"{station.ready['url']}/h/{hall}/admin/seal/rotate"],
            capture_output=True, text=True, check=True).stdout
        if rotated != "303":
            raise SystemExit(f"rotate: {rotated}")
    body = {
        "kind": {"code": "11119999000000019Y001", "name": "演示经营许可证"},
        "holder": {"name": "测试甲", "idNumber": "11999920000229004X"},
        "issuer": {"code": "11119999000000019Y", "name": "演示县人力资源和社会保障局"},
    }
    status, answer = station.post(
        f"/api/v1/halls/{hall}/licences", body, token, {"Idempotency-Key": f"bench-{suite}"})
    if status != 201:
        raise SystemExit(f"licence: {status}")
    return json.loads(answer)["payload"]


def verified(suite, seconds):
    """Signatures that one core verifies in a second with libcrypto and nothing else."""
    output = subprocess.run(
        ["openssl", "speed", "-seconds", str(seconds), suite], capture_output=True, text=True, check=True).stdout
    line = next(line for line in output.splitlines() if re.search(suite, line, re.IGNORECASE))
    return float(line.split()[-1])


def measure(binary, constant, folder, report, rounds, seconds):
    station = Station(binary, folder / "documents")
    try:
        hall, token = session(station, "clerk")
        for suite in SUITES:
            code = issued(station, hall, token, suite)
            for clients in (1, 32):
                ours, theirs = [], []
                for _ in range(rounds):
                    theirs.append(verified(suite, seconds))
                    ours.append(
                        wrk(f"{station.ready['url']}/api/v1/verify", clients, seconds, PARTS / "verify.lua",
                            (code, token)))
                ratio = statistics.median(a[0] / b for a, b in zip(ours, theirs))
                report.add(
                    f"document verified, {suite}, {clients} clients", figures(middle(ours)),
                    f"libcrypto alone, one core: {statistics.median(theirs):,.0f}/s", f"{ratio:.0%}", "", None)
    finally:
        station.stop()
