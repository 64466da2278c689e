"""What every receiver must do, as checks: each yields its name and whether it held."""

import base64
import hashlib
import json
import pathlib
import zlib

from hall import Hall, Outgoing, SUITE
from wire import Ed25519Suite, Stream, Unsound, acknowledgement, acknowledgements, unseal

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "WireVectors"


def enrolment(receiver, hall, generator):
    """Codes K1, K2 … are the receiver's."""
    yield "a wrong code is refused", hall.enrol("wrong")[0] == 403
    yield "an enrolment with a key of 31 bytes is refused, and spends no code", hall.enrol(
        "K1", publicKey=base64.b64encode(bytes(31)).decode())[0] == 400
    status, said = hall.enrol("K1")
    yield "a code enrols", status == 201 and said["kid"] == hall.suite.kid
    own = said["receiver"]
    yield "the receiver names its key and what it offers", (
        own["alg"] == "ed25519" and own["kid"] == hashlib.sha256(hall.receiver_key).hexdigest()[:16]
        and len(said["inc"]) == 16 and said["offers"]["comp"][0] == "deflate" and said["offers"]["maxBytes"] > 0)
    other = Hall("other", receiver.port, generator)
    yield "a used code is refused", other.enrol("K1")[0] == 403
    yield "slashes that JSON escapes are read", escaped(receiver, generator)
    before = hall.connection.sock
    hall.call("GET", "nothing")
    yield "the connection is kept", hall.connection.sock is before and before is not None


def escaped(receiver, generator):
    hall = Hall("slashes", receiver.port, generator)
    while b"/" not in base64.b64encode(hall.suite.public):
        hall.suite = Ed25519Suite(generator.randbytes(32))
    request = {"code": "K2", "hall": "slashes", "name": "甲/乙", "division": "119999", "alg": "ed25519",
               "publicKey": base64.b64encode(hall.suite.public).decode()}
    return hall.call("POST", "enrol", json.dumps(request).replace("/", "\\/"))[0] == 201


def taking(receiver, hall, generator):
    out = hall.stream().grow(40)
    status, (said,) = hall.send(out.batch(1, 0))
    yield "a hello of an unknown stream says hw 0 and h(0)", status == 200 and out.fits(said, "hello", 0)
    yield "a hello is under 500 bytes", len(out.batch(1, 0)) < 500
    status, (said,) = hall.send(out.batch(1, 5))
    yield "a batch is taken", status == 200 and out.fits(said, "ok", 5) and said["safe"] == 5
    status, (said,) = hall.send(out.batch(6, 9, comp="deflate"))
    yield "a compressed batch is taken", status == 200 and out.fits(said, "ok", 9)
    status, (said,) = hall.send(out.batch(6, 9, comp="deflate"))
    yield "a duplicate gets the present acknowledgement", status == 200 and out.fits(said, "ok", 9)
    status, (said,) = hall.send(out.batch(4, 12))
    yield "an overlap is compared and the rest is taken", status == 200 and out.fits(said, "ok", 12)
    status, (said,) = hall.send(out.batch(2, 3))
    yield "an old part is acknowledged at the present hw", status == 200 and out.fits(said, "ok", 12)
    status, (said,) = hall.send(out.batch(14, 15))
    yield "a gap is said, and nothing is taken", status == 409 and out.fits(said, "gap", 12)
    status, (said,) = hall.send(out.batch(13, 12))
    yield "a hello says what is held", status == 200 and out.fits(said, "hello", 12)
    status, said = hall.send(out.batch(13, 14), out.batch(15, 20, comp="deflate"), out.batch(21, 20))
    yield "several batches in one request, as many acknowledgements in their order", (
        status == 200 and len(said) == 3 and out.fits(said[0], "ok", 14) and out.fits(said[1], "ok", 20)
        and out.fits(said[2], "hello", 20))
    status, said = hall.send(out.batch(21, 22), out.batch(30, 31), out.batch(23, 24))
    yield "one that is refused among several: 409, the others are taken", (
        status == 409 and len(said) == 3 and out.fits(said[0], "ok", 22) and out.fits(said[1], "gap", 22)
        and out.fits(said[2], "ok", 24))
    status, (said,) = hall.send(out.batch(25, 26, later="1", more="x=y"))
    yield "later headers are under the signature and ignored", status == 200 and out.fits(said, "ok", 26)
    urgent = hall.stream(lane=1, epoch=out.stream.epoch).grow(2)
    status, (said,) = hall.send(urgent.batch(1, 2))
    yield "another lane is another stream", status == 200 and urgent.fits(said, "ok", 2)
    yield "(C3) what is held is read again byte for byte", hall.held(out.stream) == out.lines[:26]
    wanted = hall.stream().grow(1200)
    hall.send(wanted.batch(1, 1200, comp="deflate"))
    yield "(C3) and over more than one batch", hall.held(wanted.stream) == wanted.lines
    nobody = Stream(hall.code, "0" * 32, 2)
    yield "an unknown stream is empty", hall.held(nobody) == []


def refusing(receiver, hall, generator):
    out = hall.stream().grow(30)
    hall.send(out.batch(1, 10))

    def refused(name, sent, code, named=True):
        status, (said,) = hall.send(sent)
        fits = out.fits(said, code, 10) if named else (said["code"], said["hall"]) in [(code, ""), (code, hall.code)]
        still = hall.send(out.batch(11, 10))[1][0]
        return f"{name}: {code}", status == 409 and fits and out.fits(still, "hello", 10)

    sound = out.batch(11, 14)
    yield refused("a header altered after signing", sound.replace(b"\nto=14\n", b"\nto=13\n"), "bad-envelope")
    yield refused("a later header added after signing", sound.replace(
        b"alg=ed25519\n", b"alg=ed25519\nlater=1\n"), "bad-envelope")
    yield refused("another's signature", Outgoing(hall, out.stream).append(*out.lines).batch(
        11, 14, kid=Ed25519Suite(bytes(32)).kid), "bad-envelope")
    stranger = Hall(hall.code, receiver.port, generator)
    yield refused("a stranger's key under the hall's kid", Outgoing(stranger, out.stream).append(*out.lines).batch(
        11, 14, kid=hall.suite.kid), "bad-envelope")
    head, rest = sound.split(b"\n\n", 1)
    signature = base64.b64decode(rest.split(b"\n")[0])
    for name, text in {
        "the signature of zeros": base64.b64encode(bytes(64)),
        "a signature of 63 bytes": base64.b64encode(signature[:63]),
        "a signature without padding": base64.b64encode(signature).rstrip(b"="),
    }.items():
        changed = head + b"\n\n" + text + b"\n" + rest.split(b"\n", 1)[1]
        yield refused(name, changed, "bad-envelope", named=False)
    yield refused("another digest", out.batch(11, 14, digest="0" * 64), "bad-body")
    yield refused("a body altered on the way", sound[:-5] + b"!" + sound[-4:], "bad-body")
    yield refused("a body cut short", sound[:-5], "bad-body")
    plain = b"".join(one + b"\n" for one in out.lines[10:14])
    yield refused("a body without its last LF", out.batch(11, 14, body=plain[:-1]), "bad-body")
    yield refused("a line more than the header says", out.batch(
        11, 13, body=plain, head=out.heads[14].hex()), "bad-body")
    yield refused("a line less than the header says", out.batch(
        11, 14, body=plain[:plain.rindex(b"\n", 0, -1) + 1]), "bad-body")
    yield refused("another head", out.batch(11, 14, head="ab" * 32), "bad-body")
    yield refused("deflate that is none", out.batch(11, 14, comp_="deflate"), "bad-body")
    packed = zlib.compress(plain)
    for name, body in {"cut": packed[:-3], "with more behind it": packed + b"more"}.items():
        yield refused(f"deflate {name}", out.batch(11, 14, body=body, comp_="deflate"), "bad-body")
    bomb = zlib.compress(bytes(256 << 20), 9)
    yield refused("256 MiB out of 256 KiB of deflate", out.batch(11, 14, body=bomb, comp_="deflate"), "too-large")
    yield refused("more than 10,000 lines", out.batch(11, 14, to=10_011), "too-large")
    yield refused("a body above 8 MiB", out.batch(11, 14, body=bytes((8 << 20) + 1)), "too-large")
    for name, one in {
        "three fields": b"11999901-0000-8000-8000-000000000001\tcase:1\t{}",
        "five fields": b"11999901-0000-8000-8000-000000000001\tcase:1\t1\t{}\t{}",
        "a msgID that is no UUID": b"11999901\tcase:1\t1\t{}",
        "version 0": b"11999901-0000-8000-8000-000000000001\tcase:1\t0\t{}",
        "bytes that are not UTF-8": b"11999901-0000-8000-8000-000000000001\tcase:1\t1\t{\"a\":\"\xff\"}",
    }.items():
        wrong = Outgoing(hall, out.stream).append(*out.lines[:10], one)
        yield refused(f"a line with {name}", wrong.batch(11, 11), "bad-body")
    for name, changed in {
        "a number with a leading zero": {"from": "011"}, "a signed number": {"to": "+14"},
        "from 0": {"from": 0}, "to before from − 1": {"to": 9},
        "upper-case hex": {"prev": out.heads[10].hex().upper()},
        "a number beyond 64 bits": {"to": "9" * 30}, "a hall with a capital": {"hall": "Hall"}, "lane 4": {"lane": 4},
        "an unknown compression": {"comp_": "zstd"}, "another algorithm": {"alg": "sm2"},
        "a header of more than 8 KiB": {"later": "x" * 9000}, "a control character": {"later": "x\ry"},
        "a hello with a body": {"to": 10},
    }.items():
        yield refused(name, out.batch(11, 14, **changed), "bad-envelope", named=False)
    for name, change in {
        "headers in another order": lambda rows: rows[:3] + rows[5:3:-1] + rows[6:],
        "a header missing": lambda rows: rows[:-2] + rows[-1:], "CR LF": lambda rows: [row + "\r" for row in rows],
    }.items():
        yield refused(name, resealed(hall, sound, change), "bad-envelope", named=False)
    yield refused("no envelope at all", b"<html>please sign in</html>", "bad-envelope", named=False)
    yield refused("an empty request", b"", "bad-envelope", named=False)
    many = out.batch(11, 12, **{f"{first}{second}{third}": "" for first in "abcdefghij" for second in "abcdefghij"
                                for third in "abcdefghij"})
    status, (said,) = hall.send(many)
    yield "a thousand later headers are read", status == 200 and out.fits(said, "ok", 12)
    for length, code, hw in ((8193, "bad-envelope", 12), (8192, "ok", 14)):
        plain = len(out.batch(13, 14, later="").split(b"\n\n")[0]) + 2
        status, (said,) = hall.send(out.batch(13, 14, later="x" * (length - plain)))
        yield f"a header of {length} bytes: {code}", said["code"] == code and hall.send(
            out.batch(13, 12))[1][0]["hw"] == hw
    other = Hall("nobody", receiver.port, generator)
    other.receiver_key = hall.receiver_key
    unknown = other.stream().grow(2)
    status, (said,) = other.send(unknown.batch(1, 2))
    yield "an unknown hall is told so, signed", status == 409 and unknown.fits(said, "unknown-hall", 0)


def resealed(hall, sound, change):
    """The batch with its header lines changed, and signed again."""
    text, rest = sound.split(b"\n\n", 1)
    rows = text.decode().split("\n")
    text = "\n".join(rows[:1] + change(rows[1:])).encode() + b"\n\n"
    return text + base64.b64encode(hall.suite.sign(text)) + b"\n" + rest.split(b"\n", 1)[1]


def forks(receiver, hall, generator):
    out = hall.stream().grow(20)
    hall.send(out.batch(1, 10))
    before = receiver.quarantined()
    work = receiver.work()
    history = Outgoing(hall, out.stream).append(*out.lines[:6]).grow(14)
    for name, sent in {
        "(C5) other bytes under a known seq": history.batch(5, 10),
        "(C5) other bytes under a known seq, and new ones behind": history.batch(5, 14, comp="deflate"),
        "(C5) other bytes under the last seq alone": history.batch(10, 10, prev=out.heads[9].hex()),
        "(C5) prev that does not match": history.batch(11, 12),
        "(C5) a hello of another history": history.batch(11, 10),
    }.items():
        status, (said,) = hall.send(sent)
        yield f"{name}: fork, hw unchanged", status == 409 and out.fits(said, "fork", 10)
        yield f"{name}: its bytes are in quarantine", receiver.quarantined() - before == {sent}
        hall.send(sent)
        yield f"{name}: sent again, they are kept once", receiver.quarantined() - before == {sent}
        before = receiver.quarantined()
    yield "(C5) what was held is untouched", hall.held(out.stream) == out.lines[:10]
    yield "(C2) a fork makes no work", receiver.work() == work
    status, (said,) = hall.send(out.batch(11, 20))
    yield "the true history goes on", status == 200 and out.fits(said, "ok", 20)


def work_items(receiver, hall, generator):
    begun = len(receiver.work())
    out = hall.stream().grow(6)
    hall.send(out.batch(1, 6))
    messages = [one.split(b"\t")[0].decode() for one in out.lines]
    yield "one work item for each record, in their order", receiver.work()[begun:] == messages
    again = hall.stream().append(*out.lines[2:], hall.record())
    status, (said,) = hall.send(again.batch(1, 5))
    yield "(C2) re-issued under a new epoch: acknowledged", status == 200 and again.fits(said, "ok", 5)
    messages.append(again.lines[-1].split(b"\t")[0].decode())
    yield "(C2) and no second work item", receiver.work()[begun:] == messages
    twice = hall.stream().append(out.lines[0], out.lines[0])
    hall.send(twice.batch(1, 2))
    yield "(C2) nor for one that is twice in a batch", receiver.work()[begun:] == messages
    entity = f"case:119999{generator.randrange(10**12)}"
    second, third, first = (hall.record(entity, version) for version in (2, 3, 1))
    early = hall.stream().append(second, third, first)
    hall.send(early.batch(1, 2))
    yield "versions that come before an earlier one are parked", receiver.work()[begun:] == messages
    hall.send(early.batch(3, 3))
    yield "and taken when that one is here", set(receiver.work()[begun + len(messages):]) == {
        one.split(b"\t")[0].decode() for one in (first, second, third)}


def downlink(receiver, hall, generator):
    status, body = hall.call("GET", f"downlink/{hall.code}/1?after=0")
    names = ["hall", "epoch", "lane", "from", "to"]
    headers, _ = unseal(SUITE, hall.receiver_key, "YZB1", names, body)
    yield "the downlink is an empty batch, signed", status == 200 and (headers["from"], headers["to"]) == ("1", "0")
    stream = Stream(hall.code, headers["epoch"], 1)
    time, head = "2026-11-20T09:31:05+08:00", stream.start(SUITE.digest)
    said = acknowledgement(hall.suite, "ok", stream, 0, head, "0" * 16, time)
    yield "the hall's acknowledgement of it is taken", hall.call("POST", "acks", said + said)[0] in (200, 204)
    yield "an altered one is not", hall.call("POST", "acks", said.replace(b"hw=0", b"hw=1"))[0] == 400
    own = Outgoing(hall, stream).grow(1)
    status, (said,) = hall.send(own.batch(1, 1))
    yield "a hall cannot write into the receiver's own stream", status == 409 and said["code"] == "bad-envelope"


def blobs(receiver, hall, generator):
    chunks = [generator.randbytes(16384) for _ in range(10)] + [generator.randbytes(99)]
    digest = hashlib.sha256(b"".join(chunks)).hexdigest()
    yield "of an unknown blob nothing is there", hall.call("GET", f"blobs/{digest}") == (200, b"")
    order = list(range(len(chunks)))
    generator.shuffle(order)
    for number in order[:6] + order[:2]:
        status, _ = hall.call("PUT", f"blobs/{digest}/{number}", chunks[number])
    bits = sum(1 << number for number in order[:6])
    status, body = hall.call("GET", f"blobs/{digest}")
    yield "chunks come in any order, twice too, and the bitmap has them", (
        status == 200 and int.from_bytes(body, "little") == bits)
    yield "nothing is given out before it is whole", hall.call("GET", f"blobs/{digest}/{order[0]}")[0] == 404
    for number in order[6:]:
        hall.call("PUT", f"blobs/{digest}/{number}", b"wrong" if number == order[-1] else chunks[number])
    hall.call("GET", f"blobs/{digest}")
    yield "all are there, one is wrong: it does not count", hall.call("GET", f"blobs/{digest}/{order[0]}")[0] == 404
    hall.call("PUT", f"blobs/{digest}/{order[-1]}", chunks[order[-1]])
    receiver.kill()
    receiver.start()
    status, body = hall.call("GET", f"blobs/{digest}") if not hall.hang_up() else None
    yield "after a kill the bitmap is full", int.from_bytes(body, "little") == (1 << len(chunks)) - 1
    hall.call("PUT", f"blobs/{digest}/0", b"later")
    given = b"".join(hall.call("GET", f"blobs/{digest}/{number}")[1] for number in range(len(chunks)))
    yield "verified whole, it is given out and never changed", hashlib.sha256(given).hexdigest() == digest
    large = hall.call("PUT", f"blobs/{digest}/1", bytes((256 << 10) + 1))[0]
    yield "a chunk above 256 KiB is refused", large == 413
    yield from words(hall, generator)


def words(hall, generator):
    """What a hall hears that says whose attachment it is and how it is cut."""
    chunks = [generator.randbytes(16384) for _ in range(9)] + [generator.randbytes(7)]
    size, digest = sum(map(len, chunks)), hashlib.sha256(b"".join(chunks)).hexdigest()
    about = {"Yizhan-Blob": f"{hall.code} {size} 16384"}

    def said(method, path, body=None):
        status, data = hall.call(method, f"blobs/{digest}{path}", body, about)
        names = ["hall", "digest", "size", "chunk", "bits", "inc", "time", "kid", "alg"]
        word, _ = unseal(SUITE, hall.receiver_key, "YZD1", names, data)
        fits = (word["hall"], word["digest"], word["size"], word["chunk"]) == (hall.code, digest, str(size), "16384")
        bits = int.from_bytes(base64.b64decode(word["bits"], validate=True), "little")
        return bits if status == 200 and fits else None

    yield "(C9) of an unknown attachment a signed word says that nothing is there", said("GET", "") == 0
    held = [said("PUT", f"/{number}", chunks[number]) for number in (3, 0, 9)]
    yield "(C9) each chunk is answered by a word", held == [8, 9, 521]
    for number in range(1, 9):
        last = said("PUT", f"/{number}", b"wrong" if number == 8 else chunks[number])
    yield "what makes up something else is dropped", last == 0 and said("GET", "") == 0
    for number, chunk in enumerate(chunks):
        last = said("PUT", f"/{number}", chunk)
    yield "and sent again it is whole", last == (1 << 10) - 1 and hall.call("GET", f"blobs/{digest}/9") == (200, chunks[9])
    yield "a word that says nothing sensible is refused", hall.call(
        "GET", f"blobs/{digest}", None, {"Yizhan-Blob": "?"})[0] == 400


def vectors(receiver, hall, generator):
    """The committed bytes; the receiver has not met them before."""
    about = json.loads((VECTORS / "vectors.json").read_text())
    keys = {name: base64.b64decode(key["publicKey"]) for name, key in about["keys"].items()}
    test = Hall("chengguan", receiver.port, generator, seed=bytes.fromhex(about["keys"]["hall"]["seed"]))
    yield "the vectors' hall enrols", test.enrol("K3")[0] == 201 and test.suite.public == keys["hall"]
    lines = []
    for name in ("hello.yzb1", "plain.yzb1", "deflate.yzb1", "two.yzb1", "plain.yzb1"):
        parts = about["files"][name]["batches"]
        status, said = test.send((VECTORS / name).read_bytes())
        if parts[0]["from"] == len(lines) + 1:
            lines += [one for part in parts for one in part["lines"]]
        right = len(said) == len(parts) and all(
            one["code"] == ("ok" if part["lines"] else "hello") for one, part in zip(said, parts))
        last = max(said[-1]["hw"], 0)
        yield f"{name} is taken as vectors.json says", status == 200 and right and last == len(lines) and (
            last != parts[-1]["to"] or said[-1]["chain"] == parts[-1]["head"])
    stream = Stream("chengguan", about["files"]["hello.yzb1"]["epoch"], 2)
    yield "their lines are read again byte for byte", test.held(stream) == [one.encode() for one in lines]
    status, (said,) = test.send((VECTORS / "sm.yzb1").read_bytes())
    yield "sm.yzb1, a suite that was not offered: bad-envelope", status == 409 and said["code"] == "bad-envelope"
    status, (said,) = test.send((VECTORS / "sealed.yzb1").read_bytes())
    yield "sealed.yzb1, for a reader who is not here: bad-body", status == 409 and said["code"] == "bad-body"
    for name in ("ok.yza1", "gap.yza1", "fork.yza1"):
        (said,) = acknowledgements(SUITE, keys["receiver"], (VECTORS / name).read_bytes())
        wanted = about["files"][name]
        yield f"{name} reads as vectors.json says", all(said[part] == wanted[part] for part in (
            "code", "hall", "epoch", "hw", "chain", "safe", "inc", "time"))


ALL = (enrolment, taking, refusing, forks, work_items, downlink, blobs, vectors)
