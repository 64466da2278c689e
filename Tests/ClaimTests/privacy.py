"""Searches everything that the hall says for people who have not yet shown who they are.

The routes are those of the table of who may use what, so that a new one is searched as well.
"""

import http.client
import json
import pathlib
import re
import socket
import threading
import time
import urllib.parse

from claim_hall import Holder, Office, RawClient, sign_in

TABLE = pathlib.Path(__file__).resolve().parents[1] / "HallWebTests/Isolation/AccessTable.swift"

SILENT = "no answer, page or event tells whose document it is before the identity is proven"
LOGS = "no line of the server's output tells it"
REVEALED = "the same search finds a person who was shown in full with a reason"
ALL = "every page, every reading call and every stream was asked"
BODIES = "wrong people are refused without being told whose it is"


def secrets(holders):
    return [text for one in holders for text in (one.name, one.number, one.phone)]


def spellings(text):
    """The text, as JSON may spell it, and as an address may."""
    return (
        text.encode(), json.dumps(text)[1:-1].encode(), urllib.parse.quote(text).encode(),
        urllib.parse.quote(text).lower().encode())


class Search:
    def __init__(self, findings, hidden):
        self.findings = findings
        self.hidden = [spelling for text in hidden for spelling in spellings(text)]
        self.looked = 0

    def found(self, content):
        return next((text for text in self.hidden if text in content), None)

    def look(self, where, content, name=SILENT):
        self.looked += 1
        found = self.found(content)
        self.findings.check(name, f"{where}: {found.decode(errors='replace')}" if found else None)


def callers(hall):
    """Everybody whom the hall knows, with the cookie that their pages take."""
    known = {"visitor": (None, "")}
    for entry in hall.ready["accounts"]:
        if entry.get("hall") in (None, "chengguan") and entry["role"] not in known:
            known[entry["role"]] = (sign_in(hall.url, entry["account"], entry["password"]), "yizhan_session")
    for entry in hall.ready["devices"]:
        if entry["hall"] == "chengguan":
            known[entry["kind"]] = (entry["token"], "yizhan_device")
    return known


def routes(method):
    text = TABLE.read_text(encoding="utf-8")
    return re.findall(rf"^ +{method} (/\S*) ", text, re.MULTILINE)


def listen(hall, token, cookie, heard, ended):
    """Keeps what the hall tells as it happens."""
    address = urllib.parse.urlsplit(hall.url)
    request = f"GET /api/v1/halls/chengguan/events HTTP/1.1\r\nHost: {address.netloc}\r\n"
    if token:
        request += f"Cookie: {cookie}={token}\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=0.2) as stream:
        stream.sendall(request.encode() + b"\r\n")
        while not ended.is_set():
            try:
                part = stream.recv(65536)
            except TimeoutError:
                continue
            if not part:
                break
            heard.append(part)


def privacy(hall, findings, write, seed):
    office = Office(hall)
    holders = [Holder(serial, "鏖齉") for serial in range(7000, 7006)]
    proxy, stranger = Holder(7100, "鏖麤"), Holder(7101, "鏖灪")
    known = callers(hall)
    heard, ended = {}, threading.Event()
    listeners = []
    for name, (token, cookie) in known.items():
        heard[name] = []
        listeners.append(threading.Thread(
            target=listen, args=(hall, token, cookie, heard[name], ended), daemon=True))
        listeners[-1].start()

    search = Search(findings, secrets(holders + [proxy]))
    clerk = Recording(office.client(), search)
    numbers = office.register("密", holders, each=2, caseNumber="SECRET-2026", proxies=[proxy.party])
    listed = [document for some in numbers for document in some]
    claims = [
        clerk.ask("POST", "/claims", {"documents": some}, f"secret-{index}")
        for index, some in enumerate(numbers)]
    single = {
        "kind": "notice", "number": "试〔2026〕密单号", "title": "测试通知书", "holder": holders[0].party,
        "issuer": "测试用局", "issuedOn": "2026-11-02"}
    for attempt in range(2):
        # The second is refused, and says so without names.
        clerk.ask("POST", "/documents", single, f"single-{attempt}")
    clerk.ask("POST", "/documents/imports?partial=true", {"documents": [single, {**single, "kind": "?"}]})
    wrong(clerk, claims, stranger)
    acts(clerk, listed, claims)
    for name, (token, _) in known.items():
        if token:
            present(Recording(RawClient(hall.url, token), search, name), claims)
    asked = read_all(hall, known, search, {
        "document": listed[0], "claim": claims[0]["claim"], "receipt": receipt_of(office),
        "caseNumber": "SECRET-2026"})
    time.sleep(0.3)
    ended.set()
    for listener in listeners:
        listener.join(3)
    for name, parts in heard.items():
        findings.check(ALL, None if parts else f"{name} heard nothing at all")
        search.look(f"{name}: events", b"".join(parts))
    search.look("the server's output", hall.log.read_bytes(), LOGS)

    # Who is shown in full is found, so that the search can find.
    reason = urllib.parse.quote("本人来电核对")
    revealed = office.ask("GET", f"/documents/{listed[0]}?reveal={reason}", status=200)
    content = json.dumps(revealed, ensure_ascii=False).encode()
    findings.check(REVEALED, None if search.found(content) else "nothing was found")
    search.look("the server's output after it", hall.log.read_bytes(), LOGS)
    findings.check(ALL, None if asked > 300 else f"only {asked} answers")
    write(
        f"{search.looked} answers, pages and streams of {len(known)} callers searched for "
        f"{len(holders) + 1} people")


class Recording:
    """Looks at every answer that a client gets."""

    def __init__(self, client, search, name="clerk"):
        self.client = client
        self.search = search
        self.name = name
        self.status = 0

    def ask(self, method, path, body=None, key=None):
        self.status, answer = self.client.ask(method, path, body, key)
        self.search.look(
            f"{self.name}: {method} {path} {self.status}", json.dumps(answer, ensure_ascii=False).encode())
        return answer


def wrong(clerk, claims, stranger):
    """People who hold the code but are not the holder."""
    findings = clerk.search.findings
    for body in (
            {"collector": stranger.collector, "relation": "self"},
            {"collector": stranger.collector, "relation": "proxy"},
            {"collector": stranger.collector, "relation": "proxy", "proxy": {"holderNumber": stranger.number}},
            {"collector": stranger.collector, "relation": "agent"}):
        answer = clerk.ask("POST", f"/claims/{claims[1]['claim']}/collect", body, "wrong")
        if clerk.status == 422 and answer["code"] == "idempotency-key-reused":
            findings.check(BODIES, "a refusal was kept with the key")
        right = clerk.status == 422 and answer["code"] in ("identity-mismatch", "relation-unfit")
        findings.check(BODIES, None if right else f"{clerk.status} {answer}")


def acts(clerk, listed, claims):
    """Everything else that a clerk does with documents and claims."""
    reason = {"reason": "测试"}
    clerk.ask("POST", f"/documents/{listed[0]}/move", {"place": "架99"})
    clerk.ask("POST", f"/documents/{listed[0]}/ready")
    clerk.ask("POST", f"/claims/{claims[2]['claim']}/remind", reason)
    clerk.ask("POST", f"/claims/{claims[2]['claim']}/unlock", reason)
    clerk.ask("POST", f"/claims/{claims[2]['claim']}/revoke", reason)
    clerk.ask("POST", f"/claims/{claims[3]['claim'].split('-')[0]}/reissue", reason, "again")
    clerk.ask("POST", "/cases/SECRET-2026/claim", None, "case")
    clerk.ask("POST", f"/documents/{listed[4]}/return", reason)
    clerk.ask("POST", f"/documents/{listed[5]}/revoke", reason)
    clerk.ask(
        "POST", "/deliveries",
        {"documents": [listed[0]], "method": "post", "trackingNumber": "T1", "sentOn": "2026-11-03"}, "post")


def present(client, claims):
    """By code, by number, by case, right and wrong, too often."""
    client.ask("POST", "/claims/present", {"code": claims[0]["code"]})
    client.ask("POST", "/claims/present", {"code": claims[2]["code"]})
    client.ask("POST", "/claims/present", {"code": claims[0]["code"][:-1]})
    client.ask("POST", "/claims/present", {"documentNumber": "试〔2026〕密-1-0号", "pin": claims[1]["pin"]})
    client.ask("POST", "/claims/present", {"caseNumber": "SECRET-2026", "pin": claims[1]["pin"]})
    for _ in range(12):
        client.ask("POST", "/claims/present", {"documentNumber": "试〔2026〕密-5-0号", "pin": "000000"})


def receipt_of(office):
    return office.ask("GET", "/deliveries?limit=1", status=200)["items"][0]["receipt"]["number"]


def read_all(hall, known, search, values):
    """Asks every page and every reading call as everybody; returns how many answered."""
    kiosk = RawClient(hall.url, hall.device_token("kiosk"))
    ticket = kiosk.ask("POST", "/tickets", {"line": "A"}, "privacy")[1]["id"]
    kiosk.close()
    values = {
        "hall": "chengguan", "line": "A", "window": "1", "ticket": ticket, "device": "kiosk-1",
        "account": "clerk1", "year": "2026", "day": "2026-11-20", "code": "DEMO", "number": "A001",
        "clip": "please", "digest": "0" * 64, "block": "1", "closure": "1", **values}
    asked = 0
    address = urllib.parse.urlsplit(hall.url)
    for name, (token, cookie) in known.items():
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=10)
        headers = {"Cookie": f"{cookie}={token}"} if token else {}
        for route in routes("GET"):
            if route.endswith("/events"):
                continue
            path = re.sub(r"\{(\w+)\}", lambda match: values.get(match.group(1), "1"), route)
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            content = response.read()
            fields = str(response.getheaders()).encode()
            search.look(f"{name}: GET {path} {response.status}", fields + content)
            asked += response.status == 200
        connection.close()
    return asked
