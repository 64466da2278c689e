"""One number from the kiosk to the end, seen from every screen."""

import time

from people import act, desk_number, take_number
from pictures import read_code
from playwright.sync_api import expect

WATCH = """() => {
  window.seen = [];
  const look = () => {
    const call = document.querySelector('#current .call');
    const event = call && call.getAttribute('data-event');
    const last = window.seen[window.seen.length - 1];
    if (event && (!last || last.event !== event)) {
      window.seen.push({event: event, number: call.querySelector('.number').textContent,
        at: Date.now(), flashes: /flash/.test(document.getElementById('current').className)});
      document.documentElement.setAttribute('data-seen', window.seen.length);
    }
  };
  look();
  window.mark = 'the same document';
  new MutationObserver(look).observe(document.getElementById('current'),
    {childList: true, subtree: true, attributes: true});
}"""


def press(desk, name):
    """Presses a button and returns when, by the browser's clock."""
    button = f"form[action$='/desk/{name}'] button"
    with desk.expect_navigation():
        return desk.evaluate(
            "button => { const now = Date.now();"
            " setTimeout(() => document.querySelector(button).click()); return now; }", button)


def seen(board, count, timeout=10_000):
    """The calls that the board has shown, once there are `count`; the page allows no eval to wait with."""
    expect(board.locator("html")).to_have_attribute("data-seen", str(count), timeout=timeout)
    return board.evaluate("window.seen")


def test_a_number_from_kiosk_to_finish(people, hall, pictures):
    """(4, 22, 27, 30) The whole way, with axe at each step, the code read from the screen and a recall that flashes anew."""
    kiosk = people.kiosk()
    people.look(kiosk, "kiosk-lines")
    board = people.board()
    expect(board.locator("#current .none")).to_be_visible()
    people.look(board, "board-empty")
    board.evaluate(WATCH)

    number = take_number(kiosk)
    assert number == "A001"
    people.look(kiosk, "kiosk-ticket")
    shown = kiosk.get_attribute(".qr img", "src").removesuffix("/qr.svg")
    code = read_code(pictures.take_part(kiosk.locator(".qr img"), "kiosk-ticket-code"))
    assert code.endswith(shown), f"the code says {code!r}, the ticket is {shown}"
    assert code.startswith("http://") and f":{hall.port}/" in code, code
    expect(board.locator("#waiting li").first.locator(".count")).to_have_text("1")

    people.own_names = frozenset([code.split("//")[1].split(":")[0]])
    phone = people.browser("phone")
    phone.goto(code)
    expect(phone.locator(".now .number")).to_have_text(number)
    people.look(phone, "phone-waiting")
    phone.evaluate("window.mark = 'the same document'")

    desk = people.signed_in("desk", "clerk")
    people.look(desk, "desk-choose")
    desk.click("form:has(input[name=window][value='1']) button")
    expect(desk.locator(".desk-head h1")).to_be_visible()
    people.look(desk, "desk-open")
    assert board.evaluate("window.seen") == []

    pressed = press(desk, "next")
    assert desk_number(desk) == number
    first = seen(board, 1)[0]
    assert first["number"] == number and first["flashes"], first
    assert first["at"] - pressed <= 1000, f"press to board: {first['at'] - pressed} ms"
    expect(board.locator("#current .window")).to_contain_text("1")
    people.look(board, "board-called")
    people.look(desk, "desk-called")
    expect(phone.locator(".now .sentence")).to_contain_text("1")
    people.look(phone, "phone-called")

    press(desk, "recall")
    second = seen(board, 2)[1]
    assert second["number"] == number and second["event"] != first["event"] and second["flashes"]
    assert board.locator("#current .call").count() == 1
    assert board.evaluate("window.mark") == "the same document"
    assert phone.evaluate("window.mark") == "the same document"

    act(desk, "start")
    people.look(desk, "desk-serving")
    act(desk, "finish")
    expect(phone.locator(".now .said")).not_to_contain_text("请到")
    expect(phone.get_by_text("取消这个号")).to_have_count(0)
    people.look(desk, "desk-finished")
    people.look(phone, "phone-finished")
    act(desk, "undo")
    assert desk_number(desk) == number
    people.look(desk, "desk-undone")


def test_press_to_board_stays_under_a_second(people, figures):
    """(27) Five calls, the slowest counts."""
    kiosk = people.kiosk()
    for _ in range(5):
        take_number(kiosk)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    took = []
    for _ in range(5):
        board = people.board()
        board.evaluate(WATCH)
        before = len(board.evaluate("window.seen"))
        pressed = press(desk, "next")
        took.append(seen(board, before + 1)[-1]["at"] - pressed)
        board.close()
        act(desk, "finish")
    figures.append(f"press to board: {sorted(took)} ms")
    assert max(took) <= 1000, took


def test_calls_that_come_together_are_all_shown(people):
    """(31) FQM#172: the board shows who was called, not who is next; and it drops nobody."""
    kiosk = people.kiosk()
    for line in "ABCD":
        take_number(kiosk, line)
        kiosk.goto("/h/chengguan/kiosk")
    board = people.board()
    board.evaluate(WATCH)
    desks = [people.clerk(index) for index in range(4)]
    for desk in desks:
        press(desk, "next")
    called = [desk_number(desk) for desk in desks]
    shown = [call["number"] for call in seen(board, 4, timeout=30_000)]
    assert shown == called, f"{called} were called, {shown} were shown"
    people.look(board, "board-four-calls")


def test_without_script(people, pictures, figures):
    """(6, 50) Nobody needs script to take, call and follow a number."""
    kiosk = people.kiosk(scripts=False)
    people.look(kiosk, "kiosk-lines-no-script", access=False)
    board = people.board(scripts=False)
    expect(board.locator("#current .none")).to_be_visible()
    number = take_number(kiosk)
    people.look(kiosk, "kiosk-ticket-no-script", access=False)
    code = read_code(pictures.take_part(kiosk.locator(".qr img"), "kiosk-code-no-script"))
    people.own_names = frozenset([code.split("//")[1].split(":")[0]])
    phone = people.browser("phone", scripts=False)
    phone.goto(code)
    desk = people.clerk(scripts=False)
    people.look(desk, "desk-open-no-script", access=False)
    act(desk, "next")
    assert desk_number(desk) == number
    began = time.monotonic()
    expect(board.locator("#current .number")).to_have_text(number, timeout=15_000)
    figures.append(f"press to board without script: {time.monotonic() - began:.1f} s")
    people.look(board, "board-called-no-script", access=False)
    expect(phone.locator(".now .sentence")).to_contain_text("1", timeout=20_000)
    people.look(phone, "phone-called-no-script", access=False)
    for name in ("recall", "start", "finish"):
        act(desk, name)
    act(desk, "undo")
    assert desk_number(desk) == number
    act(desk, "finish")
    desk.click("form.sign-out button")
    expect(desk.locator("h1")).to_have_text("您已退出登录")
    # The kiosk goes back to its first page by itself.
    expect(kiosk.locator("#line-A")).to_be_visible(timeout=60_000)


def test_the_slip_that_a_browser_prints(people, pictures):
    kiosk = people.kiosk()
    number = take_number(kiosk)
    shown = kiosk.get_attribute(".qr img", "src").removesuffix("/qr.svg")
    kiosk.emulate_media(media="print")
    kiosk.set_viewport_size({"width": 302, "height": 416})
    people.pictures.take(kiosk, "slip-80mm", whole=True)
    code = read_code(people.pictures.folder / "slip-80mm.png")
    assert code.endswith(shown), f"the slip's code says {code!r}"
    box = kiosk.locator(".taken-number .number").bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= 303, box
    expect(kiosk.locator(".taken-number .number")).to_have_text(number)
    expect(kiosk.locator("#done")).to_be_hidden()


def test_clocks_follow_the_server(people):
    """(38) A screen that stands all day shows the hall's time, not that of its loading."""
    kiosk, board = people.kiosk(), people.board()
    for page, clock in ((board, "#clock"), (kiosk, "[data-clock]")):
        right = page.inner_text(clock)
        page.evaluate("clock => { document.querySelector(clock).textContent = '00:00'; }", clock)
        expect(page.locator(clock)).to_contain_text(right[:3], timeout=8_000)
