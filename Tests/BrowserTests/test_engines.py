"""The whole way of a number in every engine, with script and without.

Points 6, 27 and 50 of POINTS.md, and the first of each medium, are held in the browsers that halls really have.
"""

import time

import pytest
from engines import NAMES
from plain_forms import Office

SCREENS = {"kiosk": (1080, 1600), "board": (1280, 720), "desk": (1366, 768), "phone": (360, 740)}
HALL = "/h/chengguan"
IDENTITY = "110101199003070230"


class Crew:
    """The four screens of a hall in one engine."""

    def __init__(self, engine, hall, scripts):
        self.engine, self.hall, self.scripts = engine, hall, scripts
        self.tabs = []

    def screen(self, kind, path):
        tab = self.engine.tab(SCREENS[kind], self.scripts)
        self.tabs.append(tab)
        tab.open(self.hall.url + path)
        return tab

    def kiosk(self):
        tab = self.screen("kiosk", f"/pair?token={self.hall.device_token('kiosk')}")
        tab.wait(f"location.pathname === '{HALL}/kiosk' && document.readyState === 'complete'")
        return tab

    def clerk(self):
        tab = self.screen("desk", "/sign-in")
        account, password = self.hall.account("clerk")
        tab.fill("#f-account", account)
        tab.fill("#f-password", password)
        tab.leave_by("main button[type=submit]")
        tab.leave_by("form[action$='/desk/open'] button")
        tab.wait("!!document.querySelector('.desk-head h1')")
        return tab

    def leave(self):
        noises = [f"{tab.name}: {noise}" for tab in self.tabs for noise in tab.noises()]
        for tab in self.tabs:
            tab.close()
        assert not noises, "\n".join(noises)


@pytest.fixture
def crew(engine, hall, scripts):
    crew = Crew(engine, hall, scripts)
    yield crew
    crew.leave()


def home(kiosk):
    kiosk.open(kiosk.value("location.origin") + HALL + "/kiosk")


def take(kiosk, line):
    kiosk.leave_by(f"#line-{line}")
    kiosk.wait("!!document.querySelector('.taken-number .number')")
    return kiosk.text(".taken-number .number")


def act(desk, name):
    desk.leave_by(f"form[action$='/desk/{name}'] button")


in_every_engine = pytest.mark.parametrize("engine", NAMES, indirect=True)
with_and_without_script = pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])


@in_every_engine
@with_and_without_script
def test_a_number_from_kiosk_to_finish(crew, scripts, figures, pictures):
    """(6, 27, 50) The kiosk gives a number, the desk calls it, board and telephone tell it."""
    kiosk = crew.kiosk()
    board = crew.screen("board", HALL + "/board")
    assert take(kiosk, "A") == "A001"
    follow = kiosk.value("document.querySelector('.qr img').getAttribute('src')").replace("/qr.svg", "")
    phone = crew.screen("phone", follow)
    assert phone.text(".now .number") == "A001"
    desk = crew.clerk()
    # Old Chromium gives the page its stream only after everything else is there.
    board.wait("document.readyState === 'complete'")
    began = time.monotonic()
    act(desk, "next")
    assert desk.text("section.current .number") == "A001"
    # Without script the board loads itself every 5 s, the telephone every 10 s.
    board.wait_text("#current", "A001", within=10 if scripts else 20)
    took = time.monotonic() - began
    figures.append(f"{crew.engine.name}{'' if scripts else ' without script'}: call on the board after {took:.1f} s")
    phone.wait_text(".now .sentence", "1号窗口", within=10 if scripts else 25)
    if scripts:
        assert board.count(".offline-banner") == 0
    pictures.keep(board, f"engine-{crew.engine.name}-board")
    before = board.value("document.querySelector('#current .call').getAttribute('data-event')")
    act(desk, "recall")
    board.wait(
        "(document.querySelector('#current .call') || document.body).getAttribute('data-event') !== "
        f"'{before}'", within=10 if scripts else 20)
    assert board.text("#current .number") == "A001"
    act(desk, "miss")
    assert desk.count("form[action$='/desk/return']") == 1
    act(desk, "undo")
    assert desk.text("section.current .number") == "A001"
    act(desk, "start")
    act(desk, "finish")
    phone.wait("document.querySelector('.now').textContent.indexOf('请到') < 0", within=10 if scripts else 25)


@in_every_engine
@with_and_without_script
def test_every_way_to_a_number(crew, hall):
    """(5, 6, 9) Priority, a line that wants an identity card, a return; never the card's number in an address."""
    office = Office(hall, "hallAdmin")
    office.submit(HALL + "/admin/lines/C", "/admin/lines", personCap="2")
    kiosk = crew.kiosk()
    kiosk.leave_by("a[href*='step=priority']")
    kiosk.leave_by("ul.reasons a")
    assert take(kiosk, "B") == "B001"
    assert kiosk.count(".facts .mark") == 1
    home(kiosk)
    kiosk.leave_by("#line-C")
    kiosk.fill("#f-idNumber", IDENTITY)
    kiosk.leave_by("form[data-pad] button[type=submit]")
    assert kiosk.text(".taken-number .number") == "C001"
    assert IDENTITY not in kiosk.value("location.href + document.body.innerHTML")
    # What a wrong number says stands at its field, and nothing is kept of it.
    home(kiosk)
    kiosk.leave_by("#line-C")
    kiosk.fill("#f-idNumber", "12")
    kiosk.leave_by("form[data-pad] button[type=submit]")
    kiosk.wait("!!document.querySelector('.fault')")


@in_every_engine
@pytest.mark.parametrize("scripts", [True], ids=["script"])
def test_a_double_tap_gives_one_number_in_every_engine(crew, hall):
    """(10) Two presses at once are one number."""
    kiosk = crew.kiosk()
    kiosk.leave_by("#line-A", 2)
    kiosk.wait("!!document.querySelector('.taken-number .number')")
    home(kiosk)
    assert take(kiosk, "A") == "A002"


@in_every_engine
@pytest.mark.parametrize("scripts", [True], ids=["script"])
def test_the_keys_of_the_desk(crew):
    """(40) The space key calls, F2 to F4 act."""
    kiosk = crew.kiosk()
    take(kiosk, "A")
    desk = crew.clerk()
    desk.key("Space")
    desk.wait_text("section.current .number", "A001")
    desk.wait("document.readyState === 'complete'")
    desk.key("F3")
    desk.wait("!!document.querySelector(\"form[action$='/desk/return']\")")
