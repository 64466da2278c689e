"""What people do in the hall while the plug is pulled: kiosks give out numbers, clerks call them."""

import json
import threading

from hall_client import HallClient, Lost

LINES = "ABCD"
PRIORITIES = (None, None, None, "elderly", "disabled")


class Taking:
    """One request for a number, and all that was ever answered to it."""

    def __init__(self, key, request):
        self.key = key
        self.request = request
        self.answer = None
        self.was_lost = False


class Kiosk:
    """Takes numbers one after another until the server is gone."""

    def __init__(self, index, token, generator):
        self.index = index
        self.token = token
        self.generator = generator
        self.count = 0
        self.takings = []
        self.refusals = []

    def run(self, url, stopped):
        client = HallClient(url, self.token)
        while not stopped.is_set():
            taking = self.next_taking()
            self.takings.append(taking)
            try:
                status, answer = client.take(taking.request, taking.key)
            except Lost:
                taking.was_lost = True
                break
            if status == 201:
                taking.answer = answer
            else:
                self.refusals.append(f"kiosk {self.index}: {status} {answer[:200]!r}")
                taking.was_lost = True
        client.close()

    def next_taking(self):
        self.count += 1
        request = {"line": self.generator.choice(LINES)}
        priority = self.generator.choice(PRIORITIES)
        if priority:
            request["priority"] = {"reason": priority}
        return Taking(f"{self.index}-{self.count}", json.dumps(request))


class Clerk:
    """Calls, finishes, misses and transfers at one window.

    `holds` is the ticket that the last answer put at the window; `asked` is the act whose answer has not
    come. After a kill the window must show `holds`, or what `asked` would have made of it.
    """

    FINAL = {"finish": "done", "miss": "missed"}

    def __init__(self, window, token, generator):
        self.window = window
        self.token = token
        self.generator = generator
        self.holds = None
        self.asked = None
        self.acts = 0
        self.ended = {}
        self.refusals = []

    def run(self, url, stopped):
        client = HallClient(url, self.token)
        while not stopped.is_set():
            try:
                self.step(client)
            except Lost:
                break
        client.close()

    def step(self, client):
        name, body = self.choose()
        self.asked = name
        status, answer = client.act(self.window, name, body)
        self.asked = None
        if status == 204:
            return
        if status != 200:
            self.refusals.append(f"window {self.window}: {name} {status} {answer[:200]!r}")
            self.look(client)
            return
        self.acts += 1
        ticket = json.loads(answer)["id"]
        if name in self.FINAL:
            self.ended[ticket] = self.FINAL[name]
        self.holds = None if name in ("finish", "miss", "transfer") else ticket

    def choose(self):
        if self.holds is None:
            return "next", None
        name = self.generator.choice(("finish", "finish", "finish", "miss", "transfer"))
        if name == "finish":
            return name, {"outcome": "served"}
        if name == "transfer":
            return name, {"line": self.generator.choice(LINES), "keepPlace": True}
        return name, None

    def look(self, client):
        """Takes what the window holds from the server."""
        ticket = client.windows()[self.window].get("ticket")
        self.holds = ticket["id"] if ticket else None

    def outcomes(self):
        """What the window may hold after a kill; None in the set stands for nothing."""
        if self.asked is None:
            return {self.holds}
        return {self.holds, None}

    def settle(self, window):
        """Compares the window after a restart with the last answers; returns a fault or None."""
        shown = window.get("ticket")
        shown = shown["id"] if shown else None
        fault = None
        called = self.asked == "next" and self.holds is None
        if not called and shown not in self.outcomes():
            fault = f"window {self.window} held {self.holds}, then {self.asked}; now {shown}"
        if window["state"] != "open":
            fault = f"window {self.window} was open and is {window['state']}"
        self.holds, self.asked = shown, None
        return fault


def work(people, url, until):
    """Lets everybody work until `until` has been called; returns when all have stopped."""
    stopped = threading.Event()
    threads = [
        threading.Thread(target=person.run, args=(url, stopped), daemon=True)
        for person in people
    ]
    for thread in threads:
        thread.start()
    until()
    stopped.set()
    for thread in threads:
        thread.join(30)
