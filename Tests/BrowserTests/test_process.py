"""One process, one file for a hall, the distribution's libraries."""

import pathlib
import subprocess
import urllib.parse

from demo_hall import DemoHall
from hall_client import HallClient
from people import People, take_number
from pictures import read_code

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
    # The key that its PINs and codes are kept under lies beside it.
    assert names <= {"hall.sqlite", "hall.sqlite-wal", "hall.sqlite-shm", "claims.key"}, names
    opened = {entry.resolve() for entry in pathlib.Path(f"/proc/{hall.pid}/fd").iterdir()}
    outside = [
        path for path in opened
        if path.is_file() and hall.data.resolve() not in path.parents and path != hall.log.resolve()
    ]
    assert not outside, f"keeps files open elsewhere: {outside}"


def test_libraries_are_the_distributions(pytestconfig):
    listed = subprocess.run(
        ["ldd", pytestconfig.getoption("binary")], capture_output=True, text=True).stdout
    assert "not found" not in listed, listed
    paths = [line.split("=>")[1].split()[0] for line in listed.splitlines() if "=>" in line]
    # A debug build takes Swift's runtime from the toolchain; a release build carries it.
    foreign = [path for path in paths if not path.startswith(("/lib", "/usr/lib")) and "/swift/" not in path]
    assert not foreign, f"needs {foreign}"
    names = " ".join(paths)
    assert "libsqlite3" in names
    # libpq is for a city's receiver; a hall asks no server.
    assert not [name for name in ("mysql", "mongo", "rabbitmq", "hiredis") if name in names]


def test_a_free_port_stands_in_the_codes(chromium, tmp_path, pytestconfig, pictures):
    """--port 0 takes a free port; the slip must name that one."""
    with DemoHall(pytestconfig.getoption("binary"), tmp_path / "data") as hall:
        people = People(chromium, hall, pictures)
        kiosk = people.kiosk()
        take_number(kiosk)
        code = read_code(pictures.take_part(kiosk.locator(".qr img"), "kiosk-code-free-port"))
        people.leave()
        assert urllib.parse.urlsplit(code).port == urllib.parse.urlsplit(hall.url).port, code
