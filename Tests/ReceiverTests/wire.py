"""The channel's bytes as a hall writes and reads them: lines, chains, batches `YZB1`, acknowledgements `YZA1`."""

import base64
import dataclasses
import hashlib
import json
import re
import zlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


class Unsound(Exception):
    """Bytes that are not what they should be; says what."""


class Ed25519Suite:
    """Ed25519 with SHA-256. Another suite has the same members."""
    name = "ed25519"

    def __init__(self, seed):
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @staticmethod
    def digest(data):
        return hashlib.sha256(data).digest()

    def sign(self, data):
        return self.key.sign(data)

    @staticmethod
    def holds(public, signature, data):
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
        except (InvalidSignature, ValueError):
            return False
        return True

    @property
    def kid(self):
        return self.digest(self.public).hex()[:16]


@dataclasses.dataclass(frozen=True)
class Stream:
    hall: str
    epoch: str
    lane: int

    def start(self, digest):
        return digest(f"YZ0|{self.hall}|{self.epoch}|{self.lane}".encode())


def line(message, entity, version, content):
    """`msgID TAB entity TAB version TAB json`, without its LF."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"{message}\t{entity}\t{version}\t{text}".encode()


def chain(suite, head, lines):
    for one in lines:
        head = suite.digest(head + suite.digest(one))
    return head


def batch(suite, stream, first, lines, prev, comp="none", changed=None, seal=None):
    """The bytes of a batch; `changed` puts another value under a header (or its `body`) before it is signed.

    `seal` names a way to seal the body and does it.
    """
    changed = dict(changed or {})
    body = changed.pop("body", b"".join(one + b"\n" for one in lines))
    if comp == "deflate":
        body = zlib.compress(body, 9)
    if seal:
        body = seal[1](body)
    headers = {
        "hall": stream.hall, "epoch": stream.epoch, "lane": stream.lane, "from": first,
        "to": first + len(lines) - 1, "prev": prev.hex(), "head": chain(suite, prev, lines).hex(),
        "comp": comp, "size": len(body), "digest": suite.digest(body).hex(), "kid": suite.kid, "alg": suite.name,
    }
    if seal:
        headers["enc"] = seal[0]
    return sealed(suite, "YZB1", headers | changed) + body


def acknowledgement(suite, code, stream, hw, head, inc, time):
    return sealed(suite, "YZA1", {
        "code": code, "hall": stream.hall, "epoch": stream.epoch, "lane": stream.lane, "hw": hw,
        "chain": head.hex(), "safe": hw, "inc": inc, "time": time, "kid": suite.kid, "alg": suite.name})


def sealed(suite, magic, headers):
    text = "".join([f"{magic}\n", *(f"{name}={value}\n" for name, value in headers.items()), "\n"]).encode()
    return text + base64.b64encode(suite.sign(text)) + b"\n"


def unseal(suite, public, magic, names, data):
    """The headers of the envelope at the beginning of `data` and its length; it must be signed by `public`."""
    found = re.match(rb"(%s\n(?:[a-z]+=[^\n]*\n)+\n)([A-Za-z0-9+/]+=*)\n" % magic.encode(), data)
    if not found:
        raise Unsound(f"no {magic} in {data[:60]!r}")
    headers = dict(row.split("=", 1) for row in found[1].decode().split("\n")[1:-2])
    if list(headers)[:len(names)] != names:
        raise Unsound(f"the headers are {list(headers)}")
    if not suite.holds(public, base64.b64decode(found[2], validate=True), found[1]):
        raise Unsound("the signature does not hold")
    return headers, found.end()


def acknowledgements(suite, public, data):
    """Every acknowledgement in `data`, verified; each as its headers with numbers made numbers."""
    names = ["code", "hall", "epoch", "lane", "hw", "chain", "safe", "inc", "time", "kid", "alg"]
    found = []
    while data:
        headers, length = unseal(suite, public, "YZA1", names, data)
        headers["hw"], headers["safe"] = int(headers["hw"]), int(headers["safe"])
        if not re.fullmatch("[0-9a-f]{16}", headers["inc"]):
            raise Unsound("inc is not 16 hex digits")
        if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", headers["time"]):
            raise Unsound(f"time is {headers['time']}")
        found.append(headers)
        data = data[length:]
    return found


def lines_of(suite, public, stream, prev, data):
    """The lines of the batch at the beginning of `data`, verified against the chain; and the chain's new head."""
    names = ["hall", "epoch", "lane", "from", "to", "prev", "head", "comp", "size", "digest", "kid", "alg"]
    headers, length = unseal(suite, public, "YZB1", names, data)
    body = data[length:]
    if (headers["hall"], headers["epoch"], headers["lane"]) != (stream.hall, stream.epoch, str(stream.lane)):
        raise Unsound("another stream came back")
    if int(headers["size"]) != len(body) or suite.digest(body).hex() != headers["digest"]:
        raise Unsound("size or digest of the body is wrong")
    plain = zlib.decompress(body) if headers["comp"] == "deflate" else body
    lines = plain.split(b"\n")
    if lines.pop() or len(lines) != int(headers["to"]) - int(headers["from"]) + 1:
        raise Unsound("not as many lines as the header says")
    if headers["prev"] != prev.hex() or chain(suite, prev, lines).hex() != headers["head"]:
        raise Unsound("the chain does not lead from prev to head")
    return headers, lines
