"""The hall's office: lines and windows, devices, handwritten numbers, staff, settings."""

import re
import time

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
    """(54, 57) The list tells a device's engine and when it was seen last; unpairing names it and asks."""
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
    expect(row.locator(".agent")).to_have_text(re.compile(r"^Chromium \d+$"))
    expect(row.locator("td.tabular")).to_have_text(re.compile(r"\d\d:\d\d"))
    people.look(admin, "admin-devices-paired")
    row.locator("a.button").click()
    people.look(admin, "admin-device-kiosk")
    admin.click("details.danger summary")
    expect(admin.locator("button.stop")).to_contain_text("东门取号机")
    admin.click("button.stop")
    expect(admin.locator(".done")).to_be_visible()
    kiosk.goto("/h/chengguan/kiosk")
    kiosk.click("#line-A")
    expect(kiosk.locator("h1")).to_contain_text("还没有配对")


# What an address ends in whose act takes something away. An act of the second kind stands beside its way back.
TAKES_AWAY = {"remove": None, "unpair": None, "restore": None, "cancel": None, "close": "reopen", "lock": "unlock"}
OFFICE = ["", "/lines", "/lines/A", "/windows", "/windows/1", "/settings", "/devices", "/devices/kiosk-1",
          "/devices/board-1", "/staff", "/paper", "/voice", "/journal", "/report"]

FORMS = """() => [...document.querySelectorAll("form[method=post]")].map(form => {
  const button = form.querySelector("button, input[type=submit]");
  return {act: new URL(form.action).pathname.split("/").pop(), ask: form.getAttribute("data-ask") || "",
    folded: !!form.closest("details") && !form.closest("details[open]"), stops: button.matches(".stop"),
    says: button.getAttribute("aria-label") || button.textContent.trim(),
    object: [...(form.closest("tr, li") || document).querySelectorAll("th, tr > td:nth-child(2), li > b, h1")]
      .map(one => one.textContent).join(" ")};
})"""


def test_54_what_takes_away_names_its_object_and_asks(people):
    """Each form of the office: folded away or with a question, and with the name of what goes."""
    admin = people.admin()
    county = people.signed_in("admin", "countyAdmin")
    found = set()
    pages = [(admin, f"/h/chengguan/admin{path}") for path in OFFICE]
    pages += [(county, path) for path in ("/county", "/county/staff", "/calendar")]
    for page, path in pages:
        page.goto(path)
        for form in page.evaluate(FORMS):
            if form["act"] not in TAKES_AWAY and not form["stops"]:
                continue
            found.add(form["act"])
            assert form["act"] in TAKES_AWAY, f"{path}: nobody has said what {form} takes away"
            asks = form["ask"] or form["folded"] or TAKES_AWAY[form["act"]]
            assert asks, f"{path}: {form} is done at the first press"
            names = form["object"].removeprefix("修改").split()
            says = form["ask"] or form["says"]
            assert any(name in says for name in names), f"{path}: {form} does not name its object"
    assert {"remove", "unpair", "close", "lock"} <= found, found


def test_54_a_line_goes_after_one_question(people):
    admin = people.admin()
    admin.goto("/h/chengguan/admin/lines/new")
    admin.fill("#f-letter", "E")
    admin.fill("#f-name", "不动产登记")
    admin.check("#f-always")
    admin.click("form[action$='/admin/lines'] button[type=submit]")
    admin.goto("/h/chengguan/admin/lines/E")
    expect(admin.locator("button.stop")).to_be_hidden()
    admin.click("details.danger summary")
    expect(admin.locator("details.danger p")).to_contain_text("不动产登记")
    expect(admin.locator("button.stop")).to_contain_text("不动产登记")
    people.look(admin, "admin-line-removing")
    admin.click("button.stop")
    expect(admin.locator(".done")).to_be_visible()
    expect(admin.locator("tbody")).not_to_contain_text("不动产登记")


def test_54_a_question_that_is_refused_leaves_everything(people):
    county = people.signed_in("admin", "countyAdmin")
    county.goto("/calendar?year=2026")
    form = county.locator("form[action='/county/calendar/local']")
    form.locator("[name=date]").fill("2026-04-14")
    form.locator("[name=name]").fill("泼水节")
    with county.expect_navigation():
        form.locator("button").click()
    asked = []

    def answer(dialog):
        asked.append(dialog.message)
        dialog.accept() if len(asked) == 2 else dialog.dismiss()

    county.on("dialog", answer)
    county.goto("/calendar?year=2026")
    remove = county.locator("form[action$='/2026-04-14/remove'] button")
    remove.click()
    expect(remove).to_be_visible()
    assert asked == ["删除 2026-04-14 这一天？"]
    with county.expect_navigation():
        remove.click()
    county.goto("/calendar?year=2026")
    expect(remove).to_have_count(0)


def test_60_a_new_line_takes_two_words_and_a_tick(people, hall, figures):
    """From signing in to a number at the kiosk, reading the labels alone; each press is one that the page names."""
    kiosk = people.kiosk()
    began = time.monotonic()
    admin = people.admin()
    steps = 0
    for name in ("业务队列", "添加业务队列"):
        admin.get_by_role("link", name=name, exact=True).first.click()
        steps += 1
    expect(admin).to_have_url(re.compile("/admin/lines/new$"))
    form = admin.locator("form[action$='/admin/lines']")
    needed = [
        box for box in form.locator("input:not([type=hidden]), select, textarea").all()
        if box.is_visible() and box.get_attribute("required") is not None]
    assert len(needed) == 2, [box.get_attribute("name") for box in needed]
    form.get_by_label("字母").fill("E")
    form.get_by_label("名称").fill("不动产登记")
    form.get_by_label("全天取号", exact=False).check()
    # A window that serves it is chosen on the same page.
    form.get_by_label("1号窗口", exact=True).check()
    form.get_by_role("button", name="保存").click()
    steps += 5
    expect(admin.locator(".done")).to_be_visible()
    assert take_number(kiosk, "E") == "E001"
    expect(kiosk.locator(".windows")).to_contain_text("1")
    assert steps <= 7
    figures.append(f"a new line: {steps} steps, {time.monotonic() - began:.1f} s by script")


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
