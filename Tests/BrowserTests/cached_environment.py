"""Python packages in a virtual environment that is made once and kept in the cache folder."""

import fcntl
import hashlib
import os
import pathlib
import subprocess
import sys


class Unprepared(Exception):
    """Something that the tests need is not on this machine; says what, in one sentence."""


def cache_folder():
    """`$YIZHAN_CACHE`, else `.cache` in the repository."""
    chosen = os.environ.get("YIZHAN_CACHE")
    root = pathlib.Path(__file__).resolve().parents[2]
    return pathlib.Path(chosen).resolve() if chosen else root / ".cache"


def prepare(name, requirements, options=()):
    """Returns the folder of the environment's programs; makes it on first use, with pip's `options`.

    The folder's name carries a digest of the requirements, so that new ones make a new environment. One
    that was not finished is known by its missing mark, and is made anew.
    """
    wanted = pathlib.Path(requirements).read_bytes() + sys.version.encode()
    folder = cache_folder() / f"{name}-{hashlib.sha256(wanted).hexdigest()[:12]}"
    mark = folder / "complete"
    cache_folder().mkdir(parents=True, exist_ok=True)
    with open(folder.with_suffix(".lock"), "w") as lock:
        # Tests that run beside one another wait for the one that makes it.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            print(f"Making {folder.name} in the cache folder; this needs the network once.", flush=True)
            run([sys.executable, "-m", "venv", "--clear", str(folder)], "python3-venv is missing")
            pip = [str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet"]
            pip += ["--disable-pip-version-check", *options, "--requirement", str(requirements)]
            run(pip, "the Python packages cannot be installed")
            mark.touch()
    return folder / "bin"


def run(command, complaint):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        words = (done.stderr or done.stdout).strip().splitlines()
        raise Unprepared(f"{complaint}: {words[-1] if words else 'no reason was given'}")
