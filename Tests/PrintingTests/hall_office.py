"""What an administrator does on the pages, and a kiosk through the programming interface."""

import http.cookiejar
import json
import re
import time
import urllib.parse
import urllib.request

from hall_client import HallClient


class Office:
    """Signed in as the hall's administrator."""

    def __init__(self, hall):
        self.hall = hall
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        account, password = hall.account("hallAdmin")
        self.post("/sign-in", "/sign-in", account=account, password=password)

    def read(self, path):
        with self.browser.open(self.hall.url + path, timeout=40) as answer:
            return answer.read().decode()

    def post(self, page, path, /, **fields):
        csrf = re.search(r'name="csrf" value="([^"]*)"', self.read(page)).group(1)
        data = urllib.parse.urlencode({"csrf": csrf, **fields}, doseq=True).encode()
        with self.browser.open(self.hall.url + path, data, timeout=40) as answer:
            return answer.read().decode()

    def set_printer(self, port=None, path=None, paper=80, device="kiosk-1"):
        way = "network" if port else "file" if path else "browser"
        address = f"/h/chengguan/admin/devices/{device}"
        self.post(address, address, name="大门口", printing=way, host="127.0.0.1", port=port or "",
                  path=path or "", paper=paper)

    def save_line(self, letter, name, place):
        self.post("/h/chengguan/admin/lines/new", "/h/chengguan/admin/lines", letter=letter, name=name,
                  place=place, always="1")

    def say(self, notice):
        self.post("/h/chengguan/admin/settings", "/h/chengguan/admin/settings", notice=notice,
                  priority="1", normal="2", returnAfter="3", voidAtMiss="3")


class Kiosk:
    def __init__(self, hall):
        self.client = HallClient(hall.url, hall.device_token("kiosk"), timeout=40)
        self.count = 0

    def take(self, line="A"):
        self.count += 1
        status, answer = self.client.take(json.dumps({"line": line}), f"{id(self)}-{self.count}")
        assert status == 201, answer
        return json.loads(answer)

    def printing(self, ticket):
        return json.loads(self.client.ticket(ticket["id"])[1])["print"]

    def slip(self, ticket, width):
        path = f"{self.client.base}/tickets/{ticket['id']}/slip.escpos?width={width}"
        status, answer = self.client.ask("GET", path)
        assert status == 200, answer
        return answer

    def act(self, ticket, name):
        status, answer = self.client.ask("POST", f"{self.client.base}/tickets/{ticket['id']}/{name}")
        assert status == 200, answer
        return json.loads(answer)

    def page(self, path=""):
        request = urllib.request.Request(
            self.client_url(path), headers={"Authorization": f"Bearer {self.client.token}"})
        with urllib.request.urlopen(request, timeout=40) as answer:
            return answer.read().decode()

    def client_url(self, path):
        return f"http://{self.client._address}/h/chengguan/kiosk{path}"


def eventually(look, wanted, within=60):
    """Waits until `look()` gives what is wanted."""
    end = time.monotonic() + within
    while True:
        found = look()
        if wanted(found) if callable(wanted) else found == wanted:
            return found
        assert time.monotonic() < end, f"still {found!r}"
        time.sleep(0.1)
