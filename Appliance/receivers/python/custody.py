"""What a receiver of Yizhan's channel must get right: streams taken into custody, and signed for.

C2 one work item per msgID. C3 a stream is a contiguous prefix, byte for byte. C4 commit, only then sign. C5 other
bytes under a known seq are a fork, and both are kept. C10 a write error gives no acknowledgement and no change.
"""
import base64, contextlib, datetime, hashlib, pathlib, re, secrets, sqlite3, threading, zlib
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

HEADER, SIZE, INFLATED, LINES = 8192, 8 << 20, 64 << 20, 10_000  # at most, in bytes and lines
HALL, EPOCH, LANE, N, HEX = "([a-z0-9-]{1,40})", "([0-9a-f]{32})", "([123])", "(0|[1-9][0-9]{0,17})", "([0-9a-f]{64})"
STREAM = f"hall={HALL}\nepoch={EPOCH}\nlane={LANE}\n"
# Headers of later versions are under the signature and ignored; the empty group ends what is signed.
END = "kid=([0-9a-f]{16})\nalg=([a-z0-9]+)\n(?:[A-Za-z0-9-]+=[^\0-\x1f\x7f]*\n)*\n()([A-Za-z0-9+/]+=*)\n"
BATCH = re.compile(f"YZB1\n{STREAM}from={N}\nto={N}\nprev={HEX}\nhead={HEX}\ncomp=(none|deflate)\nsize={N}\n"
                   f"digest={HEX}\n{END}".encode())
RECEIPT = re.compile(f"YZA1\ncode=[a-z-]+\n{STREAM}hw={N}\nchain={HEX}\nsafe={N}\ninc=[!-~]+\n"
                     f"time=[!-~]+\n{END}".encode())
RECORD = re.compile(r"([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\t([^\t]+)\t([1-9][0-9]{0,17})\t([^\t]+)")
OF = "WHERE (hall, epoch, lane) = (?, ?, ?)"

class Refused(Exception):
    """Carries the acknowledgement's code; the transaction is rolled back."""

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()

def inflate(body):
    stream = zlib.decompressobj()
    try: plain = stream.decompress(body, INFLATED + 1)
    except zlib.error: raise Refused("bad-body") from None
    if len(plain) > INFLATED: raise Refused("too-large")
    if not stream.eof or stream.unused_data: raise Refused("bad-body")
    return plain

class Custody:
    def __init__(self, folder, restored):
        self.lock = threading.RLock()
        self.db = sqlite3.connect(folder / "receiver.db", isolation_level=None, check_same_thread=False)
        self.db.executescript(pathlib.Path(__file__).with_name("schema.sql").read_text())
        with self.transaction() as run:
            fresh = not run("SELECT 1 FROM store").fetchone()
            if fresh: run("INSERT INTO store VALUES ('', '', ?)", [secrets.token_bytes(32)])
            if fresh or restored:  # The halls see another incarnation and send again what is missing here.
                run("UPDATE store SET inc = ?, epoch = ?", (secrets.token_hex(8), secrets.token_hex(16)))
            self.inc, self.epoch, seed = run("SELECT * FROM store").fetchone()
        self.key = Ed25519PrivateKey.from_private_bytes(seed)
        self.public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @contextlib.contextmanager
    def transaction(self):
        with self.lock:
            if self.db.in_transaction: self.db.rollback()  # A commit before this one failed.
            self.db.execute("BEGIN IMMEDIATE")
            with self.db: yield self.db.execute

    def sign(self, text):
        text = f"{text}kid={sha(self.public).hex()[:16]}\nalg=ed25519\n\n".encode()
        return text + base64.b64encode(self.key.sign(text)) + b"\n"

    def verify(self, run, hall, signed, kid, alg, _, signature):
        keys = dict(run("SELECT kid, key FROM halls WHERE hall = ?", [hall]))
        if not keys: raise Refused("unknown-hall")
        with contextlib.suppress(KeyError, ValueError, InvalidSignature):
            raw = base64.b64decode(signature, validate=True)
            Ed25519PublicKey.from_public_bytes(keys[kid]).verify(raw, signed)
            if alg == "ed25519" and len(signed) <= HEADER and base64.b64encode(raw).decode() == signature: return
        raise Refused("bad-envelope")

    def chain(self, run, stream, seq):
        row = run(f"SELECT chain FROM lines {OF} AND seq = ?", (*stream, seq)).fetchone()
        return row[0] if row else sha("YZ0|{}|{}|{}".format(*stream).encode())

    def hw(self, run, stream): return run(f"SELECT ifnull(max(seq), 0) FROM lines {OF}", stream).fetchone()[0]

    def batches(self, data):
        """As many acknowledgements as there are batches, in their order."""
        replies, codes, at = [], set(), 0
        while at < len(data) or not codes:
            found, stream, end, code = BATCH.match(data, at, at + HEADER + 200), None, len(data), "bad-envelope"
            if found:  # Without an envelope nobody knows where the next batch begins.
                words, end = [word.decode() for word in found.groups()], found.end() + int(found[9])
                stream, signed = tuple(words[:3]), data[at:found.start(13)]
                try:
                    with self.transaction() as run:
                        code = self.take(run, stream, words[3:], signed, data[found.end():end])
                except Refused as refusal: code = str(refusal)
                if code == "fork":
                    with self.transaction() as run:
                        run("INSERT OR IGNORE INTO quarantine VALUES (?, ?)", (sha(data[at:end]).hex(), data[at:end]))
            replies.append(self.acknowledge(code, stream))  # Committed: only now is it signed.
            at = end
            codes.add(code)
        return 200 if codes <= {"ok", "hello"} else 409, b"".join(replies)

    def take(self, run, stream, words, signed, body):
        first, last, prev, head, comp, size, digest, *seal = words
        first, last, size = int(first), int(last), int(size)
        self.verify(run, stream[0], signed, *seal)
        if first < 1 or last < first - 1 or stream[1] == self.epoch: raise Refused("bad-envelope")
        if last < first and (size or prev != head): raise Refused("bad-envelope")
        if size > SIZE or last - first >= LINES: raise Refused("too-large")
        if sha(body).hex() != digest or len(body) != size: raise Refused("bad-body")
        hw = self.hw(run, stream)
        if first > hw + 1: raise Refused("gap")
        chain = self.chain(run, stream, first - 1)
        if chain.hex() != prev: raise Refused("fork")
        lines = (inflate(body) if comp == "deflate" and size else body).split(b"\n")
        if lines.pop() or len(lines) != last - first + 1: raise Refused("bad-body")
        for seq, line in enumerate(lines, first):
            chain = sha(chain, sha(line))
            if seq <= hw:  # Compared, never merely skipped.
                if chain != self.chain(run, stream, seq): raise Refused("fork")
                continue
            record = RECORD.fullmatch(line.decode(errors="replace"))
            if not record or record[0].encode() != line: raise Refused("bad-body")
            run("INSERT INTO lines VALUES (?, ?, ?, ?, ?, ?)", (*stream, seq, chain, line))
            run("INSERT OR IGNORE INTO work (msgid, hall, entity, version, json) VALUES (?, ?, ?, ?, ?)",
                (record[1], stream[0], record[2], int(record[3]), record[4]))
        if chain.hex() != head: raise Refused("bad-body")
        return "ok" if lines else "hello"

    def acknowledge(self, code, stream):
        with self.lock:
            hw = self.hw(self.db.execute, stream) if stream else 0
            chain = self.chain(self.db.execute, stream, hw).hex() if stream else ""
        (hall, epoch, lane), now = stream or ("", "", ""), datetime.datetime.now().astimezone()
        return self.sign(f"YZA1\ncode={code}\nhall={hall}\nepoch={epoch}\nlane={lane}\nhw={hw}\nchain={chain}\n"
                         f"safe={hw}\ninc={self.inc}\ntime={now.isoformat(timespec='seconds')}\n")

    def stream(self, _, hall, epoch, lane, after):
        """One batch of what is held, signed here: whoever wants more asks again after its last seq."""
        with self.transaction() as run:
            first = min(int(after or 0), self.hw(run, (hall, epoch, lane))) + 1
            prev, plain, last = self.chain(run, (hall, epoch, lane), first - 1), bytearray(), first - 1
            head = prev
            for chain, line in run(f"SELECT chain, line FROM lines {OF} AND seq >= ? ORDER BY seq LIMIT 1000",
                                   (hall, epoch, lane, first)):
                if plain and len(plain) + len(line) > SIZE: break
                head, last = chain, last + 1
                plain += line + b"\n"
        body = zlib.compress(plain) if plain else b""
        return 200, self.sign(f"YZB1\nhall={hall}\nepoch={epoch}\nlane={lane}\nfrom={first}\nto={last}\n"
                              f"prev={prev.hex()}\nhead={head.hex()}\ncomp={'deflate' if plain else 'none'}\n"
                              f"size={len(body)}\ndigest={sha(body).hex()}\n") + body
