"""Those at the counter who make documents ready and fill the locker, without a browser."""

import json
import re
import urllib.error

from hall_client import HallClient, sign_in
from hall_office import Office

# Synthetic: no card bears the numbers.
HOLDER = {"name": "张测试", "idType": "111", "idNumber": "119999190001010011"}
OTHER_NUMBER = "11999920000229004X"


class Counter:
    """A clerk's programming interface, and an administrator who is signed in."""

    def __init__(self, hall):
        self.hall = hall
        account, password = hall.account("clerk")
        self.client = HallClient(hall.url, sign_in(hall.url, account, password), timeout=40)
        self.office = Office(hall)
        self.count = 0

    def post(self, path, body):
        self.count += 1
        status, answer = self.client.ask("POST", self.client.base + path, json.dumps(body), f"counter-{self.count}")
        assert status in (200, 201), answer
        return json.loads(answer)

    def claim(self, *titles, holder=HOLDER, number=None):
        """Documents of one holder, and the claim for them: its code and its PIN among the rest."""
        documents = []
        for title in titles or ["食品经营许可证"]:
            self.count += 1
            documents.append(self.post("/documents", {
                "kind": "licence", "number": number or f"测城许〔2026〕{self.count}号", "title": title,
                "holder": holder, "issuer": "测试县市场监督管理局", "issuedOn": "2026-11-02"})["document"])
        claim = self.post("/claims", {"documents": documents})
        claim["ids"] = documents
        return claim

    def set_locker(self, locker, device="kiosk-1", **printer):
        address = f"/h/chengguan/admin/devices/{device}"
        self.office.post(address, address, name="大门口取号机", printing="browser", paper="80",
                         lockerHost="127.0.0.1", lockerPort=locker.port, lockerCells=len(locker.cells), **printer)

    def fill(self, locker, claim, cell, device="kiosk-1"):
        """Opens a cell from the office, lays the documents in and shuts the door."""
        number = claim["claim"].split("-")[0]
        self.office.post("/h/chengguan/admin/lockers", "/h/chengguan/admin/lockers/fill", claim=number,
                         cell=f"{device} {cell}")
        locker.put(cell)

    def lockers(self):
        return self.office.read("/h/chengguan/admin/lockers")

    def follow(self, claim):
        """The page of a code; its status where it is refused."""
        try:
            with self.office.browser.open(f"{self.hall.url}/h/chengguan/c/{claim['code']}", timeout=40) as answer:
                return re.sub(r"<[^>]+>", " ", answer.read().decode())
        except urllib.error.HTTPError as refusal:
            return refusal.code
