"""What the fuzzer cannot try: a stream that does not end, and the end of a session."""

import http.client
import json
import re
import time
import urllib.parse

from hall_client import HallClient, Lost


def single_tries(hall, leaving):
    """Yields each try's name, and what was wrong or None."""
    for name, act in (
            ("the event stream begins with a preamble, a retry time and the board", stream_begins),
            ("the event stream beats at least every six seconds", stream_beats),
            ("the event stream takes up after the last event seen", stream_resumes),
            ("a method that no route has is refused with a sentence of its own", unknown_method),
            ("the document is OpenAPI 3.1 and names every answer's shape", document)):
        yield name, tried(act, hall)
    yield "signing out ends the session", tried(signs_out, hall, leaving)


def tried(act, *arguments):
    try:
        return act(*arguments)
    except (Lost, OSError, http.client.HTTPException, AssertionError) as fault:
        return f"{type(fault).__name__}: {fault}"


class Stream:
    """The events of the hall as they come."""

    def __init__(self, hall, query="", headers=None):
        address = urllib.parse.urlsplit(hall.url).netloc
        self.connection = http.client.HTTPConnection(address, timeout=7)
        path = f"/api/v1/halls/chengguan/events{query}"
        self.connection.request("GET", path, headers=headers or {})
        self.response = self.connection.getresponse()
        self.preamble = 0
        self.retry = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.connection.close()

    def next(self):
        """The next event as a dictionary of its fields; comments are measured and dropped."""
        event = {}
        while True:
            line = self.response.readline().decode("utf-8").rstrip("\n")
            if line.startswith(":"):
                self.preamble += len(line)
            elif line.startswith("retry:"):
                self.retry = int(line[6:])
            elif line:
                name, _, value = line.partition(":")
                event[name] = value.strip()
            elif event:
                return event


def stream_begins(hall):
    with Stream(hall) as stream:
        assert stream.response.status == 200, stream.response.status
        kind = stream.response.headers["Content-Type"]
        assert kind.startswith("text/event-stream"), kind
        event = stream.next()
        assert stream.preamble >= 2000, f"a preamble of {stream.preamble} bytes"
        assert stream.retry == 2000, f"retry {stream.retry}"
        assert event["event"] == "board" and int(event["id"]) > 0, event
        assert json.loads(event["data"])["hall"] == "chengguan", event


def stream_beats(hall):
    with Stream(hall) as stream:
        end = time.monotonic() + 7
        while time.monotonic() < end:
            if stream.next()["event"] == "heartbeat":
                return
        raise AssertionError("no heartbeat in seven seconds")


def stream_resumes(hall):
    for query, headers in (("?last=1", {}), ("", {"Last-Event-ID": "1"})):
        with Stream(hall, query, headers) as stream:
            events = [stream.next()]
            while events[-1]["event"] != "board":
                events.append(stream.next())
        calls = [json.loads(event["data"])["event"] for event in events[:-1]]
        assert calls, "no missed call was sent"
        assert calls == sorted(set(calls)), f"not in order: {calls}"


def unknown_method(hall):
    client = HallClient(hall.url)
    status, answer = client.ask("TRACE", "/healthz")
    client.close()
    problem = json.loads(answer)
    assert status == 501 and problem["code"] == "not-implemented", (status, problem)


def document(hall):
    client = HallClient(hall.url)
    status, answer = client.ask("GET", "/api/openapi.json")
    client.close()
    description = json.loads(answer)
    assert status == 200 and description["openapi"].startswith("3.1"), status
    operations = [
        operation for path in description["paths"].values() for operation in path.values()]
    assert len(operations) > 20, len(operations)
    for operation in operations:
        for code, response in operation["responses"].items():
            assert code in ("204", "304") or "content" in response, (operation["operationId"], code)


def signs_out(hall, token):
    client = HallClient(hall.url, token)
    status, _ = client.ask("DELETE", "/api/v1/session")
    assert status == 204, status
    status, _ = client.ask("GET", f"{client.base}/windows")
    client.close()
    assert status == 401, f"the token is still good: {status}"


def too_few_right_answers(hall):
    """A run that met refusals alone proves little."""
    client = HallClient(hall.url)
    _, answer = client.ask("GET", "/metrics")
    client.close()
    counts = dict(re.findall(r'responses_total\{status="(\d+)"\} (\d+)', answer.decode()))
    wanted = {"200": 300, "201": 30, "409": 30, "422": 30}
    few = {code: counts.get(code, "0") for code, least in wanted.items()
           if int(counts.get(code, "0")) < least}
    return f"only {few}" if few else None
