"""What must hold after every restart, and what was found."""

import collections
import concurrent.futures
import json

from hall_client import HallClient, Lost


class Findings:
    """Named checks; one holds when it was looked at and nothing was found against it."""

    def __init__(self):
        self.looked = collections.Counter()
        self.faults = collections.defaultdict(list)

    def check(self, name, fault=None):
        self.looked[name] += 1
        if fault:
            self.faults[name].append(fault)

    def report(self, write):
        """Writes one line for each check; returns how many held and how many did not."""
        for name, count in self.looked.items():
            faults = self.faults[name]
            write(f"{'FAILED' if faults else 'held'}: {name} ({count} looked at)")
            for fault in faults[:5]:
                write(f"    {fault}")
            if len(faults) > 5:
                write(f"    and {len(faults) - 5} more")
        failed = sum(1 for name in self.looked if self.faults[name])
        return len(self.looked) - failed, failed


ANSWERED = "an answered number is there after the restart, and is the same"
REPEATED = "the same key gives the same bytes after the restart"
LOST = "a request whose answer was lost has one number for its key"
UNIQUE = "no number twice in a line and day"
UNBROKEN = "the numbers of a line have no gap"
WINDOW = "a window holds what the last answer said, or what the lost act made of it"
APART = "no ticket at two windows"
ENDED = "a ticket that was finished or missed stays so"


class Register:
    """Every number that was ever answered."""

    def __init__(self, findings):
        self.findings = findings
        self.by_number = {}
        self.tickets = {}

    def note(self, taking):
        ticket = json.loads(taking.answer)
        place = (ticket["businessDay"], ticket["line"], ticket["number"])
        holder = self.by_number.setdefault(place, ticket["id"])
        fault = None
        if holder != ticket["id"]:
            fault = f"{place}: {holder} and {ticket['id']}"
        self.findings.check(UNIQUE, fault)
        self.tickets[ticket["id"]] = (place, taking)

    def check_unbroken(self):
        highest = collections.defaultdict(set)
        for day, line, number in self.by_number:
            highest[day, line].add(int(number[1:]))
        for (day, line), numbers in highest.items():
            gaps = sorted(set(range(1, max(numbers) + 1)) - numbers)
            self.findings.check(
                UNBROKEN, f"{line} on {day} lacks {gaps[:10]}" if gaps else None)


class Inspector:
    """Asks the restarted server about everything that it said before the kill."""

    def __init__(self, url, token, findings, register, hands=8):
        self.url = url
        self.token = token
        self.findings = findings
        self.register = register
        self.hands = hands

    def inspect(self, takings):
        """Repeats each request; asks for each ticket."""
        self._share(takings, self._inspect_one)

    def read_again(self, takings):
        """Asks for each ticket without repeating the request."""
        self._share(takings, self._read_one)

    def inspect_ended(self, ended):
        self._share(list(ended.items()), self._inspect_ended)

    def _share(self, items, act):
        if not items:
            return
        parts = [items[start::self.hands] for start in range(min(self.hands, len(items)))]
        with concurrent.futures.ThreadPoolExecutor(len(parts)) as pool:
            list(pool.map(lambda part: self._walk(part, act), parts))

    def _walk(self, part, act):
        client = HallClient(self.url, self.token)
        for item in part:
            try:
                act(client, item)
            except Lost as lost:
                self.findings.check("the restarted server answers", str(lost))
        client.close()

    def _inspect_one(self, client, taking):
        status, answer = client.take(taking.request, taking.key)
        if taking.answer is None:
            self._settle_lost(client, taking, status, answer)
        else:
            same = status == 201 and answer == taking.answer
            self.findings.check(
                REPEATED, None if same else f"{taking.key}: {taking.answer!r} then {answer!r}")
        self._read_one(client, taking)

    def _settle_lost(self, client, taking, status, first):
        again_status, again = client.take(taking.request, taking.key)
        fault = None
        if (status, again_status) != (201, 201) or first != again:
            fault = f"{taking.key}: {status} {first!r} then {again_status} {again!r}"
        self.findings.check(LOST, fault)
        if status == 201:
            taking.answer = first

    def _read_one(self, client, taking):
        if taking.answer is None:
            return
        told = json.loads(taking.answer)
        status, answer = client.ticket(told["id"])
        fault = f"{told['number']}: {status}" if status != 200 else None
        if not fault:
            shown = json.loads(answer)
            for field in ("number", "businessDay", "issuedAt", "shortCode"):
                if shown[field] != told[field]:
                    fault = f"{told['id']}: {field} {told[field]} became {shown[field]}"
        self.findings.check(ANSWERED, fault)

    def _inspect_ended(self, client, item):
        ticket, state = item
        status, answer = client.ticket(ticket)
        shown = json.loads(answer)["state"] if status == 200 else status
        self.findings.check(ENDED, None if shown == state else f"{ticket}: {state}, now {shown}")
