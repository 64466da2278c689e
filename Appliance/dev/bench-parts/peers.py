"""The channel's peers as Debian ships them: JetStream from a leaf to a hub, a mosquitto bridge, NNCP packets.

Each runs on ports and in a folder of its own and is ended by its number.
"""

import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import time

from measuring import free_port, wait_for


def version(*command):
    printed = subprocess.run(command, capture_output=True, text=True)
    return re.search(r"\d+\.\d+\.\d+", printed.stdout + printed.stderr).group(0)


def bytes_received(port):
    """Of TCP payload by the connections to a port, both ways together: what is on the wire without headers."""
    printed = subprocess.run(
        ["ss", "-tinH", "state", "established", f"( sport = :{port} )"], capture_output=True, text=True).stdout
    return sum(int(n) for n in re.findall(r"bytes_(?:received|sent):(\d+)", printed))


class Child:
    """One server of ours; `ready` is the port on which it listens."""

    def __init__(self, *command, ready, log):
        with open(log, "ab") as words:
            self.process = subprocess.Popen(
                [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=words, stderr=words)
        wait_for(ready)
        self.listened = time.monotonic()

    def kill(self, how=signal.SIGKILL):
        self.process.send_signal(how)
        self.process.wait(20)


class JetStream:
    """A stream of files at a leaf, and one at the hub that is sourced from it.

    This version knows no `sync_interval`: it syncs every two minutes. `synced` puts its folders under the
    file system's attribute S, by which every write is on disk before it returns.
    """

    def __init__(self, folder, publish, synced):
        self.folder, self.publisher = folder, publish
        self.leaf_port, self.hub_port, self.link_port = free_port(), free_port(), free_port()
        folder.mkdir()
        if synced:
            subprocess.run(["chattr", "+S", str(folder)], check=True)
        link = f"127.0.0.1:{self.link_port}"
        self.configure("leaf", self.leaf_port, f'leafnodes {{ reconnect: 1, remotes: [{{ url: "nats-leaf://{link}" }}] }}')
        self.configure("hub", self.hub_port, f"leafnodes {{ listen: {link} }}")
        self.children = {}

    def configure(self, name, port, rest):
        (self.folder / f"{name}.conf").write_text(
            f'server_name: {name}\nlisten: 127.0.0.1:{port}\n'
            f'jetstream {{ store_dir: "{self.folder / name}", domain: {name} }}\n{rest}\n')

    def start(self, name):
        port = self.leaf_port if name == "leaf" else self.hub_port
        self.children[name] = Child(
            "nats-server", "-c", self.folder / f"{name}.conf", ready=port, log=self.folder / "log")
        return self.children[name]

    def ask(self, name, call, body=None):
        port = self.leaf_port if name == "leaf" else self.hub_port
        with socket.create_connection(("127.0.0.1", port), timeout=5) as server:
            text = json.dumps(body) if body else ""
            server.sendall(
                f'CONNECT {{"verbose":false}}\r\nSUB _R.1 1\r\nPUB $JS.API.{call} _R.1 {len(text)}\r\n{text}\r\n'.encode())
            said = b""
            while not (found := re.search(rb"MSG _R\.1 1 (\d+)\r\n", said)) or len(said) < found.end() + int(found[1]):
                said += server.recv(65536)
            return json.loads(said[found.end():found.end() + int(found[1])])

    def make(self):
        self.start("leaf")
        self.ask("leaf", "STREAM.CREATE.OUT", {
            "name": "OUT", "subjects": ["rec"], "storage": "file", "retention": "limits", "num_replicas": 1})

    def publish(self, file, window):
        printed = subprocess.run(
            [self.publisher, "nats", str(self.leaf_port), "rec", file, str(window)],
            capture_output=True, text=True, check=True)
        return float(printed.stdout)

    def open_hub(self):
        self.start("hub")
        self.ask("hub", "STREAM.CREATE.IN", {
            "name": "IN", "storage": "file", "retention": "limits", "num_replicas": 1,
            "sources": [{"name": "OUT", "external": {"api": "$JS.leaf.API", "deliver": ""}}]})

    def count(self, name):
        try:
            stream = "OUT" if name == "leaf" else "IN"
            return self.ask(name, f"STREAM.INFO.{stream}")["state"]["messages"]
        except (OSError, KeyError):
            return 0

    def wire(self):
        return bytes_received(self.link_port)

    def end(self):
        for child in self.children.values():
            if child.process.poll() is None:
                child.kill()


class Bridge:
    """A mosquitto that bridges with QoS 1 to another one."""
    DURABLE = "persistence true\nautosave_on_changes true\nautosave_interval 1\n"

    def __init__(self, folder, publish, durable):
        self.folder, self.publisher = folder, publish
        self.edge_port, self.city_port = free_port(), free_port()
        folder.mkdir()
        folder.chmod(0o777)
        shared = "allow_anonymous true\nmax_queued_messages 0\nmax_inflight_messages 0\n"
        for name, port in (("edge", self.edge_port), ("city", self.city_port)):
            kept = f"{self.DURABLE}persistence_location {folder}/\npersistence_file {name}.db\n" if durable else ""
            bridge = (
                f"connection up\naddress 127.0.0.1:{self.city_port}\ntopic rec out 1\ncleansession false\n"
                "restart_timeout 1\n") if name == "edge" else ""
            (folder / f"{name}.conf").write_text(f"listener {port} 127.0.0.1\n{shared}{kept}{bridge}")
        self.children = {}

    def start(self, name):
        port = self.edge_port if name == "edge" else self.city_port
        self.children[name] = Child(
            "mosquitto", "-c", self.folder / f"{name}.conf", ready=port, log=self.folder / "log")
        return self.children[name]

    def publish(self, file, window):
        printed = subprocess.run(
            [self.publisher, "mqtt", str(self.edge_port), "rec", file, str(window)],
            capture_output=True, text=True, check=True)
        return float(printed.stdout)

    def listener(self):
        return Listener(self.city_port)

    def wire(self):
        return bytes_received(self.city_port)

    def end(self):
        for child in self.children.values():
            if child.process.poll() is None:
                child.kill()


class Listener:
    """Counts what the city's broker gives out, without acknowledging each."""

    def __init__(self, port):
        self.server = socket.create_connection(("127.0.0.1", port))
        self.server.sendall(b"\x10\x0f\0\4MQTT\4\2\0\0\0\3sub" + b"\x82\x08\0\1\0\3rec\0")
        self.held, self.seen, self.first, self.last = b"", 0, None, None

    def until(self, count, within):
        """How many came until then."""
        end = time.monotonic() + within
        self.server.settimeout(0.2)
        while self.seen < count and time.monotonic() < end:
            try:
                self.held += self.server.recv(1 << 20)
            except TimeoutError:
                continue
            self.take()
        return self.seen

    def take(self):
        place = 0
        while True:
            size, shift, at = 0, 0, place + 1
            while at < len(self.held):
                byte = self.held[at]
                size |= (byte & 127) << shift
                shift, at = shift + 7, at + 1
                if byte < 128:
                    break
            else:
                break
            if at + size > len(self.held):
                break
            if self.held[place] >> 4 == 3:
                self.last = time.monotonic()
                self.first = self.first or self.last
                self.seen += 1
            place = at + size
        self.held = self.held[place:]


def nncp_bytes(folder, lines, group):
    """Bytes of packets for each record; and how many were packed a second: `nncp-exec` begins anew for each."""
    folder.mkdir()
    nodes = {}
    for name in ("hall", "city"):
        printed = subprocess.run(["nncp-cfgnew", "-nocomments"], capture_output=True, text=True, check=True).stdout
        nodes[name] = printed.replace("/var/spool/nncp", str(folder / name))
    own = re.search(r"self: \{(.*?)\n  \}", nodes["city"], re.S).group(1)
    keys = {key: re.search(rf"\b{key}: (\S+)", own).group(1) for key in ("id", "exchpub", "signpub", "noisepub")}
    neighbour = "\n".join(f"      {key}: {value}" for key, value in keys.items())
    config = re.sub(r"(neigh: \{)", rf"\1\n    city: {{\n{neighbour}\n    }}\n", nodes["hall"], count=1)
    file = folder / "nncp.hjson"
    file.write_text(config)
    (folder / "hall").mkdir()
    began, count, sample = time.monotonic(), 0, lines[:group * 10]
    for start in range(0, len(sample), group):
        subprocess.run(
            ["nncp-exec", "-quiet", "-cfg", str(file), "city", "take"], check=True, capture_output=True,
            input=b"".join(line + b"\n" for line in sample[start:start + group]))
        count += len(sample[start:start + group])
    seconds = time.monotonic() - began
    packets = [path for path in (folder / "hall").rglob("tx/*") if path.is_file() and path.stat().st_size > 0]
    return sum(path.stat().st_size for path in packets if len(path.name) > 40) / count, count / seconds
