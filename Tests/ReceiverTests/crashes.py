"""Kills and full disks: nothing that was acknowledged may be lost, nothing refused may be there."""

import http.client
import threading
import time

from hall import Hall
from receivers import NotServing
from wire import Unsound


def crashes(receiver, hall, generator, kills):
    """Kills at random moments under load; every fifth time the next start is killed as well."""
    out = hall.stream()
    acknowledged, faults, counts = 0, [], {"requests": 0, "early": 0, "beyond": 0}
    inc = hall.send(out.batch(1, 0))[1][0]["inc"]
    for kill in range(kills):
        moment = threading.Timer(generator.uniform(0.005, 0.25), receiver.process.kill)
        moment.start()
        try:
            while True:
                first = acknowledged + 1
                last = len(out.grow(generator.randrange(1, 25)).lines)
                middle = generator.randrange(first, last + 1)
                parts = [out.batch(first, middle, comp="deflate")]
                if middle < last:
                    parts.append(out.batch(middle + 1, last))
                status, said = hall.send(*parts)
                if status != 200 or not out.fits(said[-1], "ok", last):
                    faults.append(f"status {status} under load")
                acknowledged = last
                counts["requests"] += 1
        except (OSError, http.client.HTTPException, Unsound):
            hall.hang_up()
        moment.join()
        receiver.kill()
        if kill % 5 == 4:
            receiver.start(wait=False)
            time.sleep(generator.uniform(0.05, 0.6))
            receiver.kill()
            counts["early"] += 1
        receiver.start()
        said = hall.send(out.batch(1, 0))[1][0]
        if said["hw"] < acknowledged:
            faults.append(f"acknowledged {acknowledged}, held {said['hw']}")
        elif not out.fits(said, "hello", said["hw"]):
            faults.append(f"another chain at {said['hw']}")
        if said["inc"] != inc:
            faults.append("another inc")
        counts["beyond"] += said["hw"] > acknowledged
        acknowledged = said["hw"]
    held = hall.held(out.stream)
    messages = [one.split(b"\t")[0].decode() for one in out.lines[:acknowledged]]
    mine = set(messages)
    work = [one for one in receiver.work() if one in mine]
    told = (f"{kills} kills under load and {counts['early']} while starting, {counts['requests']} requests,"
            f" {acknowledged} records, {counts['beyond']} times more was held than acknowledged")
    yield f"(C4) {told}: nothing acknowledged is lost{': ' + faults[0] if faults else ''}", (
        not faults and acknowledged > kills)
    yield "(C3) and what is held is the stream, byte for byte", held == out.lines[:acknowledged]
    yield "(C2) and each record is one work item", work == messages


def full_disk(receiver, hall, generator):
    """Files cannot grow beyond a size: what a full disk is to a program."""
    out = hall.stream()
    hall.send(out.batch(1, 0))
    receiver.kill()
    hall.hang_up()
    largest = max(path.stat().st_size for path in receiver.folder.rglob("*") if path.is_file())
    receiver.start(file_limit=largest + (400 << 10))
    acknowledged, status, said = 0, 200, []
    while status == 200 and acknowledged < 20_000:
        last = len(out.grow(100).lines)
        status, said = hall.send(out.batch(acknowledged + 1, last))
        if status == 200:
            acknowledged = last
    yield "(C10) a full disk is a 503 without acknowledgement", status == 503 and not said
    again = hall.send(out.batch(acknowledged + 1, len(out.lines)))
    yield "(C10) and again, as long as it is full", again == (503, [])
    try:
        said = hall.send(out.batch(1, 0))[1]
        yield "(C10) nothing has changed", bool(said) and out.fits(said[0], "hello", acknowledged)
    except (OSError, http.client.HTTPException):
        yield "(C10) nothing has changed", False
    receiver.kill()
    hall.hang_up()
    receiver.start()
    (said,) = hall.send(out.batch(1, 0))[1]
    yield "(C10) nor after a start with room", out.fits(said, "hello", acknowledged)
    status, (said,) = hall.send(out.batch(acknowledged + 1, len(out.lines)))
    yield "(C10) and then it is taken", status == 200 and out.fits(said, "ok", len(out.lines))
    work = receiver.work()
    yield "(C2) no record of it is missing in the work, none is twice", len(work) == len(set(work)) and {
        one.split(b"\t")[0].decode() for one in out.lines} <= set(work)


def restarts(receiver, hall, generator):
    out = hall.stream().grow(3)
    inc = hall.send(out.batch(1, 3))[1][0]["inc"]
    receiver.kill()
    hall.hang_up()
    receiver.start()
    (said,) = hall.send(out.batch(4, 3))[1]
    yield "a restart finds hw, chain and inc again", out.fits(said, "hello", 3) and said["inc"] == inc
    yield "a used code stays used", Hall("third", receiver.port, generator).enrol("K1")[0] == 403
    receiver.kill()
    hall.hang_up()
    receiver.start("--restored")
    (said,) = hall.send(out.batch(4, 3))[1]
    yield "after a restore the incarnation is another, the key the same", (
        out.fits(said, "hello", 3) and said["inc"] != inc)


def torn_tail(receiver, hall, generator):
    """Only where there is a journal: half a record at its end, as a crash leaves it, then damage within."""
    journal = receiver.folder / "journal"
    if not journal.exists():
        return
    out = hall.stream().grow(6)
    hall.send(out.batch(1, 3))
    sound = journal.stat().st_size
    hall.send(out.batch(4, 6))
    receiver.kill()
    hall.hang_up()
    with open(journal, "r+b") as file:
        file.truncate(generator.randrange(sound + 1, journal.stat().st_size))
    receiver.start()
    (said,) = hall.send(out.batch(1, 0))[1]
    yield "a torn tail is cut off", out.fits(said, "hello", 3)
    status, (said,) = hall.send(out.batch(4, 6))
    yield "and written anew", status == 200 and out.fits(said, "ok", 6)
    receiver.kill()
    hall.hang_up()
    whole = journal.read_bytes()
    with open(journal, "r+b") as file:
        file.seek(sound // 2)
        file.write(bytes([whole[sound // 2] ^ 1]))
    try:
        receiver.start()
        yield "damage within is not taken for a torn tail", False
    except NotServing:
        yield "damage within is not taken for a torn tail", True
    receiver.kill()
    journal.write_bytes(whole)
    receiver.start()
