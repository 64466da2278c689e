"""The follow page on a telephone, by the numbers of the acceptance list."""

import json

import pytest
from hall_client import HallClient, sign_in
from playwright.sync_api import expect

SOUNDS = """window.sounds = 0; window.shakes = 0;
navigator.vibrate = () => { window.shakes += 1; return true; };
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (at) { window.sounds += 1; return start.call(this, at); };"""


class Queue:
    def __init__(self, hall, taken=3):
        self.kiosk = HallClient(hall.url, hall.device_token("kiosk"))
        self.desk = HallClient(hall.url, sign_in(hall.url, *hall.account("clerk")))
        self.tickets = []
        for key in range(taken):
            status, answer = self.kiosk.take('{"line":"A"}', f"key-{key}")
            assert status == 201, answer
            self.tickets.append(json.loads(answer))
        assert self.desk.act("1", "open")[0] == 200

    def next(self):
        assert self.desk.act("1", "finish", {"outcome": "served"})[0] in (200, 409)
        assert self.desk.act("1", "next")[0] == 200

    def page(self, number):
        return f"/h/chengguan/t/{self.tickets[number]['id']}"


@pytest.fixture
def queue(hall):
    queue = Queue(hall)
    yield queue
    queue.kiosk.close()
    queue.desk.close()


def bar(page):
    return int(page.locator("progress").get_attribute("value"))


def test_48_narrow_and_twice_as_large(people, queue):
    for size in ((320, 568), (360, 640)):
        phone = people.browser("phone", size=size)
        phone.goto(queue.page(2))
        people.look(phone, f"phone-follow-{size[0]}")
        assert phone.evaluate("getComputedStyle(document.querySelector('.number')).fontSize") == "72px"
        # 200 %: half the width in CSS pixels, everything still there.
        half = people.browser("phone", size=(size[0] // 2, size[1] // 2))
        half.goto(queue.page(2))
        people.look(half, f"phone-follow-{size[0]}-zoomed")


def test_49_light_enough_for_a_slow_line(people, queue):
    """Three seconds on 400 kbit/s are 150 KB at most, connections included; the budget is 60."""
    phone = people.browser("phone")
    sizes = []
    phone.on("requestfinished", lambda request: sizes.append(
        (request.url, request.sizes()["responseBodySize"])) if "events" not in request.url else None)
    phone.goto(queue.page(2))
    expect(phone.locator(".sentence")).to_be_visible()
    phone.wait_for_load_state("load")
    assert sum(size for _, size in sizes) <= 60_000, sizes
    assert sum(size for url, size in sizes if url.endswith(".js")) <= 15_000, sizes


@pytest.mark.parametrize("scripts", [True, False])
def test_50_the_bar_goes_forward_and_the_window_is_told(people, queue, scripts):
    phone = people.browser("phone", scripts)
    phone.goto(queue.page(2))
    expect(phone.locator(".sentence")).to_have_text("前面还有 2 人")
    assert phone.locator("[aria-live=polite]").count() == 1
    seen = [bar(phone)]
    for sentence in ("前面还有 1 人", "下一位就是您", "请到1号窗口"):
        queue.next()
        if not scripts:
            phone.reload()
        expect(phone.locator(".sentence")).to_have_text(sentence, timeout=8_000)
        seen.append(bar(phone))
    assert seen == sorted(set(seen)) and seen[-1] == 100, seen
    if scripts:
        people.look(phone, "phone-called-live")
    # A missed holder who comes back waits again, and the bar stays where it was.
    assert queue.desk.act("1", "miss")[0] == 200
    returned = queue.kiosk.ask("POST", f"{queue.kiosk.base}/tickets/{queue.tickets[2]['id']}/return")
    assert returned[0] == 200, returned
    phone.reload()
    expect(phone.locator(".said.waiting")).to_be_visible()
    assert bar(phone) == 100


def test_50_the_page_refreshes_itself_without_script(people, queue):
    phone = people.browser("phone", scripts=False)
    phone.goto(queue.page(2))
    assert '<meta http-equiv="refresh" content="10">' in phone.content()
    phone.locator("details.cancel summary").click()
    phone.locator("details.cancel button").click()
    expect(phone.locator(".sentence")).to_have_text("您已取消这个号")
    assert "http-equiv" not in phone.content(), "what is over needs no refreshing"


def test_50_sound_and_shaking_for_those_who_ask(people, queue):
    phone = people.browser("phone")
    phone.add_init_script(SOUNDS)
    phone.goto(queue.page(0))
    phone.get_by_role("button", name="到号时提醒我").click()
    expect(phone.locator(".remind")).to_contain_text("会响铃或振动")
    people.look(phone, "phone-remind")
    before = phone.evaluate("[window.sounds, window.shakes]")
    queue.next()
    expect(phone.locator("[data-called]")).to_be_visible(timeout=8_000)
    phone.wait_for_function("before => window.sounds > before[0] && window.shakes > before[1]", arg=before)
    assert phone.title().startswith("请到1号窗口")
    expect(phone.locator("details.cancel")).to_have_count(0)
    # A recall changes nothing on the page, and is heard.
    before = phone.evaluate("[window.sounds, window.shakes]")
    assert queue.desk.act("1", "recall")[0] == 200
    phone.wait_for_function("before => window.sounds > before[0] && window.shakes > before[1]", arg=before)


def test_51_a_guess_finds_nothing(people, queue):
    phone = people.browser("phone")
    own = queue.tickets[0]["id"]
    serial, secret = own.split("-")
    assert len(secret) >= 20
    for guess in (f"{serial}-{'A' * len(secret)}", f"{int(serial) + 1}-{secret}", serial):
        assert phone.goto(f"/h/chengguan/t/{guess}").status == 404
    phone.goto(queue.page(0))
    expect(phone.locator("main")).to_contain_text("今天有效")


def test_52_the_paper_is_enough_when_the_line_is_cut(people, queue, hall):
    phone = people.browser("phone")
    phone.goto(queue.page(2))
    people.is_server_away = True
    hall.kill()
    banner = phone.locator(".offline-banner")
    expect(banner).to_contain_text("请以现场叫号为准", timeout=25_000)
    expect(banner).to_contain_text("纸质小票")
    expect(phone.locator(".number")).to_have_text("A003")
    people.look(phone, "phone-cut-off")
