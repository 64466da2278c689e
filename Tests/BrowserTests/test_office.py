"""The hall's office: lines and windows, devices, handwritten numbers, staff, settings."""

import re

import pytest
from people import act, take_number
from playwright.sync_api import expect

PLACES = [
    ("", "overview"), ("/lines", "lines"), ("/lines/new", "line-new"), ("/lines/A", "line"),
    ("/windows", "windows"), ("/windows/new", "window-new"), ("/windows/1", "window"),
    ("/settings", "settings"), ("/devices", "devices"), ("/staff", "staff"), ("/paper", "paper"),
    ("/journal", "journal"),
]


def test_every_page_of_the_office(people):
    """(4, 58) Axe, one heading and a title of its own on each page."""
    admin = people.admin()
    titles = set()
    for path, name in PLACES:
        admin.goto(f"/h/chengguan/admin{path}")
        people.look(admin, f"admin-{name}")
        titles.add(admin.title())
    assert len(titles) == len(PLACES), titles


def test_a_new_line_and_window_appear_on_the_kiosk(people):
    kiosk = people.kiosk()
    kiosk.evaluate("window.mark = 'the same document'")
    admin = people.admin()
    admin.goto("/h/chengguan/admin/lines")
    admin.click(".heading a.button")
    admin.fill("#f-letter", "E")
    admin.fill("#f-name", "不动产登记")
    admin.check("#f-always")
    admin.click("form[action$='/admin/lines'] button[type=submit]")
    expect(admin.locator(".done")).to_be_visible()
    expect(kiosk.locator("#line-E")).to_contain_text("不动产登记")
    assert kiosk.evaluate("window.mark") == "the same document"
    admin.goto("/h/chengguan/admin/windows/new")
    admin.fill("#f-window", "5")
    admin.fill("#f-name", "5号窗口")
    admin.select_option("select[name=serves-E]", "1")
    admin.click("form[action$='/admin/windows'] button[type=submit]")
    expect(admin.locator(".done")).to_be_visible()
    people.look(admin, "admin-windows-five")
    assert take_number(kiosk, "E") == "E001"
    expect(kiosk.locator(".windows")).to_contain_text("5")
    people.look(kiosk, "kiosk-ticket-new-line")
    desk = people.clerk(0, window=5)
    act(desk, "next")
    expect(desk.locator("section.current .number")).to_have_text("E001")


def test_what_is_wrong_stands_at_its_field(people):
    """(53) The fault at its field, and the way from the summary to it."""
    admin = people.admin()
    admin.goto("/h/chengguan/admin/lines/new")
    admin.fill("#f-letter", "7")
    admin.fill("#f-name", "测试")
    admin.evaluate("document.querySelector(\"form[action$='/admin/lines']\").noValidate = true")
    admin.click("form[action$='/admin/lines'] button[type=submit]")
    expect(admin.locator(".refused")).to_be_focused()
    expect(admin.locator("#f-letter")).to_have_attribute("aria-invalid", "true")
    expect(admin.locator("#f-name")).to_have_value("测试")
    people.look(admin, "admin-line-faults")
    admin.click(".refused a")
    expect(admin.locator("#f-letter")).to_be_focused()


def test_handwritten_numbers_are_entered_later(people):
    admin = people.admin()
    admin.goto("/h/chengguan/admin/paper")
    people.look(admin, "admin-paper-empty")
    admin.select_option("#f-line", "C")
    admin.fill("#f-count", "10")
    admin.click("form[action$='/admin/paper'] button[type=submit]")
    expect(admin.locator("section.sheet h3")).to_contain_text("C001")
    admin.fill("input[name=number]", "C003")
    admin.click("form[action*='/admin/paper/'] button[type=submit]")
    expect(admin.locator(".done")).to_be_visible()
    people.look(admin, "admin-paper-entered")
    kiosk = people.kiosk()
    assert take_number(kiosk, "C") == "C011", "the machine gave out a number that is on paper"
    desk = people.clerk(2)
    act(desk, "next")
    expect(desk.locator("section.current .number")).to_have_text("C003")


def test_a_reservation_sent_twice_reserves_once(people):
    admin = people.admin()
    admin.goto("/h/chengguan/admin/paper")
    admin.fill("#f-count", "10")
    admin.evaluate("""async () => {
      const form = document.querySelector("form[action$='/admin/paper']");
      const body = new URLSearchParams(new FormData(form));
      await fetch(form.action, {method: 'POST', body: body});
      await fetch(form.action, {method: 'POST', body: body});
    }""")
    admin.goto("/h/chengguan/admin/paper")
    expect(admin.locator("section.sheet h3")).to_have_count(1)


def test_pairing_by_code(people):
    admin = people.admin()
    admin.goto("/h/chengguan/admin/devices")
    admin.select_option("#f-kind", "kiosk")
    admin.fill("#f-name", "东门取号机")
    admin.click("form[action$='/admin/devices'] button[type=submit]")
    code = re.sub(r"\D", "", admin.inner_text(".offer .code"))
    assert len(code) == 6
    people.look(admin, "admin-devices-code")
    kiosk = people.browser("kiosk")
    kiosk.goto("/pair")
    people.look(kiosk, "kiosk-pair")
    kiosk.fill("#f-code", "000000" if code != "000000" else "111111")
    kiosk.click("form.big-code button")
    expect(kiosk.locator(".refused")).to_contain_text("配对码不对")
    people.look(kiosk, "kiosk-pair-wrong")
    kiosk.fill("#f-code", code)
    kiosk.click("form.big-code button")
    expect(kiosk).to_have_url(re.compile("/h/chengguan/kiosk$"))
    assert take_number(kiosk) == "A001"
    admin.goto("/h/chengguan/admin/devices")
    row = admin.locator("tr", has_text="东门取号机")
    expect(row).to_contain_text("Chrom")
    people.look(admin, "admin-devices-paired")
    row.locator("a.button").click()
    people.look(admin, "admin-device-kiosk")
    # 54: the act names its object and asks once.
    admin.click("details.danger summary")
    expect(admin.locator("button.stop")).to_contain_text("东门取号机")
    admin.click("button.stop")
    expect(admin.locator(".done")).to_be_visible()
    kiosk.goto("/h/chengguan/kiosk")
    kiosk.click("#line-A")
    expect(kiosk.locator("h1")).to_contain_text("还没有配对")


def test_a_token_does_not_stay_in_the_address(people, hall):
    """(51) Nor does a device tell its secret."""
    board = people.browser("board")
    board.goto(f"/pair?token={hall.device_token('board')}")
    expect(board).to_have_url(f"{hall.url}/h/chengguan/board")
    assert "token" not in board.evaluate("document.referrer + location.href + document.cookie")


def test_figures_of_the_day(people):
    """novosga#314: what a manager asks for."""
    kiosk = people.kiosk()
    for _ in range(3):
        take_number(kiosk)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    act(desk, "next")
    act(desk, "finish")
    act(desk, "next")
    act(desk, "miss")
    admin = people.admin()
    figures = admin.locator("dl.figures dd").all_inner_texts()
    assert [figure.strip() for figure in figures] == ["3", "1", "1", "1"], figures
    people.look(admin, "admin-overview-figures")


def test_staff_and_county(people):
    county = people.signed_in("admin", "countyAdmin")
    for path, name in (("/county", "county"), ("/county/staff", "county-staff")):
        county.goto(path)
        people.look(county, f"admin-{name}")


@pytest.mark.parametrize("role", ["auditor", "supervisor", "reviewer", "agent"])
def test_every_role_finds_a_page(people, role):
    page = people.signed_in("admin", role)
    people.look(page, f"admin-as-{role}")
