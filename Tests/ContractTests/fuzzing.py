"""One run of the fuzzer as one kind of caller."""

import json
import os
import pathlib
import subprocess
import xml.etree.ElementTree as ElementTree

from hall_client import HallClient, Lost

HERE = pathlib.Path(__file__).resolve().parent

# Not among them: a hall may refuse what is well formed (a closed line, a name of blanks), and a cancelled
# ticket can still be read.
LEFT_OUT = (
    "positive_data_acceptance", "use_after_free", "ensure_resource_availability",
    "object_level_authorization",
)
# Never ends; would end the caller's session.
APART = ("followHall", "signOut")


class Caller:
    def __init__(self, name, token):
        self.name = name
        self.token = token


def furnish(hall, clerk):
    """Gives the hall tickets in every state and an open window, so that right answers are met as well."""
    kiosk = HallClient(hall.url, hall.device_token("kiosk"))
    desk = HallClient(hall.url, clerk)
    hall.tickets = []
    for index in range(6):
        request = json.dumps({"line": "AB"[index % 2]})
        status, answer = kiosk.take(request, f"furnish-{index}")
        if status != 201:
            raise Lost(f"a number for the tests was refused: {status} {answer!r}")
        hall.tickets.append(json.loads(answer)["id"])
    for act, body in (
            ("open", None), ("next", None), ("finish", {"outcome": "served"}), ("next", None),
            ("miss", None), ("next", None), ("hold", None), ("next", None)):
        status, answer = desk.act("1", act, body)
        if status != 200:
            raise Lost(f"{act} for the tests was refused: {status} {answer!r}")
    furnish_documents(hall, desk)
    kiosk.close()
    desk.close()


def furnish_documents(hall, desk):
    """Documents that wait, that are claimed and that are on their way."""
    def made(path, body, key):
        status, answer = desk.ask("POST", desk.base + path, json.dumps(body), key)
        if status not in (200, 201):
            raise Lost(f"{path} for the tests was refused: {status} {answer!r}")
        return json.loads(answer)

    person = {"name": "张三丰", "idNumber": "11999920000229004X"}
    hall.documents = [
        made("/documents", {
            "kind": "licence", "number": f"试〔2026〕{index}号", "title": "测试许可证", "holder": person,
            "issuer": "测试用局", "issuedOn": "2026-11-02", "caseNumber": "TRY-1"}, f"document-{index}")["document"]
        for index in range(30)]
    hall.claims, hall.codes = [], []
    for index in range(8):
        issued = made("/claims", {"documents": [hall.documents[index]]}, f"claim-{index}")
        # With the proof that the code was shown, and without.
        hall.claims += [issued["claim"], issued["claim"].split("-")[0]]
        hall.codes.append(issued["code"])
    hall.receipts = [
        made("/deliveries", {
            "documents": [hall.documents[index]], "method": "post", "trackingNumber": "T1",
            "sentOn": "2026-11-02"}, f"sent-{index}")["receipt"]["number"]
        for index in range(8, 12)]


def settings(hall, seed, examples):
    """The fuzzer's settings: values that exist are taken for most path parameters."""
    tickets = json.dumps(hall.tickets)
    documents, claims, receipts, codes = map(
        json.dumps, (hall.documents, hall.claims, hall.receipts, hall.codes))
    lines = [
        f"seed = {seed}", "continue-on-failure = true", "request-timeout = 10", "workers = 1",
        'warnings = false',
        "[dictionaries]", 'halls = { values = ["chengguan"] }',
        'windows = { values = ["1"] }', f"tickets = {{ values = {tickets} }}",
        'lines = { values = ["A", "B", "C", "D"] }', f"documents = {{ values = {documents} }}",
        f"claims = {{ values = {claims} }}", f"receipts = {{ values = {receipts} }}",
        f"codes = {{ values = {codes} }}", 'cases = { values = ["TRY-1"] }',
        "[parameters]",
        '"path.hall" = { dictionary = "halls", probability = 0.9 }',
        '"path.window" = { dictionary = "windows", probability = 0.9 }',
        '"path.ticket" = { dictionary = "tickets", probability = 0.8 }',
        '"path.document" = { dictionary = "documents", probability = 0.9 }',
        '"path.claim" = { dictionary = "claims", probability = 0.9 }',
        '"path.receipt" = { dictionary = "receipts", probability = 0.9 }',
        '"path.caseNumber" = { dictionary = "cases", probability = 0.9 }',
        '"body.code" = { dictionary = "codes", probability = 0.8 }',
        '"body.line" = { dictionary = "lines", probability = 0.8 }',
        "[generation]", f"max-examples = {examples}", 'database = "none"', "no-shrink = true",
        # Methods that no route has at all are tried apart: one refusal stands for every path.
        "[phases.coverage]", 'unexpected-methods = ["GET", "PUT", "POST", "DELETE", "PATCH", "OPTIONS"]',
        *(f"[checks.{name}]\nenabled = false" for name in LEFT_OUT),
        "[checks.missing_required_header]", "expected-statuses = [400, 401, 403, 404, 415, 422, 428]",
        # Programs on this machine may read the figures without a token, and so may the fuzzer.
        "[[operations]]", 'include-operation-id = "readMetrics"',
        "checks.ignored_auth.enabled = false",
    ]
    return "\n".join(lines) + "\n"


def fuzz(programs, folder, hall, caller, options):
    """Returns how many operations held, how many did not, and what to write about them."""
    config = folder / f"{caller.name}.toml"
    config.write_text(settings(hall, options.seed, options.examples), encoding="utf-8")
    report = folder / f"{caller.name}.xml"
    command = [str(programs / "schemathesis"), "--config-file", str(config), "run"]
    command += [hall.url + "/api/openapi.json", "--no-color"]
    command += ["--phases", "coverage,fuzzing", "--report-junit-path", str(report)]
    for operation in APART:
        command += ["--exclude-operation-id", operation]
    if caller.token:
        command += ["--header", f"Authorization: Bearer {caller.token}"]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=170, cwd=folder,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(HERE)})
    except subprocess.TimeoutExpired:
        return 0, 1, [f"FAILED: {caller.name}: the fuzzer took longer than 170 s"]
    if not report.exists():
        return 0, 1, [f"FAILED: {caller.name}: the fuzzer did not run: {done.stderr or done.stdout}"]
    held, broken = count(report)
    lines = [f"FAILED: {caller.name}: {name}" for name in broken]
    if done.returncode != 0:
        lines.insert(0, done.stdout)
    if done.returncode != 0 and not broken:
        broken = ["exit status"]
        lines.append(f"FAILED: {caller.name}: exit status {done.returncode}")
    lines.append(f"{caller.name}: {held} operations held, {len(broken)} did not")
    return held, len(broken), lines


def count(report):
    """How many operations held, and the names of those that did not."""
    held = 0
    broken = []
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            broken.append(case.get("name"))
        elif case.find("skipped") is None:
            held += 1
    return held, broken
