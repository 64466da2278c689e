"""The board: what it says, how large it writes, and what it does with more than fits."""

import json

import pytest
from hall_client import HallClient, sign_in
from people import act, take_number
from plain_forms import Office
from playwright.sync_api import expect
from test_scenario import press

# Remembers when each sound began and ended; a page must not know, so it happens before its scripts.
LISTEN = """(() => {
  const play = HTMLMediaElement.prototype.play;
  window.sounds = [];
  HTMLMediaElement.prototype.play = function () {
    const sound = {address: new URL(this.src).pathname, begun: null, ended: null};
    if (!/silence/.test(sound.address)) { window.sounds.push(sound); }
    this.addEventListener('playing', () => { sound.begun = sound.begun || Date.now(); }, {once: true});
    for (const name of ['ended', 'error']) {
      this.addEventListener(name, () => {
        sound.ended = sound.ended || Date.now();
        const said = window.sounds.filter(one => one.ended).length;
        document.documentElement.setAttribute('data-said', said);
      }, {once: true});
    }
    return play.apply(this, arguments);
  };
})()"""

# A day in a minute: nothing stands long, and every sound is over at once.
HURRY = """(() => {
  const wait = window.setTimeout;
  window.setTimeout = (act, time) => wait(act, time / 50);
  HTMLMediaElement.prototype.play = function () {
    wait(() => { if (this.onended) { this.onended(); } }, 5);
    return Promise.resolve();
  };
})()"""


class Desks:
    """Clerks and a kiosk without browsers."""

    def __init__(self, hall, count=2):
        self.kiosk = HallClient(hall.url, hall.device_token("kiosk"))
        self.clerks = [
            HallClient(hall.url, sign_in(hall.url, *hall.account("clerk", index=index)))
            for index in range(count)]
        self.taken = 0
        for index, clerk in enumerate(self.clerks):
            assert clerk.act(str(index + 1), "open")[0] == 200

    def take(self, line="B"):
        self.taken += 1
        status, answer = self.kiosk.take(json.dumps({"line": line}), f"board-{self.taken}")
        assert status == 201
        return json.loads(answer)["number"]

    def call(self, index=0):
        """Calls the next number; returns it."""
        window = str(index + 1)
        assert self.clerks[index].act(window, "finish", {"outcome": "served"})[0] in (200, 409)
        status, answer = self.clerks[index].act(window, "next")
        assert status == 200
        return json.loads(answer)["number"]


def board(people, hall, script=LISTEN, size=None, paired=True, sounding=True):
    page = people.browser("board", size=size)
    page.add_init_script(script)
    with page.expect_response(lambda response: "/events" in response.url):
        page.goto(f"/pair?token={hall.device_token('board')}" if paired else "/h/chengguan/board")
    expect(page.locator("#sound")).to_be_visible()
    if sounding and page.locator("button#sound").count():
        page.click("button#sound")
    return page


def said(page, count, timeout=40_000):
    """The sounds that were played to their end, once there are `count`."""
    expect(page.locator("html")).to_have_attribute("data-said", str(count), timeout=timeout)
    return [sound for sound in page.evaluate("window.sounds") if sound["ended"]]


def set_up(hall, people, **fields):
    """An administrator sets the board up; returns the page that says so."""
    admin = people.admin()
    admin.goto("/h/chengguan/admin/devices/board-1")
    for name, value in fields.items():
        admin.fill(f"[name={name}]", value)
    with admin.expect_navigation():
        admin.click("main form button[type=submit] >> nth=0")
    return admin


def test_calls_that_come_together_never_overlap_and_a_recall_sounds_again(people, hall):
    """(30, 31) One after the other, and each as often as it was called."""
    desks = Desks(hall, count=2)
    page = board(people, hall)
    heard = page.evaluate("window.sounds.length")
    if heard:
        said(page, heard)
    numbers = [desks.take(), desks.take()]
    called = [desks.call(0), desks.call(1)]
    assert sorted(called) == sorted(numbers)
    # A recall takes the place of a call that has not had its turn yet.
    expect(page.locator("#current .number")).to_have_text(called[0])
    assert desks.clerks[0].act("1", "recall")[0] == 200
    sounds = said(page, heard + 3)[heard:]
    places = [sound["address"].rsplit("/say/", 1)[1] for sound in sounds]
    assert places == [f"{called[0]}/1.wav", f"{called[1]}/2.wav", f"{called[0]}/1.wav"]
    for earlier, later in zip(sounds, sounds[1:]):
        assert later["begun"] >= earlier["ended"], "two calls were heard at once"
    for sound in sounds:
        assert sound["ended"] - sound["begun"] > 2500, "a call was cut off"


def test_27_the_voice_begins_within_two_seconds_of_the_press(people, hall, figures):
    page = board(people, hall)
    heard = page.evaluate("window.sounds.length")
    if heard:
        said(page, heard)
    kiosk = people.kiosk()
    for _ in range(3):
        take_number(kiosk)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    took = []
    for count in range(heard + 1, heard + 4):
        pressed = press(desk, "next")
        took.append(said(page, count)[-1]["begun"] - pressed)
        act(desk, "finish")
    figures.append(f"press to voice: {sorted(took)} ms")
    assert max(took) <= 2000, took


# Every animation that runs: how long one turn takes, and what each of its steps sets.
ANIMATIONS = """() => document.getAnimations().filter(one => one.animationName).map(one => ({
  name: one.animationName, turn: one.effect.getTiming().duration, turns: one.effect.getTiming().iterations,
  steps: one.effect.getKeyframes().map(step => Object.fromEntries(
    Object.entries(step).filter(([name]) => !/^(offset|computedOffset|easing|composite)$/.test(name)))),
}))"""

# Where each text begins.
PLACES = """() => [...document.querySelectorAll('body *')].filter(one => one.children.length === 0 &&
  one.textContent.trim() && !one.closest('#clock')).map(one =>
  [one.textContent.trim(), Math.round(one.getBoundingClientRect().left), one.scrollLeft])"""


def test_34_a_call_flashes_slowly_and_nothing_moves_by_itself(people, hall):
    """Three flashes a second harm people; what moves is not read; colour alone says nothing to many."""
    office = Office(hall, "hallAdmin")
    office.submit("/h/chengguan/admin/settings", "/admin/settings", notice="今天下午三点停止户籍业务取号，请早些来。" * 3)
    page = board(people, hall)
    expect(page.locator("#sound")).to_have_text("语音已开")
    # The long notice fits the board, and stays where it is.
    before = page.evaluate(PLACES)
    page.wait_for_timeout(3000)
    assert page.evaluate(PLACES) == before
    assert page.evaluate(ANIMATIONS) == []
    assert page.locator("marquee").count() == 0
    desks = Desks(hall, count=1)
    desks.take()
    desks.call()
    expect(page.locator("#current.flash .call")).to_be_visible()
    running = page.evaluate(ANIMATIONS)
    assert len(running) == 1, running
    flash = running[0]
    assert all(set(step) == {"opacity"} for step in flash["steps"]), "only how strongly the call is seen may change"
    shades = [float(step["opacity"]) for step in flash["steps"]]
    dips = sum(later < earlier for earlier, later in zip(shades, shades[1:]))
    assert dips >= 1 and dips * 1000 / flash["turn"] <= 3, flash
    assert flash["turns"] * flash["turn"] <= 5000, "a flash ends"
    # What the colour of a closed line, of a paused window and of the sound says, a word says too.
    office.submit("/h/chengguan/admin/lines", "/admin/lines/C/close", reason="停电检修")
    expect(page.locator("#waiting .is-closed .count")).to_have_text("暂停")
    assert desks.clerks[0].act("1", "finish", {"outcome": "served"})[0] == 200
    assert desks.clerks[0].act("1", "pause", {"reason": "取材料"})[0] == 200
    expect(page.locator("#pauses")).to_contain_text("取材料")
    for text in ("#sound", "#pauses li", "#waiting .count"):
        assert all(one.strip() for one in page.locator(text).all_text_contents()), text
    people.look(page, "board-closed-and-paused")


def test_34_who_asks_for_stillness_sees_no_flash(people, hall):
    page = board(people, hall)
    page.emulate_media(reduced_motion="reduce")
    desks = Desks(hall, count=1)
    desks.take()
    desks.call()
    expect(page.locator("#current.flash .call")).to_be_visible()
    assert page.evaluate(ANIMATIONS) == []


def test_a_mute_board_says_so_here_and_in_the_office(people, hall):
    """(33, 57) The board asks for a touch, the list of devices tells it."""
    page = board(people, hall, sounding=False)
    if not page.locator("button#sound").count():
        pytest.skip("this browser plays sound without a touch")
    expect(page.locator("button#sound")).to_have_text("点按开启声音")
    people.look(page, "board-mute")
    admin = people.admin()
    admin.goto("/h/chengguan/admin/devices")
    row = admin.locator("tr", has_text="board-1")
    expect(row.locator(".state.paused")).to_be_visible()
    page.click("button#sound")
    expect(page.locator("#sound")).to_have_text("语音已开")
    admin.reload()
    expect(row.locator(".state.open")).to_be_visible()


def test_33_the_sound_test_is_heard_on_the_board(people, hall):
    page = board(people, hall)
    heard = page.evaluate("window.sounds.length")
    if heard:
        said(page, heard)
    admin = people.admin()
    admin.goto("/h/chengguan/admin/devices/board-1")
    people.look(admin, "admin-device-board")
    with admin.expect_navigation():
        admin.click("form[action$='/sound-test'] button")
    expect(admin.locator(".done")).to_be_visible()
    sounds = said(page, heard + 1)
    assert sounds[-1]["address"].endswith("/voice/sound-test.wav")


# How high an A stands in an element's own letters.
CAPITAL = """selector => {
  const style = getComputedStyle(document.querySelector(selector));
  const pen = document.createElement('canvas').getContext('2d');
  pen.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  return pen.measureText('A').actualBoundingBoxAscent;
}"""


@pytest.mark.parametrize("inches, metres, share", [("43", "6", 0.137), ("43", "9.5", 0.2165), ("65", "6", 0.0905)])
def test_the_current_call_is_as_high_as_the_distance_asks(people, hall, inches, metres, share):
    """(26) The capital is 0.0122 of the distance, as a share of the screen's height."""
    set_up(hall, people, diagonalInches=inches, distance=metres)
    desks = Desks(hall, count=1)
    for size in ((1920, 1080), (1366, 768)):
        page = board(people, hall, size=size)
        desks.take()
        desks.call()
        expect(page.locator("#current .number")).to_be_visible()
        for part in (".number", ".window"):
            assert page.evaluate(CAPITAL, f"#current {part}") / size[1] >= share, f"{part} at {size}"
        people.look(page, f"board-{inches}-{metres}-{size[1]}")


def test_26_a_board_takes_its_new_setup_by_itself(people, hall):
    page = board(people, hall)
    expect(page.locator("body.size-22")).to_be_visible()
    admin = set_up(hall, people, diagonalInches="32", distance="12")
    expect(page.locator("body.size-34")).to_be_visible()
    expect(admin.locator(".attention")).to_contain_text("这块屏幕太小")
    people.look(admin, "admin-device-too-small")


@pytest.fixture
def many_lines(people):
    admin = people.admin()
    for letter in "EFGHIJKLMNOPQRSTUVWX":
        admin.goto("/h/chengguan/admin/lines/new")
        admin.fill("[name=letter]", letter)
        admin.fill("[name=name]", f"综合业务第{letter}类")
        with admin.expect_navigation():
            admin.click("main form button[type=submit]")
    return admin


NAMES = """() => [...document.querySelectorAll('#waiting .letter')]
  .filter(one => one.getBoundingClientRect().height > 0).map(one => one.textContent)"""

CUT = """() => { const list = document.getElementById('waiting').getBoundingClientRect();
  return [...document.querySelectorAll('#waiting li')].map(one => one.getBoundingClientRect())
    .filter(box => box.height && box.bottom > list.bottom + 1).length; }"""


def test_37_more_lines_than_fit_are_turned_like_pages(people, hall, many_lines):
    page = board(people, hall, size=(1366, 768))
    wanted = set(page.locator("#waiting .letter").all_text_contents())
    assert len(wanted) >= 20
    found = set()
    for _ in range(60):
        found.update(page.evaluate(NAMES))
        assert page.evaluate(CUT) == 0, "a line is cut off"
        if found == wanted:
            break
        page.wait_for_timeout(500)
    assert found == wanted
    people.look(page, "board-many-lines")
    plain = people.browser("board", scripts=False)
    plain.goto("/h/chengguan/board")
    last = plain.locator("#waiting li").last.bounding_box()
    room = plain.locator("#waiting").bounding_box()
    assert last["y"] + last["height"] <= room["y"] + room["height"] + 1
    people.pictures.take(plain, "board-many-lines-plain")


def test_37_lines_are_turned_before_the_server_says_anything(people, many_lines):
    """The list was laid out in the letters that it has without script, and cut off once it had its own."""
    page = people.browser("board", size=(1366, 768))
    page.route("**/events*", lambda route: None)
    page.goto("/h/chengguan/board")
    assert page.evaluate(CUT) == 0, "a line is cut off"
    expect(page.locator("#waiting-page")).to_contain_text("1 / ")


def test_hundreds_of_calls_do_not_fill_the_memory(people, hall, figures):
    """(36) The heap grows by less than a fifth, from call 60 to call 360."""
    desks = Desks(hall, count=2)
    page = board(people, hall, script=HURRY)
    tools = page.context.new_cdp_session(page)

    def heap():
        tools.send("HeapProfiler.collectGarbage")
        return tools.send("Runtime.getHeapUsage")["usedSize"]

    def calls(count):
        for index in range(count):
            desks.take()
            number = desks.call(index % 2)
        expect(page.locator("#current .number")).to_have_text(number, timeout=60_000)

    calls(60)
    before = heap()
    calls(300)
    after = heap()
    figures.append(f"board's heap after 60 calls {before // 1024} KB, after 360 {after // 1024} KB")
    assert after < before * 1.2
    assert page.locator("#recent li").count() <= 12
