#!/usr/bin/env python3
"""Drives the example receivers as a hall would: every rule of the channel, kills, a full disk, the wire vectors.

Needs the Python package cryptography: the one that is installed, else one in a virtual environment in $YIZHAN_CACHE
(.cache in the repository). The Java receiver is tried where there is a JDK.
"""

import argparse
import importlib.util
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "BrowserTests")]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, help="repeats a run's choices; drawn when missing")
    parser.add_argument("--kills", type=int, default=20, help="how often each receiver is killed under load (20)")
    parser.add_argument("--only", choices=("python", "java"), help="this receiver alone")
    return parser.parse_args()


def in_environment():
    """Runs this program again where cryptography is; returns its status."""
    from cached_environment import Unprepared, prepare
    try:
        python = prepare("receiver-tests", HERE / "requirements.txt") / "python"
    except Unprepared as fault:
        sys.exit(f"FAILED: {fault}")
    return subprocess.run([str(python), *sys.argv]).returncode


def say(line):
    """In one write, so that the receivers' lines do not mix."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def trial(kind, folder, seed, kills):
    """All checks of one receiver; prints a line for each; returns how many held and how many failed."""
    import http.client

    from checks import ALL
    from crashes import crashes, full_disk, restarts, torn_tail
    from hall import Hall
    from receivers import NotServing
    from wire import Unsound

    generator = random.Random(f"{seed} {kind.name}")
    held = failed = 0
    receiver = kind(folder / kind.name, codes=["K1", "K2", "K3"])
    receiver.from_source = True
    hall = Hall("dongmen", receiver.port, generator)
    rounds = [(one, ()) for one in (*ALL, restarts, torn_tail, full_disk)] + [(crashes, (kills,))]
    try:
        receiver.start()
        for group, more in rounds:
            began = time.monotonic()
            try:
                for name, holds in group(receiver, hall, generator, *more):
                    say(f"{'held' if holds else 'FAILED'}: {kind.name}: {name}")
                    held, failed = held + bool(holds), failed + (not holds)
            except (Unsound, ValueError, TypeError, OSError, http.client.HTTPException) as fault:
                say(f"FAILED: {kind.name}: {group.__name__} ended early: {fault!r}")
                failed += 1
                hall.hang_up()
            receiver.from_source = False
            say(f"   {kind.name}: {group.__name__}, {time.monotonic() - began:.1f} s")
    except NotServing as fault:
        say(f"FAILED: {kind.name}: it does not serve: {fault}")
        failed += 1
    finally:
        receiver.kill()
    return held, failed


def main():
    options = arguments()
    if not importlib.util.find_spec("cryptography"):
        sys.exit(in_environment())
    from receivers import JavaReceiver, PythonReceiver

    seed = options.seed if options.seed is not None else random.randrange(1 << 32)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="yizhan-receivers-") as folder:
        folder = pathlib.Path(folder)
        kinds = []
        for kind in (PythonReceiver, JavaReceiver):
            if options.only in (None, kind.name):
                missing = kind.missing(folder)
                if missing:
                    print(f"not tried: {kind.name}: {missing}")
                else:
                    kinds.append(kind)
        with ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda kind: trial(kind, folder, seed, options.kills), kinds))
    maker = HERE.parent / "WireVectors" / "make_vectors.py"
    made = subprocess.run([sys.executable, str(maker), "--check"], capture_output=True, text=True)
    results.append((made.returncode == 0, made.returncode != 0))
    say(f"{'FAILED' if made.returncode else 'held'}: the wire vectors: {(made.stdout or made.stderr).strip()}")
    held, failed = (sum(column) for column in zip(*results))
    print(f"seed {seed}, {time.monotonic() - began:.0f} s")
    print(f"{held} held, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
