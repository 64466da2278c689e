"""The example receivers as child processes, and what a person at the machine sees in their folders."""

import os
import pathlib
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "Appliance" / "receivers"


class NotServing(Exception):
    """A receiver that should answer does not; holds its last words."""


class Receiver:
    """One receiver with its folder; it may be started and killed again and again."""

    def __init__(self, folder, codes=()):
        self.folder, self.codes = folder, list(codes)
        self.process = None
        self.port = free_port()
        self.words = folder.with_suffix(".words")

    def start(self, *options, file_limit=None, wait=True):
        """`file_limit` is the size in bytes beyond which no file can be written, as on a full disk."""
        def limit():
            if file_limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (file_limit, file_limit))

        command = [*self.command(), "--port", str(self.port), "--data", str(self.folder), *options]
        for code in self.codes:
            command += ["--code", code]
        with open(self.words, "ab") as words:
            self.process = subprocess.Popen(
                command, stdout=words, stderr=words, stdin=subprocess.DEVNULL, preexec_fn=limit)
        if wait:
            self.await_serving()
        return self

    def await_serving(self, limit=30):
        end = time.monotonic() + limit
        while time.monotonic() < end and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise NotServing(self.words.read_text(errors="replace")[-2000:] or "it says nothing")

    def kill(self):
        if self.process:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None


class PythonReceiver(Receiver):
    name = "python"

    @staticmethod
    def missing(folder):
        return None

    def command(self):
        return [sys.executable, str(EXAMPLES / "python" / "receiver.py")]

    def query(self, sql):
        database = sqlite3.connect(self.folder / "receiver.db")
        try:
            return database.execute(sql).fetchall()
        finally:
            database.close()

    def work(self):
        """The msgIDs that the business side may take, in their order."""
        return [row[0] for row in self.query("SELECT msgid FROM ready ORDER BY number")]

    def quarantined(self):
        return {row[0] for row in self.query("SELECT batch FROM quarantine")}


class JavaReceiver(Receiver):
    name = "java"
    classes = None

    @classmethod
    def missing(cls, folder):
        """Compiles once, so that the many starts are quick; the README's way is tried once."""
        if not (shutil.which("java") and shutil.which("javac")):
            return "there is no JDK on this machine"
        cls.classes = folder / "classes"
        subprocess.run(["javac", "-d", str(cls.classes), str(EXAMPLES / "java" / "Receiver.java")], check=True)
        return None

    def command(self):
        quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
        if self.from_source:
            return ["java", *quick, str(EXAMPLES / "java" / "Receiver.java")]
        return ["java", *quick, "-cp", str(self.classes), "Receiver"]

    from_source = False

    def work(self):
        path = self.folder / "work.tsv"
        return [row.split("\t")[1] for row in path.read_text().splitlines()] if path.exists() else []

    def quarantined(self):
        return {path.read_bytes() for path in (self.folder / "quarantine").iterdir()}


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
