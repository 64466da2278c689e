"""The server goes away and comes back; a hall's file is damaged."""

import json
import urllib.error
import urllib.request

import pytest
from hall_client import HallClient, sign_in
from people import People, take_number
from playwright.sync_api import expect


def call(hall, *numbers):
    """Takes and calls numbers without a browser; returns what was called."""
    kiosk = HallClient(hall.url, hall.device_token("kiosk"))
    desk = HallClient(hall.url, sign_in(hall.url, *hall.account("clerk")))
    called = []
    for key in numbers:
        assert kiosk.take('{"line":"A"}', key)[0] == 201
        # Open and free, whatever it was before.
        assert desk.act("1", "open")[0] in (200, 409)
        assert desk.act("1", "finish", {"outcome": "served"})[0] in (200, 409)
        status, answer = desk.act("1", "next")
        assert status == 200, answer
        called.append(json.loads(answer)["number"])
    return called


def test_the_board_survives_a_power_cut(people, hall):
    """(12, 28, 29) Killed and started again, with what was called meanwhile."""
    kiosk = people.kiosk()
    board = people.board()
    call(hall, "before")
    expect(board.locator("#current .number")).to_have_text("A001")
    board.evaluate("window.mark = 'the same document'")
    people.is_server_away = True
    hall.kill()
    expect(board.locator(".offline-banner")).to_be_visible(timeout=25_000)
    expect(board.locator("#current .number")).to_have_text("A001")
    people.look(board, "board-stale")
    expect(kiosk.locator(".over")).to_be_visible(timeout=25_000)
    people.look(kiosk, "kiosk-server-away")
    # What is called before the screens are back must reach them all the same.
    for context in people.contexts:
        context.route("**/api/v1/halls/*/*", lambda route: route.abort())
    hall.start()
    missed = call(hall, "missed-1", "missed-2")
    for context in people.contexts:
        context.unroute("**/api/v1/halls/*/*")
    expect(board.locator(".offline-banner")).to_have_count(0, timeout=20_000)
    expect(board.locator("#current .number")).to_have_text(missed[1], timeout=20_000)
    shown = board.locator("#recent .number").all_inner_texts()
    assert shown[:2] == [missed[0], "A001"], shown
    assert board.evaluate("window.mark") == "the same document"
    expect(kiosk.locator(".over")).to_have_count(0, timeout=20_000)
    people.look(board, "board-back")
    kiosk.goto("/h/chengguan/kiosk")
    assert take_number(kiosk) == "A004"


def damage(file, how):
    size = file.stat().st_size
    if how == "truncated":
        with open(file, "r+b") as stream:
            stream.truncate(size // 2)
    elif how == "overwritten":
        with open(file, "r+b") as stream:
            stream.seek(100)
            stream.write(b"\x5a" * (size - 100))
    else:
        file.unlink()


@pytest.mark.parametrize("how", ["truncated", "overwritten", "missing"])
def test_a_damaged_hall_is_a_fault_and_not_an_empty_hall(closed_hall, chromium, pictures, how):
    """MADO-queue#8: a fault of the database looked like nobody waiting."""
    hall = closed_hall.start()
    kiosk = HallClient(hall.url, hall.device_token("kiosk"))
    for key in "abc":
        assert kiosk.take('{"line":"A"}', key)[0] == 201
    kiosk.close()
    hall.stop()
    folder = hall.data / "halls" / "chengguan"
    for rest in ("hall.sqlite-wal", "hall.sqlite-shm"):
        (folder / rest).unlink(missing_ok=True)
    damage(folder / "hall.sqlite", how)
    hall.start()
    people = People(chromium, hall, pictures)
    page = people.browser("phone")
    for path in ("/h/chengguan", "/h/chengguan/board", "/h/chengguan/kiosk"):
        answer = page.goto(path)
        assert answer.status == 503, f"{path}: {answer.status}"
        expect(page.locator("h1")).to_have_text("这个大厅的数据打不开")
    people.look(page, f"phone-hall-{how}")
    for path in ("board", "lines"):
        with pytest.raises(urllib.error.HTTPError) as refusal:
            urllib.request.urlopen(f"{hall.url}/api/v1/halls/chengguan/{path}")
        assert refusal.value.code == 503
        assert json.load(refusal.value)["code"] == "hall-damaged"
    # The other halls work, and the list of halls does not count nobody in the one that is damaged.
    assert page.goto("/h/hexi/kiosk").status == 200
    assert page.goto("/").status == 200
    entry = page.locator("ul.halls li", has=page.locator("a[href='/h/chengguan']"))
    people.look(page, f"phone-machine-{how}")
    text = entry.inner_text()
    county = people.signed_in("admin", "countyAdmin")
    county.goto("/county")
    people.look(county, f"admin-county-{how}")
    row = county.locator("tr", has=county.locator("a[href='/h/chengguan/admin']"))
    cells = [cell.strip() for cell in row.locator("td.figure").all_inner_texts()]
    people.leave()
    people.check_quiet()
    assert "0" not in text and "无人等候" not in text, f"the list of halls says {text!r}"
    assert "0" not in cells, f"the county's table says {cells}"
