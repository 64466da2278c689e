"""A hall as a receiver meets it: enrols, sends batches, believes only signed acknowledgements."""

import base64
import http.client
import json
import uuid

from wire import Ed25519Suite, Stream, Unsound, acknowledgements, batch, chain, line, lines_of

DIVISION = "119999100202"
SUITE = Ed25519Suite


class Hall:
    """Its key, and what it knows of the receiver."""

    def __init__(self, code, port, generator, seed=None):
        self.code, self.port, self.generator = code, port, generator
        self.suite = Ed25519Suite(seed or generator.randbytes(32))
        self.receiver_key = None
        self.connection = None

    def call(self, method, path, body=None, headers={}):
        """Status and body, over a connection that is kept."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            self.connection.request(method, f"/channel/v1/{path}", body, headers)
            answer = self.connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            self.hang_up()
            raise

    def hang_up(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def enrol(self, once, **changed):
        request = {
            "code": once, "hall": self.code, "name": "测试大厅", "division": DIVISION, "alg": "ed25519",
            "publicKey": base64.b64encode(self.suite.public).decode()}
        status, body = self.call("POST", "enrol", json.dumps(request | changed))
        if status != 201:
            return status, None
        said = json.loads(body)
        self.receiver_key = base64.b64decode(said["receiver"]["publicKey"], validate=True)
        return status, said

    def send(self, *batches):
        """Status and acknowledgements, verified; a 5xx has none."""
        status, body = self.call("POST", "batches", b"".join(batches))
        return status, acknowledgements(SUITE, self.receiver_key, body) if body else []

    def stream(self, lane=2, epoch=None):
        return Outgoing(self, Stream(self.code, epoch or self.generator.randbytes(16).hex(), lane))

    def held(self, stream, path=None):
        """Every line that the receiver gives out of a stream, verified."""
        lines, head = [], stream.start(SUITE.digest)
        while True:
            asked = path or f"streams/{stream.hall}/{stream.epoch}/{stream.lane}"
            status, body = self.call("GET", f"{asked}?after={len(lines)}")
            if status != 200:
                raise Unsound(f"status {status}")
            headers, more = lines_of(SUITE, self.receiver_key, stream, head, body)
            if int(headers["from"]) != len(lines) + 1:
                raise Unsound(f"asked after {len(lines)}, came {headers['from']}")
            if not more:
                return lines
            lines, head = lines + more, chain(SUITE, head, more)

    def record(self, entity=None, version=1, message=None):
        """A synthetic record of a few hundred bytes."""
        message = message or str(uuid.UUID(bytes=self.generator.randbytes(16), version=4))
        entity = entity or f"case:{DIVISION}{self.generator.randrange(10**15):015d}"
        return line(message, entity, version, {
            "kind": "case.accepted", "item": "个体工商户设立登记", "applicant": "测试甲",
            "note": "请补正材料" * self.generator.randrange(1, 30)})


class Outgoing:
    """A stream as the hall keeps it: its lines and h(0), h(1), …"""

    def __init__(self, hall, stream):
        self.hall, self.stream = hall, stream
        self.lines, self.heads = [], [stream.start(SUITE.digest)]

    def append(self, *lines):
        for one in lines:
            self.lines.append(one)
            self.heads.append(chain(SUITE, self.heads[-1], [one]))
        return self

    def grow(self, count):
        return self.append(*(self.hall.record() for _ in range(count)))

    def batch(self, first, last, comp="none", **changed):
        """The lines first … last as a batch; see `wire.batch` for what may be changed (`comp` as `comp_`)."""
        changed = {name.rstrip("_"): value for name, value in changed.items()}
        return batch(
            self.hall.suite, self.stream, first, self.lines[first - 1:last], self.heads[first - 1], comp, changed)

    def fits(self, said, code, hw):
        """Whether an acknowledgement says this code about this stream, with this hw and its chain."""
        return (said["code"], said["hall"], said["epoch"], said["lane"], said["hw"], said["chain"]) == (
            code, self.stream.hall, self.stream.epoch, str(self.stream.lane), hw, self.heads[hw].hex())
