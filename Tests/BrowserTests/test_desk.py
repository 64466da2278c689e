"""The desk: two at once, keys, pause, transfer, what is taken back."""

import pytest
from people import act, desk_number, take_number
from playwright.sync_api import expect

CLICK_AT = """([selector, moment]) => setTimeout(
  () => document.querySelector(selector).click(), moment - Date.now())"""


def press_together(desks, name):
    """Presses the same button in every browser at one moment of the clock they share."""
    moment = desks[0].evaluate("Date.now() + 150")
    selector = f"form[action$='/desk/{name}'] button"
    for desk in desks:
        desk.evaluate("document.documentElement.setAttribute('data-old', '')")
    for desk in desks:
        desk.evaluate(CLICK_AT, [selector, moment])
    for desk in desks:
        expect(desk.locator("html[data-old]")).to_have_count(0)
        desk.wait_for_load_state()


def test_two_desks_at_once_never_get_one_ticket(people):
    """(41) MADO-queue#1, sbc-qsystem#272. Windows 1 and 2 both serve line B."""
    kiosk = people.kiosk()
    rounds = 8
    for _ in range(2 * rounds):
        take_number(kiosk, "B")
        kiosk.goto("/h/chengguan/kiosk")
    desks = [people.clerk(0), people.clerk(1)]
    called = []
    for _ in range(rounds):
        press_together(desks, "next")
        called += [desk_number(desk) for desk in desks]
        press_together(desks, "finish")
    assert len(set(called)) == 2 * rounds, f"called twice: {called}"


def test_the_space_key_calls_and_f_keys_act(people):
    """(40, 45) Each act is one key, and a miss is taken back."""
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    # A key pressed before the page's script is there is nobody's key.
    desk.wait_for_load_state("load")
    with desk.expect_navigation():
        desk.keyboard.press("Space")
    assert desk_number(desk) == "A001"
    with desk.expect_navigation():
        desk.keyboard.press("F2")
    with desk.expect_navigation():
        desk.keyboard.press("F3")
    expect(desk.locator("form[action$='/desk/return']")).to_be_visible()
    people.look(desk, "desk-missed")
    act(desk, "undo")
    assert desk_number(desk) == "A001"
    with desk.expect_navigation():
        desk.keyboard.press("F4")
    expect(desk.locator("form[action$='/desk/next'] button")).to_be_enabled()


def test_the_waiting_list_fills_by_itself(people):
    """novosga#318: nobody presses F5."""
    desk = people.clerk()
    desk.evaluate("window.mark = 'the same document'")
    kiosk = people.kiosk()
    take_number(kiosk)
    expect(desk.locator(".waiting tbody th")).to_have_text(["A001"])
    kiosk.goto("/h/chengguan/kiosk")
    take_number(kiosk, "B")
    expect(desk.locator(".waiting tbody th")).to_have_text(["A001", "B001"])
    assert desk.evaluate("window.mark") == "the same document"
    people.look(desk, "desk-waiting")


def test_a_pause_has_a_reason_that_everybody_sees(people):
    """novosga#314, #315."""
    board = people.board()
    desk = people.clerk()
    desk.click("details:has(form[action$='/desk/pause']) summary")
    desk.fill("#f-reason", "去档案室取材料")
    act(desk, "pause")
    expect(desk.locator("form[action$='/desk/resume'] button.go")).to_be_visible()
    people.look(desk, "desk-paused")
    board.reload()
    expect(board.locator(".pauses li")).to_contain_text("去档案室取材料")
    people.look(board, "board-paused")
    admin = people.admin()
    row = admin.locator("table").last.locator("tbody tr").first
    expect(row).to_contain_text("去档案室取材料")
    people.look(admin, "admin-overview-paused")
    act(desk, "resume")
    expect(desk.locator("form[action$='/desk/next'] button")).to_be_visible()


def test_a_pause_reaches_the_board_by_itself(people):
    board = people.board()
    desk = people.clerk()
    desk.click("details:has(form[action$='/desk/pause']) summary")
    act(desk, "pause")
    expect(board.locator(".pauses li")).to_contain_text("临时离开")


def test_transfer_hold_and_issue(people):
    """(45) A transfer is taken back."""
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    act(desk, "next")
    desk.click("details:has(form[action$='/desk/transfer']) summary")
    people.look(desk, "desk-transfer")
    desk.select_option("#f-to", "line:B")
    act(desk, "transfer")
    expect(desk.locator(".undo")).to_be_visible()
    people.look(desk, "desk-transferred")
    act(desk, "undo")
    act(desk, "hold")
    people.look(desk, "desk-held")
    with desk.expect_navigation():
        desk.click("form[action$='/desk/resume']:has(input[name=ticket]) button")
    assert desk_number(desk) == "A001"
    desk.click("details:has(form[action$='/desk/ticket']) summary")
    desk.select_option("#f-line", "B")
    act(desk, "ticket")
    expect(desk.locator(".done")).to_be_visible()
    people.look(desk, "desk-issued")


def test_news_while_an_act_is_sent_does_not_swallow_it(people):
    """The part that holds the form came anew before the server had answered; the form was sent nowhere."""
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    for name in ("next", "miss"):
        act(desk, name)
    asked = []
    body = desk.locator("body")
    desk.route(f"**{body.get_attribute('data-state')}", lambda route: asked.append(route), times=1)
    kiosk.goto("/h/chengguan/kiosk")
    with desk.expect_response(f"**{body.get_attribute('data-now')}"):
        desk.click("form[action$='/desk/undo'] button")
        take_number(kiosk)
    desk.wait_for_timeout(200)
    with desk.expect_navigation():
        asked[0].continue_()
    assert desk_number(desk) == "A001"


def test_a_busy_window_is_shown_to_whom_it_belongs(people):
    people.clerk()
    other = people.signed_in("desk", "clerk", 1)
    expect(other.locator(".choices li").first.locator(".state")).to_be_visible()
    assert other.locator(".choices li").first.locator("button").count() == 0
    people.look(other, "desk-choose-taken")


def test_a_larger_letter_fits_the_desk(people, hall):
    """(47) 1366×768 at 125 %."""
    desk = people.clerk()
    kiosk = people.kiosk()
    take_number(kiosk)
    desk.set_viewport_size({"width": 1092, "height": 614})
    act(desk, "next")
    people.look(desk, "desk-called-125-percent")
    expect(desk.locator("form[action$='/desk/finish'] button")).to_be_visible()


# Milliseconds between a scanner's keys: a quick one, a slow one beside a coarse clock, and one key that comes late.
PACES = {"quick": [2] * 6, "slow": [50, 34, 66, 50, 66, 50], "first key late": [230, 5, 5, 5, 5, 5]}


def strike(desk, text, gaps, with_enter=True):
    """Keys with the times of their own that a keyboard's have, however long a busy machine takes to hand them
    over; then Enter."""
    tools = desk.context.new_cdp_session(desk)
    moment = desk.evaluate("Date.now()") / 1000
    keys = [(sign, ord(sign), sign) for sign in text] + ([("Enter", 13, "\r")] if with_enter else [])
    for gap, (key, code, sign) in zip([0, *gaps], keys):
        moment += gap / 1000
        pressed = {"key": key, "windowsVirtualKeyCode": code, "timestamp": moment}
        tools.send("Input.dispatchKeyEvent", {"type": "keyDown", "text": sign, **pressed})
        tools.send("Input.dispatchKeyEvent", {"type": "keyUp", **pressed})
    tools.detach()


@pytest.mark.parametrize("gaps", PACES.values(), ids=PACES)
def test_42_a_scan_works_wherever_the_focus_is(people, gaps):
    kiosk = people.kiosk()
    take_number(kiosk)
    code = kiosk.inner_text(".short-code b").strip()
    desk = people.clerk()
    act(desk, "next")
    for selector in (None, "#f-note", "#f-items", "#f-code", "form[action$='/desk/recall'] button"):
        if selector and selector.startswith("#"):
            desk.fill(selector, "已经写的字")
        if selector:
            desk.focus(selector)
        with desk.expect_navigation(url="**/desk?code=*"):
            strike(desk, code, gaps)
        expect(desk.locator(".found h2")).to_contain_text("A001")
        if not selector:
            people.look(desk, "desk-found")
        with desk.expect_navigation():
            desk.click(".found a.button")
    # 46: what was typed before the scan is what is kept; and no button was pressed by the scan's Enter.
    expect(desk.locator("#f-note")).to_have_value("已经写的字")


def test_42_what_a_hand_types_is_no_scan(people):
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    act(desk, "next")
    desk.focus("#f-note")
    strike(desk, "2026A1", [110, 90, 120, 70, 100, 130])
    expect(desk.locator("#f-note")).to_have_value("2026A1\n")
    assert "code=" not in desk.url


def test_43_a_scan_under_an_input_method_is_told(people):
    desk = people.clerk()
    desk.evaluate("""() => {
      for (let n = 0; n < 8; n += 1) {
        const event = new KeyboardEvent('keydown', {bubbles: true});
        Object.defineProperty(event, 'keyCode', {value: 229});
        document.activeElement.dispatchEvent(event);
      }
    }""")
    expect(desk.locator(".ime")).to_contain_text("请切换英文输入法")
    people.look(desk, "desk-input-method")


def test_44_codes_that_open_nothing_say_why(people):
    desk = people.clerk()
    sentences = set()
    for code in ("A777", "可7们2评9", "http://hall.test/h/hexi/t/4-ZZZZZZZZZZZZZZZZZZZZ"):
        desk.fill("#f-code", code)
        with desk.expect_navigation():
            desk.press("#f-code", "Enter")
        sentences.add(desk.inner_text(".refused h2"))
    assert len(sentences) == 3, sentences
    people.look(desk, "desk-code-of-another-hall")


def test_46_a_note_outlives_the_session(people):
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    act(desk, "next")
    desk.context.clear_cookies(name="yizhan_session")
    desk.fill("#f-note", "缺户口簿复印件")
    expect(desk.locator(".expired")).to_be_visible()
    people.look(desk, "desk-expired")
    desk.click(".expired a")
    account, password = people.hall.account("clerk", "chengguan", 0)
    desk.fill("#f-account", account)
    desk.fill("#f-password", password)
    desk.click("main button[type=submit]")
    expect(desk.locator("#f-note")).to_have_value("缺户口簿复印件")
    expect(desk.locator("#note-state")).to_have_text("已保存")
    desk.reload()
    expect(desk.locator("#f-note")).to_have_value("缺户口簿复印件")
    # The browser tells of the refused note on its console; that is what this test is about.
    people.noises = [noise for noise in people.noises if "/desk/note" not in noise]


def test_40_next_is_one_key_and_waits_for_its_answer(people):
    kiosk = people.kiosk()
    for _ in range(2):
        take_number(kiosk)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    desk.wait_for_load_state("load")
    assert desk.evaluate("""() => {
      const button = document.querySelector("form[action$='/desk/next'] button");
      button.click();
      return button.disabled;
    }""")
    expect(desk.locator("section.current .number")).to_have_text("A001")


def test_47_the_desk_fits_without_scrolling(people):
    kiosk = people.kiosk()
    for _ in range(3):
        take_number(kiosk)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    act(desk, "next")
    act(desk, "miss")
    act(desk, "next")
    people.look(desk, "desk-full")
    for width, height in ((1366, 768), (1092, 614)):
        desk.set_viewport_size({"width": width, "height": height})
        bottom = desk.evaluate("""() => Math.max(...[...document.querySelectorAll(
          ".main-acts button, .finish button, .undo button, #f-note")]
          .map(e => e.getBoundingClientRect().bottom))""")
        assert bottom <= height, f"{width}×{height}: an act at {bottom}"


def test_every_part_of_the_desk_follows_the_hall(people):
    """Somebody else's act is seen without a reload: a missed holder comes back at the kiosk."""
    kiosk = people.kiosk()
    take_number(kiosk)
    desk = people.clerk()
    act(desk, "next")
    act(desk, "miss")
    expect(desk.locator("[data-part=missed] li")).to_have_count(1)
    desk.evaluate("window.mark = 'the same document'")
    other = people.signed_in("desk", "clerk", 1)
    other.fill("#f-code", "A001")
    with other.expect_navigation():
        other.press("#f-code", "Enter")
    with other.expect_navigation():
        other.click(".found-acts button")
    expect(desk.locator("[data-part=missed] li")).to_have_count(0)
    expect(desk.locator(".waiting tbody th")).to_have_text(["A001"])
    assert desk.evaluate("window.mark") == "the same document"


def test_a_server_that_is_away_costs_no_page(people, hall):
    desk = people.clerk()
    people.is_server_away = True
    hall.stop()
    desk.click("form[action$='/desk/next'] button")
    expect(desk.locator(".unsent")).to_be_visible()
    expect(desk.locator("form[action$='/desk/next'] button")).to_be_enabled()
    people.look(desk, "desk-unsent")
