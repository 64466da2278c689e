#!/usr/bin/env python3
"""A receiver of Yizhan's channel over HTTP on 127.0.0.1, an example to read: see custody.py, then ../README.md."""
import argparse, base64, datetime, hashlib, json, os, pathlib, re, sqlite3
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import custody
from custody import EPOCH, HALL, HEADER, HEX, LANE, N, RECEIPT, Refused, sha

REQUEST, CHUNK, CHUNKS = 32 << 20, 256 << 10, 65536  # at most


class Receiver(custody.Custody):
    def __init__(self, folder, codes, restored):
        super().__init__(folder, restored)
        self.codes = codes

    def enrol(self, body):
        """A code lets one key in, once."""
        try:
            said = json.loads(body.decode())
            hall, code, key = said["hall"], said["code"], base64.b64decode(said["publicKey"], validate=True)
            if not re.fullmatch(HALL, hall) or said["alg"] != "ed25519" or len(key) != 32 or type(code) is not str:
                return 400, b""
        except (ValueError, KeyError, TypeError, RecursionError):
            return 400, b""
        kid = sha(key).hex()[:16]
        with self.transaction() as run:
            if code not in self.codes or run("SELECT 1 FROM halls WHERE code = ?", [code]).fetchone():
                return 403, b""
            run("INSERT INTO halls VALUES (?, ?, ?, ?, ?)", (code, hall, kid, key, body.decode()))
        own = {"kid": sha(self.public).hex()[:16], "alg": "ed25519",
               "publicKey": base64.b64encode(self.public).decode()}
        offers = {"comp": ["deflate", "none"], "maxBytes": custody.SIZE, "lanes": [1, 2]}
        return 201, json.dumps({"kid": kid, "receiver": own, "inc": self.inc, "offers": offers}).encode()

    def downlink(self, _, hall, lane, after):
        """This receiver's own stream to a hall: empty until the business side inserts lines under this epoch."""
        return self.stream(b"", hall, self.epoch, lane, after)

    def acks(self, data):
        """What a hall holds of the downlink: the highest is remembered."""
        at = 0
        with self.transaction() as run:
            while at < len(data):
                found = RECEIPT.match(data, at, at + HEADER + 200)
                if not found:
                    raise Refused("bad-envelope")
                hall, epoch, lane, hw, _, _, *seal = (word.decode() for word in found.groups())
                self.verify(run, hall, data[at:found.start(9)], *seal)
                run("INSERT INTO acks VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                    " SET hw = excluded.hw, said = excluded.said WHERE excluded.hw >= hw",
                    (hall, epoch, lane, int(hw), found[0]))
                at = found.end()
        return 204, b""

    def put(self, chunk, digest, number):
        """Chunks come in any order, any number of times."""
        if not 0 < len(chunk) <= CHUNK or int(number) >= CHUNKS:
            return 413, b""
        with self.transaction() as run:
            if not run("SELECT 1 FROM whole WHERE digest = ?", [digest]).fetchone():
                run("INSERT OR REPLACE INTO blobs VALUES (?, ?, ?)", (digest, int(number), chunk))
        return 204, b""

    def word(self, digest, about):
        """What is held of a hall's attachment, signed: every bit only once the whole was verified, none if it is wrong."""
        if not (found := re.fullmatch(f"({HALL}) {N} {N}", about)):
            return 400, b""
        hall, size, cut = found[1], *map(int, about.split()[1:])
        count = -(-size // max(1, cut))
        with self.transaction() as run:
            here = [number for number, in run("SELECT number FROM blobs WHERE digest = ? AND number < ?", (digest, count))]
        if len(here) == count:
            self.bitmap(b"", digest)
            with self.transaction() as run:
                if not run("SELECT 1 FROM whole WHERE digest = ?", [digest]).fetchone():
                    run("DELETE FROM blobs WHERE digest = ?", [digest])
                    here = []
        bits = sum(1 << number for number in here)
        bits = base64.b64encode(bits.to_bytes((bits.bit_length() + 7) // 8, "little")).decode()
        now = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        return 200, self.sign(f"YZD1\nhall={hall}\ndigest={digest}\nsize={size}\nchunk={cut}\nbits={bits}\n"
                              f"inc={self.inc}\ntime={now}\n")

    def bitmap(self, _, digest):
        """Which chunks are here: number n is bit n % 8, the lowest first, of byte n // 8."""
        here, bits, total = 0, bytearray(), hashlib.sha256()
        with self.transaction() as run:
            for number, chunk in run("SELECT number, chunk FROM blobs WHERE digest = ? ORDER BY number", [digest]):
                bits.extend(bytes(max(0, number // 8 + 1 - len(bits))))
                bits[number // 8] |= 1 << number % 8
                here, last = here + 1, number
                total.update(chunk)
            if here and last + 1 == here and total.hexdigest() == digest:
                run("INSERT OR IGNORE INTO whole VALUES (?)", [digest])
        return 200, bytes(bits)

    def chunk(self, _, digest, number):
        """A blob is given out once it was verified whole."""
        with self.transaction() as run:
            row = run("SELECT chunk FROM blobs JOIN whole USING (digest) WHERE (digest, number) = (?, ?)",
                      (digest, int(number))).fetchone()
        return (200, row[0]) if row else (404, b"")


class Calls(BaseHTTPRequestHandler):
    protocol_version, timeout = "HTTP/1.1", 60
    wbufsize, disable_nagle_algorithm = 1 << 16, True  # One write per answer.
    ROUTES = {
        "enrol": "POST enrol", "batches": "POST batches", "acks": "POST acks",
        "stream": f"GET streams/{HALL}/{EPOCH}/{LANE}(?:[?]after={N})?",
        "downlink": f"GET downlink/{HALL}/{LANE}(?:[?]after={N})?",
        "put": f"PUT blobs/{HEX}/{N}", "bitmap": f"GET blobs/{HEX}", "chunk": f"GET blobs/{HEX}/{N}",
    }

    def call(self):
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not re.fullmatch(N, length) or int(length) > REQUEST:
            self.close_connection = True
            return self.answer(413)
        body, asked = self.rfile.read(int(length)), f"{self.command} {self.path.removeprefix('/channel/v1/')}"
        try:
            for name, form in self.ROUTES.items():
                if found := re.fullmatch(form, asked):
                    status, said = getattr(self.server.receiver, name)(body, *found.groups())
                    about = self.headers.get("Yizhan-Blob")
                    if about and (name == "bitmap" or name == "put" and status == 204):
                        status, said = self.server.receiver.word(found[1], about)
                    return self.answer(status, said)
            self.answer(404)
        except Refused:
            self.answer(400)
        except (sqlite3.Error, OSError):  # Unsigned: nothing was said, and nothing changed.
            self.answer(503)

    do_GET = do_POST = do_PUT = call

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Nothing: what passes here must not stand in a log."""


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True, metavar="DIR")
    parser.add_argument("--code", action="append", default=[], help="enrols one hall, once; may be given again")
    parser.add_argument("--restored", action="store_true", help="DIR came from a backup: a new incarnation")
    options = parser.parse_args()
    os.umask(0o077)
    options.data.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", options.port), Calls)
    server.receiver = Receiver(options.data, set(options.code), options.restored)
    server.serve_forever()
