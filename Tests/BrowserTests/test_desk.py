"""The desk: two at once, keys, pause, transfer, what is taken back."""

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
