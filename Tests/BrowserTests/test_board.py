"""The board: what it says, how large it writes, and what it does with more than fits."""

import json

import pytest
from hall_client import HallClient, sign_in
from playwright.sync_api import expect

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
    """Board 30, 31"""
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


def test_a_mute_board_says_so_here_and_in_the_office(people, hall):
    """Board 33, Admin 57"""
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


def test_the_sound_test_is_heard_on_the_board(people, hall):
    """Board 33"""
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


@pytest.mark.parametrize("inches, metres, share", [("43", "6", 0.137), ("43", "9.5", 0.2165), ("65", "6", 0.0905)])
def test_the_current_call_is_as_high_as_the_distance_asks(people, hall, inches, metres, share):
    """Board 26: the capital is 0.0122 of the distance, as a share of the screen's height."""
    set_up(hall, people, diagonalInches=inches, distance=metres)
    desks = Desks(hall, count=1)
    for size in ((1920, 1080), (1366, 768)):
        page = board(people, hall, size=size)
        desks.take()
        desks.call()
        expect(page.locator("#current .number")).to_be_visible()
        for part in (".number", ".window"):
            font = page.evaluate(
                "part => parseFloat(getComputedStyle(document.querySelector('#current ' + part)).fontSize)", part)
            assert font * 0.72 / size[1] >= share, f"{part} at {size}"
        people.look(page, f"board-{inches}-{metres}-{size[1]}")


def test_a_board_takes_its_new_setup_by_itself(people, hall):
    """Board 26"""
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


def test_more_lines_than_fit_are_turned_like_pages(people, hall, many_lines):
    """Board 37"""
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


def test_hundreds_of_calls_do_not_fill_the_memory(people, hall, figures):
    """Board 36: the heap grows by less than a fifth."""
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
