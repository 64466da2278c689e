"""A cable between a screen and the server that a test can cut."""

import socket
import threading

REFUSAL = b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Relay:
    """Passes bytes to the server's port until told otherwise.

    Modes: `pass`; `down`, nobody answers and open connections break; `mute`, connections stand but nothing
    comes through, as with a pulled plug; `busy`, every request is answered 503.
    """

    def __init__(self, target):
        self.target = target
        self.mode = "pass"
        self.pairs = []
        self.listener = None
        self.listen()
        self.port = self.listener.getsockname()[1]

    def listen(self, port=0):
        self.listener = socket.socket()
        self.listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.listener.bind(("127.0.0.1", port))
        self.listener.listen(64)
        threading.Thread(target=self.accept, args=[self.listener], daemon=True).start()

    def accept(self, listener):
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=[client], daemon=True).start()

    def serve(self, client):
        if self.mode == "busy":
            client.recv(65536)
            client.sendall(REFUSAL)
            client.close()
            return
        if self.mode == "mute":
            self.pairs.append((client, None))
            return
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        self.pairs.append((client, server))
        threading.Thread(target=self.pump, args=[client, server], daemon=True).start()
        self.pump(server, client)

    def pump(self, source, sink):
        try:
            while True:
                chunk = source.recv(65536)
                if not chunk:
                    break
                if self.mode != "mute":
                    sink.sendall(chunk)
        except OSError:
            pass
        if self.mode != "mute":
            for end in (source, sink):
                try:
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass

    def turn(self, mode):
        was, self.mode = self.mode, mode
        if mode == "down":
            # An accept that waits ends only so.
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
        elif was == "down":
            self.listen(self.port)
        if mode != "mute":
            self.cut()

    def cut(self):
        """Breaks what is open, as a switch does that comes back."""
        pairs, self.pairs = self.pairs, []
        for pair in pairs:
            for end in pair:
                if end:
                    try:
                        end.shutdown(socket.SHUT_RDWR)
                    except OSError:
                        pass
                    end.close()

    def close(self):
        if self.mode != "down":
            self.turn("down")
        self.cut()
