"""A locker without steel: an adapter that answers as Appliance/lockers/README.md says, and can go wrong.

    locker = FakeLocker(cells=12)
    locker.mode = "refuse"      # 'well', 'refuse', 'hang', 'drop' (opens, then breaks the line), 'stuck', 'sensorless'
    locker.shut(3, taken=True)  # somebody takes what lies in the open cell and shuts the door
"""

import socket
import threading


class FakeLocker:
    def __init__(self, cells=12):
        self.cells = {number: {"open": False, "full": False} for number in range(1, cells + 1)}
        self.mode = "well"
        self.opened = []
        self.lock = threading.RLock()
        self.server = socket.create_server(("127.0.0.1", 0))
        self.port = self.server.getsockname()[1]
        self.is_running = True
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self):
        if not self.is_running:
            return
        self.is_running = False
        # Whoever waits for a caller would hold the port open.
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()

    def put(self, number):
        """Something is laid into an open cell, and the door is shut."""
        with self.lock:
            assert self.cells[number]["open"], f"cell {number} is shut"
            self.cells[number].update(open=False, full=True)

    def shut(self, number, taken):
        with self.lock:
            cell = self.cells[number]
            assert cell["open"], f"cell {number} is shut"
            cell["open"] = False
            if taken:
                cell["full"] = False

    def is_open(self, number):
        with self.lock:
            return self.cells[number]["open"]

    def accept(self):
        while self.is_running:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=[line], daemon=True).start()

    def serve(self, line):
        with line:
            try:
                for question in line.makefile("r", encoding="ascii"):
                    answer = self.answer(*question.split())
                    if answer is None:
                        return
                    line.sendall(answer.encode() + b"\n")
            except (OSError, ValueError, TypeError):
                return

    def answer(self, verb, number):
        number = int(number)
        mode = self.mode
        if mode == "hang":
            threading.Event().wait(30)
            return None
        with self.lock:
            if number not in self.cells:
                return "ERR number"
            cell = self.cells[number]
            if verb == "STATE":
                content = "UNKNOWN" if mode == "sensorless" else "FULL" if cell["full"] else "EMPTY"
                return f"STATE {number} {'OPEN' if cell['open'] else 'CLOSED'} {content}"
            if verb != "OPEN":
                return "ERR question"
            if mode == "refuse":
                return "ERR jammed"
            if mode != "stuck":
                cell["open"] = True
                self.opened.append(number)
            return None if mode == "drop" else f"OK {number}"
