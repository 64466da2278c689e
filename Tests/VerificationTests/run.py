#!/usr/bin/env python3
"""Holds the program's verification against a verifier that was written from its description alone.

Two halls of a demo county issue, change, renew and revoke licences, one under Ed25519, one under SM2; keys are
rotated and revoked. Their codes, and a thousand altered ones, are put to the description's verifier (Python's
cryptography and gmssl), to `yizhan verify-document` with a list of keys and with the data folder, and to the
server. All must say the same, and nothing that was altered may be valid.
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
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests"), str(HERE.parent / "BrowserTests")]

from demo_hall import DemoHall, default_binary, missing_binary

try:
    import verifier
except ImportError:
    # Cryptography or gmssl is not here; `main` runs the program again where they are.
    verifier = None

SEED = 20261121
PAYLOADS = 1000
HALLS = 2


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--binary", default=default_binary(), help="the program (.build/…/yizhan)")
    parser.add_argument("--seed", type=int, default=SEED, help=f"repeats a run's choices ({SEED})")
    return parser.parse_args()


def in_environment():
    """Runs this program again where cryptography and gmssl are; returns its status."""
    from cached_environment import Unprepared, prepare
    try:
        python = prepare("verification-tests", HERE / "requirements.txt") / "python"
    except Unprepared as fault:
        sys.exit(f"FAILED: {fault}")
    return subprocess.run([str(python), *sys.argv]).returncode


class Office:
    """One hall's staff at the programming interface."""

    def __init__(self, demo, hall):
        self.hall = hall
        parts = urllib.parse.urlsplit(demo.url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        self.serial = 0
        self.tokens = {}
        for role in ("clerk", "hallAdmin"):
            account, password = demo.account(role, hall)
            body = json.dumps({"account": account, "password": password})
            self.tokens[role] = self.call("POST", "/api/v1/session", body)["token"]

    def ask(self, method, path, body, role, headers=None):
        sent = {"Content-Type": "application/json", **(headers or {})}
        if role in self.tokens:
            sent["Authorization"] = f"Bearer {self.tokens[role]}"
        self.connection.request(method, path, body.encode() if body else None, sent)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def call(self, method, path, body=None, headers=None, role="clerk"):
        status, answer = self.ask(method, path, body, role, headers)
        if status >= 300:
            sys.exit(f"FAILED: {method} {path}: {status} {answer.decode()}")
        return json.loads(answer)

    def issue(self, holder, expires=None):
        self.serial += 1
        body = {
            "kind": {"code": "11119999000000019Y001", "name": "演示经营许可证"}, "holder": holder,
            "issuer": {"code": "11119999000000019Y", "name": "演示县人力资源和社会保障局"},
            "content": [{"name": "经营范围", "value": f'第{self.serial}类 "A/B" \\ 其他'}],
        }
        if expires:
            body["expiresOn"] = expires
        return self.call(
            "POST", f"/api/v1/halls/{self.hall}/licences", json.dumps(body),
            {"Idempotency-Key": f"licence-{self.serial}"})

    def act(self, licence, act, **fields):
        path = f"/api/v1/halls/{self.hall}/licences/{licence['number']}/{act}"
        body = json.dumps({"reason": "测试", **fields})
        return self.call("POST", path, body, {"If-Match": f'"{licence["version"]}"'})

    def press(self, path, **fields):
        """A form of the administrator's pages."""
        status, answer = self.ask(
            "POST", f"/h/{self.hall}/admin/{path}", urllib.parse.urlencode(fields), "hallAdmin",
            {"Content-Type": "application/x-www-form-urlencoded"})
        if status != 303:
            sys.exit(f"FAILED: {path}: {status} {answer.decode()[:300]}")


def worked(office, suite, today):
    """Codes of every standing: valid, superseded, revoked, of a former and of a revoked key."""
    person = {"name": "张三丰", "idType": "111", "idNumber": "11999920000229004X"}
    body = {"name": "演示第一有限公司", "idType": "821", "idNumber": "911199990000090135"}
    later = (today + datetime.timedelta(days=400)).isoformat()
    seals = []
    for _ in range(3):
        office.press("seal/rotate", suite=suite)
        for index in range(6):
            licence = office.issue(person if index % 2 else body, later if index % 3 else None)
            seals.append(licence["payload"])
            if index == 1:
                licence = office.act(licence, "change", kindName="演示备案证")
            if index == 2:
                licence = office.act(licence, "renew", expiresOn=(today + datetime.timedelta(days=800)).isoformat())
            if index in (2, 3):
                office.act(licence, "revoke")
            seals.append(licence["payload"])
    # What the first of the three keys has signed today proves nothing any more.
    first = verifier.read(seals[0])[0]["key"]
    office.press(f"seal/{first}/revoke", **{"from": today.isoformat(), "reason": "测试"})
    return list(dict.fromkeys(seals))


def altered(seals, chance):
    """A code with something about it changed: a character, a byte below, another's part, its end."""
    text = chance.choice(seals)
    way = chance.randrange(8)
    if way < 3:
        place = chance.randrange(len(text))
        return text[:place] + chance.choice(verifier.BASE45 + "az_,\u00e9\uff21") + text[place + 1:]
    if way == 3:
        return text[:chance.randrange(len(text))]
    if way == 4:
        return chance.choice([text.lower(), text + text, " " + text, text + " ", text + "0", "YZ1:" + text])
    data = bytearray(verifier.base45(text[4:]))
    if way == 5:
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    elif way == 6:
        place = chance.randrange(len(data))
        data[place:place + chance.randrange(1, 4)] = chance.randbytes(chance.randrange(0, 4))
    else:
        other = verifier.base45(chance.choice(seals)[4:])
        data = data[:-64] + other[-64:]
    return "YZ1:" + encoded(bytes(data))


def encoded(data):
    text = ""
    for start in range(0, len(data), 2):
        pair = data[start:start + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            text += verifier.BASE45[number % 45]
            number //= 45
    return text


def told(binary, payloads, *means):
    """What the command says of each, by one process."""
    done = subprocess.run(
        [binary, "verify-document", "-", *means], input="".join(text + "\n" for text in payloads),
        capture_output=True, text=True, timeout=300)
    lines = done.stdout.splitlines()
    if len(lines) != len(payloads):
        sys.exit(f"FAILED: {len(payloads)} lines were asked, {len(lines)} answered: {done.stderr}")
    answers = [json.loads(line) for line in lines]
    if (done.returncode == 0) != all(answer["valid"] for answer in answers):
        sys.exit(f"FAILED: exit status {done.returncode}")
    return [plain(answer) for answer in answers]


def plain(answer):
    fields = answer.get("document")
    if fields:
        fields = {name: value for name, value in fields.items() if name != "hallName"}
    return answer["status"], answer.get("reason"), fields


def whole_document(office, licence):
    """The digest is that of the document as the description writes it."""
    seen = office.call("GET", f"/api/v1/halls/{office.hall}/licences/{licence['number']}?reveal=test")
    document = {name: seen[name] for name in (
        "content", "holder", "id", "issuedOn", "issuer", "kind", "number", "salt", "version")}
    if "expiresOn" in seen:
        document["expiresOn"] = seen["expiresOn"]
    data = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    fields = verifier.read(seen["payload"])[0]
    return verifier.digest(fields["suite"], data) == fields["digest"]


def main():
    options = arguments()
    missing = missing_binary(options.binary)
    if missing:
        sys.exit(missing)
    if verifier is None:
        sys.exit(in_environment())
    chance = random.Random(options.seed)
    began = time.monotonic()
    wrong = []
    counts = {}

    def compare(name, payloads, ours, theirs):
        for text, mine, other in zip(payloads, ours, theirs, strict=True):
            if mine != other:
                wrong.append(f"{name}: {text!r}: {other}, not {mine}")

    with tempfile.TemporaryDirectory(prefix="yizhan-verification-") as folder:
        with DemoHall(options.binary, pathlib.Path(folder) / "data") as demo:
            halls = [entry["code"] for entry in demo.ready["halls"]][:HALLS]
            offices = [Office(demo, hall) for hall in halls]
            today = datetime.date.fromisoformat(offices[0].call("GET", "/api/v1/verification-keys")["date"])
            seals = {}
            for office, suite in zip(offices, ("ed25519", "sm2"), strict=True):
                seals[suite] = worked(office, suite, today)
                sample = office.issue({"name": "测试甲", "idType": "111", "idNumber": "11999920000229004X"})
                if not whole_document(office, sample):
                    wrong.append(f"{suite}: the digest is not the document's")
            keys = offices[0].call("GET", "/api/v1/verification-keys")
            genuine = [text for suite in seals for text in seals[suite]]
            fakes = [altered(genuine, chance) for _ in range(PAYLOADS - len(genuine))]
            # A line of the standard input ends at its line break, so that none may be in it.
            payloads = genuine + [text for text in fakes if "\n" not in text and "\r" not in text]
            chance.shuffle(payloads)
            mine = verifier.Verifier(keys, today)
            ours = [mine.verify(text) for text in payloads]
            for text, (status, code, fields) in zip(payloads, ours, strict=True):
                if text not in genuine and (status not in ("invalid", "unknown-key") or fields):
                    wrong.append(f"{text!r} was altered, and is {status}")
                counts[code or status] = counts.get(code or status, 0) + 1
            path = pathlib.Path(folder) / "keys.json"
            path.write_text(json.dumps(keys), encoding="utf-8")
            compare("--keys", payloads, ours, told(options.binary, payloads, "--keys", str(path)))
            compare("--data", payloads, ours, told(options.binary, payloads, "--data", str(demo.data)))
            answers = [
                plain(offices[0].call("POST", "/api/v1/verify", json.dumps({"payload": text})))
                for text in payloads
            ]
            compare("server", payloads, ours, answers)
            # A list that speaks for a later day: what ends by then has expired, though no clock says so.
            keys["date"] = (today + datetime.timedelta(days=500)).isoformat()
            path.write_text(json.dumps(keys), encoding="utf-8")
            later = verifier.Verifier(keys, today)
            ours = [later.verify(text) for text in genuine]
            counts["expired"] = sum(status == "expired" for status, _, _ in ours)
            compare("a later list", genuine, ours, told(options.binary, genuine, "--keys", str(path)))
            exported = pathlib.Path(folder) / "exported.json"
            data = demo.data
        run = subprocess.run(
            [options.binary, "verification-keys", "export", str(exported), "--data", str(data)],
            capture_output=True, text=True)
        if run.returncode != 0 or json.loads(exported.read_text())["halls"] != keys["halls"]:
            wrong.append(f"verification-keys export: {run.stderr}")
    for name in ("valid", "superseded", "revoked", "expired", "unknown-key", "signature", "key-revoked"):
        if not counts.get(name):
            wrong.append(f"none was {name}")
    said = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
    print(f"{len(payloads):,} codes, {len(wrong)} judged otherwise, {time.monotonic() - began:.0f} s "
          f"(seed {options.seed}): {said}")
    for line in wrong[:20]:
        print("  " + line)
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
