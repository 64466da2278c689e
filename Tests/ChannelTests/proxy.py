"""A TCP proxy between a hall and its receiver that makes the line as bad as it is told.

What is modelled, each direction by itself:

- a rate: bytes leave in segments of 1,460 bytes at most, spaced as the rate wants; the proxy's buffers are small, so
  that the sender feels the rate and not a deep buffer;
- loss, as a program feels it above TCP: a lost segment is not gone, it is late. With the given chance a segment
  waits 0.2 s (it is sent again when the next ones arrive), and as often as it is lost again the wait is doubled,
  as the retransmission timer does; everything behind it waits too. With one chance in 2,000 the connection is
  reset, as when a middlebox has forgotten it;
- a line that lives so long at a time: when the time is up every connection is reset, and nothing is let in for
  a pause;
- a captive portal that takes the place of the receiver and answers 200 with a page to everything.

The proxy reads the request lines that pass and notes when each exchange began and ended: the times of a chunk and of
a round trip are measured where they are compared.
"""

import random
import re
import socket
import struct
import threading
import time

SEGMENT = 1460
REQUEST = re.compile(rb"(GET|PUT|POST) (/channel/v1/[^ ]+) HTTP/1\.1\r\n")
PAGE = b"<html><body>please sign in to the network</body></html>"
PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE


class Exchange:
    """A request that passed, and when its answer's first and last bytes had been seen."""

    def __init__(self, method, path, began):
        self.method, self.path, self.began, self.ended = method, path, began, None
        self.up = 0

    @property
    def is_chunk(self):
        return self.method == "PUT" and not self.path.endswith("(portal)")

    @property
    def seconds(self):
        return None if self.ended is None else self.ended - self.began


class Proxy:
    def __init__(self, target, seed, rate=None, loss=0.0, lives=None, pause=0.0):
        self.target, self.rate, self.loss, self.lives, self.pause = target, rate, loss, lives, pause
        self.random = random.Random(seed)
        self.lock = threading.Lock()
        self.portal = False
        self.down = False
        self.exchanges = []
        self.resets = []
        self.cuts = 0
        self.stalls = 0
        self.carried = [0, 0]
        self.open = set()
        self.closed = False
        self.listener = socket.socket()
        # Small buffers: what the system swallows, the sender takes for sent. They are set before anybody connects.
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * SEGMENT)
        self.listener.bind(("127.0.0.1", 0))
        self.listener.listen(64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()
        if lives:
            threading.Thread(target=self.live, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def live(self):
        while not self.closed:
            time.sleep(self.lives)
            self.down = True
            self.cut()
            time.sleep(self.pause)
            self.down = False

    def cut(self):
        """Resets whatever is open."""
        with self.lock:
            pairs, self.open = self.open, set()
            self.cuts += 1
            self.resets.append(time.time())
        for pair in pairs:
            for one in pair:
                reset(one)

    def close(self):
        self.closed = True
        self.listener.close()
        self.cut()

    def chance(self, part):
        with self.lock:
            return self.random.random() < part

    def serve(self, client):
        if self.down:
            return reset(client)
        if self.portal:
            return self.sign_in(client)
        try:
            server = socket.socket()
            server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 * SEGMENT)
            for one in (client, server):
                one.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * SEGMENT)
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            server.connect(self.target)
        except OSError:
            return reset(client)
        pair = (client, server)
        with self.lock:
            self.open.add(pair)
        current = []
        up = threading.Thread(target=self.carry, args=(client, server, pair, 0, current), daemon=True)
        up.start()
        self.carry(server, client, pair, 1, current)
        up.join()
        with self.lock:
            self.open.discard(pair)
        client.close()
        server.close()

    def sign_in(self, client):
        client.settimeout(5)
        try:
            seen = b""
            while b"\r\n\r\n" not in seen:
                piece = client.recv(1 << 16)
                if not piece:
                    break
                seen += piece
            found = REQUEST.search(seen)
            if found:
                with self.lock:
                    self.exchanges.append(Exchange(found[1].decode(), found[2].decode() + " (portal)", time.time()))
                client.sendall(PORTAL)
        except OSError:
            pass
        client.close()

    def carry(self, source, sink, pair, way, current):
        due = time.monotonic()
        try:
            while True:
                piece = source.recv(SEGMENT)
                if not piece:
                    sink.shutdown(socket.SHUT_WR)
                    return
                self.note(piece, way, current)
                if self.loss and self.chance(1 / 2000):
                    self.resets.append(time.time())
                    raise OSError
                wait = 0.0
                again = 0.2
                while self.loss and self.chance(self.loss):
                    wait += again
                    again *= 2
                    self.stalls += 1
                if self.rate:
                    due = max(due, time.monotonic()) + len(piece) / self.rate
                    wait += max(0.0, due - time.monotonic())
                if wait:
                    time.sleep(wait)
                sink.sendall(piece)
                self.carried[way] += len(piece)
                if way == 1 and current:
                    current[-1].ended = time.time()
        except OSError:
            for one in pair:
                reset(one)

    def note(self, piece, way, current):
        if way == 1:
            return
        found = REQUEST.match(piece)
        if found:
            exchange = Exchange(found[1].decode(), found[2].decode(), time.time())
            current.append(exchange)
            with self.lock:
                self.exchanges.append(exchange)
        if current:
            current[-1].up += len(piece)


def reset(one):
    """RST instead of FIN: as when the other end is gone."""
    try:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    one.close()
