"""One process, one file for a hall, the distribution's libraries."""

import pathlib
import subprocess
import urllib.parse

from hall_client import HallClient
from people import take_number
from pictures import read_code
from demo_hall import DemoHall

# What the distribution gives: C library, storage, server, codes, cryptography, and what those need.
ALLOWED = (
    "linux-vdso", "ld-linux", "libc.", "libm.", "libdl.", "libpthread.", "libstdc++", "libgcc_s",
    "libsqlite3", "libmicrohttpd", "libqrencode", "libcrypto", "libssl", "libz.", "libcurl",
    "libgnutls", "libpng", "librt.", "libutil.",
)


def test_one_process_and_no_other_server(hall):
    """FQM#96: no broker, no identity server, no database server."""
    children = pathlib.Path(f"/proc/{hall.pid}/task").glob("*/children")
    assert "".join(entry.read_text() for entry in children).strip() == ""
    listed = subprocess.run(
        ["ps", "-o", "comm=", "--ppid", str(hall.pid)], capture_output=True, text=True)
    assert listed.stdout.strip() == ""


def test_a_hall_is_one_file(hall):
    client = HallClient(hall.url, hall.device_token("kiosk"))
    assert client.take('{"line":"A"}', "one")[0] == 201
    client.close()
    folder = hall.data / "halls" / "chengguan"
    names = {entry.name for entry in folder.iterdir() if entry.is_file()}
    assert "hall.sqlite" in names
    assert names <= {"hall.sqlite", "hall.sqlite-wal", "hall.sqlite-shm"}, names
    opened = {entry.resolve() for entry in pathlib.Path(f"/proc/{hall.pid}/fd").iterdir()}
    outside = [
        path for path in opened
        if path.is_file() and hall.data.resolve() not in path.parents and path != hall.log.resolve()
    ]
    assert not outside, f"keeps files open elsewhere: {outside}"


def test_libraries_are_the_distributions(pytestconfig):
    listed = subprocess.run(
        ["ldd", pytestconfig.getoption("binary")], capture_output=True, text=True).stdout
    direct = subprocess.run(
        ["objdump", "-p", pytestconfig.getoption("binary")], capture_output=True, text=True).stdout
    needed = [line.split()[1] for line in direct.splitlines() if "NEEDED" in line]
    foreign = [name for name in needed if not name.startswith(ALLOWED) and "swift" not in name.lower()]
    assert "not found" not in listed, listed
    assert not foreign, f"needs {foreign}"


def test_a_free_port_stands_in_the_codes(chromium, pattern, tmp_path, pytestconfig, pictures):
    """--port 0 takes a free port; the slip must name that one."""
    with DemoHall(pytestconfig.getoption("binary"), tmp_path / "data") as hall:
        from people import People
        people = People(chromium, hall, pictures)
        kiosk = people.kiosk()
        take_number(kiosk)
        code = read_code(pictures.take_part(kiosk.locator(".qr img"), "kiosk-code-free-port"))
        people.leave()
        assert urllib.parse.urlsplit(code).port == urllib.parse.urlsplit(hall.url).port, code
