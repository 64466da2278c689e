"""One connection to the hall's JSON interface, kept alive and opened anew when it was lost."""

import http.client
import json
import urllib.parse


class Lost(Exception):
    """The request may or may not have been carried out: no whole answer came."""


class HallClient:
    def __init__(self, url, token=None, hall="chengguan", timeout=5):
        self._address = urllib.parse.urlsplit(url).netloc
        self._connection = None
        self._timeout = timeout
        self.token = token
        self.base = f"/api/v1/halls/{hall}"

    def close(self):
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def ask(self, method, path, body=None, key=None):
        """Returns the status and the bytes of the answer.

        Raises `Lost` when the connection broke before the whole answer was read.
        """
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if key:
            headers["Idempotency-Key"] = key
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    self._address, timeout=self._timeout)
            self._connection.request(method, path, body, headers)
            response = self._connection.getresponse()
            return response.status, response.read()
        except (OSError, http.client.HTTPException) as error:
            self.close()
            raise Lost(str(error)) from error

    def take(self, request, key):
        return self.ask("POST", f"{self.base}/tickets", request, key)

    def ticket(self, identifier):
        return self.ask("GET", f"{self.base}/tickets/{identifier}")

    def act(self, window, name, body=None):
        sent = None if body is None else json.dumps(body)
        return self.ask("POST", f"{self.base}/windows/{window}/{name}", sent)

    def windows(self):
        """The hall's windows by their number."""
        status, answer = self.ask("GET", f"{self.base}/windows")
        if status != 200:
            raise Lost(f"windows answered {status}")
        return {item["window"]: item for item in json.loads(answer)["items"]}


def sign_in(url, account, password):
    """Returns a bearer token."""
    client = HallClient(url)
    credentials = json.dumps({"account": account, "password": password})
    status, answer = client.ask("POST", "/api/v1/session", credentials)
    client.close()
    if status != 200:
        raise Lost(f"signing in as {account} answered {status}")
    return json.loads(answer)["token"]
