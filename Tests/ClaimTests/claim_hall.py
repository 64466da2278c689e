"""Documents and claims of the demonstration's first hall, as the trials make and use them.

Every holder is made up: the division 119999 does not exist, and the names cannot be met on the street.
"""

import json
import pathlib
import socket
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "CrashTests"))

from hall_client import Lost, sign_in

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def resident_number(serial):
    """A number that passes its check, of a day and a place that differ with the serial."""
    day, order = divmod(serial, 999)
    body = f"119999{1950 + day // 336:04}{day // 28 % 12 + 1:02}{day % 28 + 1:02}{order + 1:03}"
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, WEIGHTS)) % 11]


class Holder:
    """A person who does not exist."""

    def __init__(self, serial, surname="鏖龘"):
        self.name = f"{surname}{chr(0x9F00 + serial % 160)}{chr(0x4E00 + serial)}"
        self.number = resident_number(serial)
        self.phone = f"199{serial:08}"

    @property
    def party(self):
        return {"name": self.name, "idNumber": self.number, "phone": self.phone}

    @property
    def collector(self):
        return {"name": self.name, "idNumber": self.number}


class Refused(Exception):
    """An answer that a step of the trial cannot go on with."""


class RawClient:
    """One connection that asks and answers in as few steps as Python can; several times `http.client`.

    Raises `Lost` when no whole answer came.
    """

    def __init__(self, url, token, hall="chengguan", timeout=10):
        address = urllib.parse.urlsplit(url)
        self._address = (address.hostname, address.port)
        self._timeout = timeout
        self._socket = None
        # Whether the last request went out, so that nobody knows what became of it when no answer came.
        self.was_sent = False
        self._head = f"Host: {address.netloc}\r\nAuthorization: Bearer {token}\r\n"
        self.base = f"/api/v1/halls/{hall}"

    def close(self):
        if self._socket is not None:
            self._socket.close()
        self._socket = None

    def send(self, method, path, body=None, key=None):
        """Sends a request without waiting for its answer."""
        self.was_sent = False
        content = b"" if body is None else json.dumps(body).encode()
        lines = f"{method} {self.base}{path} HTTP/1.1\r\n{self._head}"
        if content:
            lines += "Content-Type: application/json\r\n"
        if key:
            lines += f"Idempotency-Key: {key}\r\n"
        lines += f"Content-Length: {len(content)}\r\n\r\n"
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self._address, self._timeout)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(lines.encode() + content)
            self.was_sent = True
        except OSError as error:
            self.close()
            raise Lost(str(error)) from error

    def ask(self, method, path, body=None, key=None):
        """Returns the status and the object that was answered."""
        self.send(method, path, body, key)
        try:
            received = b""
            while b"\r\n\r\n" not in received:
                received += self._receive()
            head, _, content = received.partition(b"\r\n\r\n")
            length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
            while len(content) < length:
                content += self._receive()
            return int(head[9:12]), json.loads(content)
        except (OSError, ValueError) as error:
            self.close()
            raise Lost(str(error)) from error

    def _receive(self):
        part = self._socket.recv(65536)
        if not part:
            raise OSError("closed")
        return part


class Office:
    """A clerk who registers documents and makes claims."""

    def __init__(self, hall, index=0):
        self.hall = hall
        self.token = sign_in(hall.url, *hall.account("clerk", index=index))

    def client(self):
        return RawClient(self.hall.url, self.token)

    def ask(self, method, path, body=None, key=None, status=None):
        client = self.client()
        try:
            found, answer = client.ask(method, path, body, key)
        finally:
            client.close()
        if status is not None and found != status:
            raise Refused(f"{method} {path} answered {found} {answer}")
        return answer if status is not None else (found, answer)

    def register(self, mark, holders, each=1, **more):
        """Registers `each` documents of each holder; returns their numbers, by holder."""
        entries = []
        for index, holder in enumerate(holders):
            for part in range(each):
                entries.append({
                    "kind": "licence", "number": f"试〔2026〕{mark}-{index}-{part}号",
                    "title": "测试许可证", "holder": holder.party, "issuer": "测试用局",
                    "issuedOn": "2026-11-02", "place": f"架{index % 40}", **more})
        report = self.ask(
            "POST", "/documents/imports", {"documents": entries}, status=200)
        if report["added"] != len(entries):
            raise Refused(f"imported {report}")
        documents = {}
        after = ""
        while len(documents) < len(entries):
            page = self.ask(
                "GET", "/documents?limit=200&query=" + urllib.parse.quote(f"试〔2026〕{mark}-") + after,
                status=200)
            documents.update({item["number"]: item["document"] for item in page["items"]})
            if "next" not in page:
                break
            after = f"&after={page['next']}"
        return [
            [documents[f"试〔2026〕{mark}-{index}-{part}号"] for part in range(each)]
            for index in range(len(holders))]

    def claim(self, documents, key):
        return self.ask("POST", "/claims", {"documents": documents}, key, status=201)


__all__ = ["Holder", "Lost", "Office", "RawClient", "Refused", "sign_in"]
