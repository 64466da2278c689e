"""A receipt printer on a TCP port: paper that runs out, a cover that is open, a slow mechanism, a line that breaks.

Questions (`DLE EOT`) are answered when they arrive, as printers do, and `GS r` in its turn. Bytes that arrived
before a line broke stay in the printer, also half a picture. One caller is served at a time; the next one waits.
"""

import re
import socket
import threading
import time

from escpos import DOTS, Paper

QUESTION = re.compile(rb"\x10\x04([\x01-\x04])")


class FakePrinter:
    def __init__(self, width=80, port=0):
        self.paper = Paper(DOTS[width])
        self.is_paper_out = False
        self.is_cover_open = False
        self.is_low = False
        self.is_silent = False
        self.knows_turns = True
        self.bytes_per_second = None
        self.break_after = []
        self.stop_after = None
        self.asked = 0
        self.connection = None
        self.lock = threading.RLock()
        self.server = socket.create_server(("127.0.0.1", port))
        self.port = self.server.getsockname()[1]
        self.is_running = True
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def slips(self):
        with self.lock:
            return list(self.paper.slips)

    def close(self):
        self.is_running = False
        self.server.close()
        if self.connection:
            self.connection.close()

    def accept(self):
        while self.is_running:
            try:
                self.connection, _ = self.server.accept()
            except OSError:
                return
            try:
                self.talk(self.connection)
            except OSError:
                pass
            self.connection.close()

    def talk(self, connection):
        taken = 0
        tail = b""
        limit = None
        while True:
            data = connection.recv(512)
            if not data:
                return
            asked = QUESTION.findall(tail + data)
            tail = (tail + data)[-2:]
            for number in asked:
                self.asked += 1
                if not self.is_silent:
                    connection.sendall(bytes([self.condition(number[0])]))
            rest = QUESTION.sub(b"", data)
            if not rest:
                continue
            if limit is None and self.break_after:
                limit = self.break_after.pop(0)
            if limit is not None and taken + len(rest) > limit:
                self.print(rest[:max(0, limit - taken)], connection)
                return
            taken += len(rest)
            self.print(rest, connection)

    def print(self, data, connection):
        if self.bytes_per_second:
            time.sleep(len(data) / self.bytes_per_second)
        with self.lock:
            if self.stop_after is not None:
                self.stop_after -= len(data)
                if self.stop_after <= 0:
                    self.is_paper_out = True
                    self.stop_after = None
            if self.is_paper_out or self.is_cover_open:
                return
            self.paper.feed(data)
            answers, self.paper.answers = self.paper.answers, []
        if self.knows_turns and not self.is_silent and answers:
            connection.sendall(bytes(answers))

    def condition(self, number):
        stopped = self.is_paper_out or self.is_cover_open
        if number == 1:
            return 0x12 | (0x08 if stopped else 0)
        if number == 2:
            return 0x12 | (0x04 if self.is_cover_open else 0) | (0x20 if self.is_paper_out else 0)
        if number == 4:
            return 0x12 | (0x0C if self.is_low else 0) | (0x60 if self.is_paper_out else 0)
        return 0x12
