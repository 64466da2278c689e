"""The kiosk's steps, by the numbers of the acceptance list."""

import json
import time

import pytest
from hall_client import HallClient, sign_in
from people import take_number
from playwright.sync_api import expect

SCREENS = [(1080, 1920), (1920, 1080), (1024, 768), (1280, 1024)]
# Synthetic: no card bears it.
NUMBER = "119999190001010011"
MARK = "window.mark = 'the same document'"


def cap_line(people, hall, line="A"):
    """From now on a number of this line is given only to a person who is named."""
    admin = people.admin()
    admin.goto(f"/h/chengguan/admin/lines/{line}")
    admin.click("details:not(.danger) summary")
    admin.fill("#f-personCap", "1")
    admin.click("main form button[type=submit]")
    expect(admin.locator(".done")).to_be_visible()
    admin.context.close()
    people.contexts.remove(admin.context)


def identity_page(people, hall, **more):
    cap_line(people, hall)
    kiosk = people.kiosk(**more)
    kiosk.click("#line-A")
    expect(kiosk.locator("#f-idNumber")).to_be_visible()
    return kiosk


def sized_kiosk(people, hall, size):
    kiosk = people.browser("kiosk", size=size)
    kiosk.goto(f"/pair?token={hall.device_token('kiosk')}")
    return kiosk


BOXES = """() => [...document.querySelectorAll('a, button, summary')].map(element => {
  const box = element.getBoundingClientRect();
  return {name: element.textContent.trim().slice(0, 12), left: box.left, top: box.top, right: box.right,
    bottom: box.bottom, line: element.classList.contains('line'),
    shown: box.width > 0 && !element.closest('.skip')};
}).filter(box => box.shown)"""


@pytest.mark.parametrize("mode", ["", "large", "low"])
@pytest.mark.parametrize("size", SCREENS)
def test_02_05_targets_and_ways_out(people, hall, size, mode):
    """(19) In the low mode, all of it in the lower half."""
    kiosk = sized_kiosk(people, hall, size)
    if mode:
        kiosk.click(f"nav.kiosk-bar button[value={mode}]")
        expect(kiosk.locator(f"body.{mode}")).to_be_visible()
    for step in ("", "?step=search", "?step=priority", "?step=return", "?step=help"):
        kiosk.goto(f"/h/chengguan/kiosk{step}")
        boxes = kiosk.evaluate(BOXES)
        where = f"{size} {mode} {step}"
        for box in boxes:
            wide, high = box["right"] - box["left"], box["bottom"] - box["top"]
            assert wide >= 60 and high >= (160 if box["line"] else 60), f"{where}: {box}"
        names = [box["name"] for box in boxes]
        assert "呼叫工作人员" in names, where
        staff = next(box for box in boxes if box["name"] == "呼叫工作人员")
        assert staff["bottom"] <= size[1] and staff["right"] <= size[0], where
        if not step:
            unsure = next(box for box in boxes if box["name"].startswith("我不知道办哪个"))
            assert unsure["bottom"] <= size[1], where
        if mode == "low":
            high = [box for box in boxes if box["top"] < size[1] / 2 - 1]
            assert not high, f"{where}: {high}"
        people.look(kiosk, f"kiosk-{step[6:] or 'lines'}-{mode or 'standard'}-{size[0]}x{size[1]}")


def test_05_three_taps_at_most(people):
    kiosk = people.kiosk()
    kiosk.click("ul.others a[href*='step=priority']")
    kiosk.click("ul.reasons a >> nth=0")
    assert take_number(kiosk) == "A001"


@pytest.mark.parametrize("scripts", [True, False])
def test_05_06_16_the_search_leads_to_the_line(people, scripts):
    kiosk = people.kiosk(scripts=scripts)
    kiosk.click("ul.others a[href*='step=search']")
    expect(kiosk.locator(".pad")).to_be_visible()
    if scripts:
        people.look(kiosk, "kiosk-search")
    for letter in "HJX":
        kiosk.click(f".pad button[value={letter}]")
    expect(kiosk.locator("#found")).to_contain_text("没有找到")
    kiosk.click(".pad button[name=cut]")
    expect(kiosk.locator("#found ul:not(.items) .line")).to_have_count(1)
    if scripts:
        people.look(kiosk, "kiosk-search-found")
    assert take_number(kiosk, "C") == "C001"


def test_05_the_search_by_a_whole_word(people):
    kiosk = people.kiosk()
    kiosk.click("ul.others a[href*='step=search']")
    kiosk.locator(".words button", has_text="救助").click()
    expect(kiosk.locator("#found ul:not(.items) .line")).to_have_count(1)
    expect(kiosk.locator("#line-B")).to_be_visible()


def test_05_19_letters_for_the_search_at_the_lowest_screen(people):
    """The field brings the letters, what is found brings the lines; all in the lower half."""
    kiosk = people.kiosk()
    kiosk.set_viewport_size({"width": 1024, "height": 768})
    with kiosk.expect_navigation():
        kiosk.click("nav.kiosk-bar button[value=low]")
    kiosk.click("ul.others a[href*='step=search']")
    expect(kiosk.locator(".pad.letters")).to_be_hidden()
    kiosk.click("#f-q")
    expect(kiosk.locator(".pad.letters")).to_be_visible()
    people.look(kiosk, "kiosk-search-low-letters")
    for key in kiosk.locator(".pad.letters button").all():
        assert key.bounding_box()["y"] >= 384
    for letter in "HJ":
        kiosk.click(f".pad button[value={letter}]")
    kiosk.click(".in-line button[type=submit]")
    expect(kiosk.locator("#line-C")).to_be_visible()
    people.look(kiosk, "kiosk-search-low-found")


def test_07_08_idle_and_nothing_stays(people, hall):
    kiosk = identity_page(people, hall)
    kiosk.clock.install()
    kiosk.reload()
    # Time that is wound on hears no heartbeat.
    kiosk.evaluate("window.yizhan.isOffline = () => false")
    kiosk.fill("#f-idNumber", "119999")
    kiosk.clock.run_for(61_000)
    warning = kiosk.locator(".over")
    expect(warning).to_contain_text("您还在吗")
    people.look(kiosk, "kiosk-idle")
    kiosk.clock.run_for(15_000)
    warning.locator("button").click()
    expect(warning).to_have_count(0)
    expect(kiosk.locator("#f-idNumber")).to_have_value("119999")
    kiosk.clock.run_for(60_000)
    expect(warning).to_be_visible()
    with kiosk.expect_navigation():
        kiosk.clock.run_for(21_000)
    expect(kiosk).to_have_url(f"{hall.url}/h/chengguan/kiosk")
    kiosk.go_back()
    for box in kiosk.locator("input[type=text]").all():
        assert box.input_value() == ""
    assert "119999" not in kiosk.content()


def test_07_the_next_visitor_finds_the_kiosk_high_and_silent(people, hall):
    """How the screen reads stays; where its buttons stand and whether it speaks goes with the visitor."""
    kiosk = people.kiosk()
    for mode in ("large", "low", "spoken"):
        kiosk.click(f"nav.kiosk-bar button[value={mode}]")
    expect(kiosk.locator("body.large.low")).to_be_visible()
    kiosk.clock.install()
    kiosk.reload()
    kiosk.evaluate("window.yizhan.isOffline = () => false")
    with kiosk.expect_navigation():
        kiosk.clock.run_for(81_000)
    expect(kiosk).to_have_url(f"{hall.url}/h/chengguan/kiosk")
    expect(kiosk.locator("body.large:not(.low)")).to_be_visible()
    expect(kiosk.locator("audio")).to_have_count(0)


def test_08_09_the_number_is_covered_and_in_no_address(people, hall):
    kiosk = identity_page(people, hall)
    addresses = []
    kiosk.on("request", lambda request: addresses.append(request.url))
    for digit in NUMBER:
        kiosk.locator(".pad button", has_text=digit).first.click()
    secured = kiosk.evaluate("getComputedStyle(document.getElementById('f-idNumber')).webkitTextSecurity")
    assert secured == "disc"
    expect(kiosk.locator(".beside p")).to_have_text("已输入 18 位，共 18 位")
    people.look(kiosk, "kiosk-identity-typed")
    kiosk.click("form[data-pad] button[type=submit]")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")
    assert NUMBER not in kiosk.content()
    assert not [address for address in addresses if NUMBER in address]
    kiosk.go_back()
    assert NUMBER not in kiosk.content()
    assert kiosk.evaluate("[...document.querySelectorAll('input')].some(i => i.value.includes('1999'))") is False


def test_09_a_wrong_number_says_what_is_wrong(people, hall):
    kiosk = identity_page(people, hall)
    kiosk.fill("#f-idNumber", NUMBER[:-1] + "2")
    kiosk.click("form[data-pad] button[type=submit]")
    expect(kiosk.locator("#f-idNumber-fault")).to_contain_text("从头核对")
    expect(kiosk.locator("#f-idNumber")).to_have_value("")
    people.look(kiosk, "kiosk-identity-wrong")


@pytest.mark.parametrize("focus", ["#f-idNumber", ".pad button", ".acts a", "body"])
def test_16_a_card_reader_types_wherever_the_focus_is(people, hall, focus):
    kiosk = identity_page(people, hall)
    kiosk.click(".pad button >> nth=4")
    kiosk.wait_for_timeout(300)
    kiosk.evaluate("""focus => {
      const element = document.querySelector(focus);
      if (focus === 'body') document.activeElement.blur(); else element.focus();
    }""", focus)
    kiosk.keyboard.type(NUMBER + "\n")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")


def test_17_the_keyboard_alone_suffices(people):
    kiosk = people.kiosk()
    for _ in range(3):
        kiosk.keyboard.press("Tab")
        if kiosk.evaluate("document.activeElement.id") == "line-A":
            break
    assert kiosk.evaluate("document.activeElement.id") == "line-A"
    outline = kiosk.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "4px"
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")


def test_12_away_and_back(people, hall):
    """A tap while the server is away leads to no error page; the kiosk is itself again within ten seconds."""
    kiosk = people.kiosk()
    kiosk.evaluate(MARK)
    people.is_server_away = True
    hall.kill()
    kiosk.click("#line-A")
    expect(kiosk.locator(".over")).to_contain_text("手写号", timeout=6_000)
    people.look(kiosk, "kiosk-away-at-a-tap")
    hall.start()
    began = time.monotonic()
    expect(kiosk.locator(".over")).to_have_count(0, timeout=10_000)
    assert time.monotonic() - began < 10
    assert kiosk.evaluate("window.mark") == "the same document"
    assert take_number(kiosk) == "A001"


def test_12_a_page_that_never_comes_is_not_waited_for(people):
    """The line is cut between the question and the press: no press may be the last one that counts."""
    kiosk = people.kiosk()
    people.is_server_away = True
    kiosk.evaluate(MARK)
    held = []
    kiosk.route("**/kiosk", lambda route: held.append(route))
    kiosk.click("#line-A", no_wait_after=True)
    expect(kiosk.locator(".over")).to_contain_text("手写号", timeout=25_000)
    assert held, "the number was not asked for"
    kiosk.unroute("**/kiosk")
    expect(kiosk.locator(".over")).to_have_count(0, timeout=10_000)
    assert kiosk.evaluate("window.mark") == "the same document"
    assert take_number(kiosk) == "A001"


def test_14_15_no_menu_no_selection_no_zoom_no_way_out(people):
    kiosk = people.kiosk()
    assert kiosk.evaluate("""() => {
      const asked = name => !document.body.dispatchEvent(
        new MouseEvent(name, {bubbles: true, cancelable: true}));
      const wheel = !document.body.dispatchEvent(
        new WheelEvent('wheel', {bubbles: true, cancelable: true, ctrlKey: true}));
      const link = document.createElement('a');
      link.href = 'http://elsewhere.test/';
      document.body.appendChild(link);
      link.click();
      return [asked('contextmenu'), wheel, getComputedStyle(document.body).userSelect,
        getComputedStyle(document.body).touchAction];
    }""") == [True, True, "none", "pan-y"]
    kiosk.wait_for_timeout(300)
    assert "/kiosk" in kiosk.url
    phone = people.browser("phone")
    phone.goto("/h/chengguan")
    assert phone.evaluate("getComputedStyle(document.body).userSelect") == "auto"


def test_18_each_step_can_be_spoken(people, hall):
    kiosk = people.kiosk()
    clip = b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x80>\0\0\0}\0\0\x02\0\x10\0data\0\0\0\0"
    kiosk.route("**/voice/*.wav", lambda route: route.fulfill(body=clip, content_type="audio/wav"))
    assert kiosk.locator("audio").count() == 0
    kiosk.click("nav.kiosk-bar button[value=spoken]")
    expect(kiosk.locator("audio")).to_have_count(1)
    spoken = {
        "": "lines", "?step=priority": "priority", "?step=return": "return", "?step=help": "help",
        "?step=search": "search", "?step=identity&line=A": "identity",
    }
    for step, clip_name in spoken.items():
        kiosk.goto(f"/h/chengguan/kiosk{step}")
        source = kiosk.locator("audio").get_attribute("src")
        assert source == f"/h/chengguan/voice/step-{clip_name}.wav", step
    kiosk.goto("/h/chengguan/kiosk?step=search&q=DB")
    kiosk.click(".items .line >> text=最低生活保障审核确认")
    expect(kiosk.locator("audio")).to_have_attribute("src", "/h/chengguan/voice/step-case.wav")
    kiosk.click(".answers a >> nth=0")
    expect(kiosk.locator("audio")).to_have_attribute("src", "/h/chengguan/voice/step-item.wav")
    kiosk.goto("/h/chengguan/kiosk")
    take_number(kiosk)
    assert kiosk.locator("audio").get_attribute("src").endswith("step-ticket.wav")
    kiosk.locator("nav.kiosk-bar button", has_text="停止朗读").click()
    expect(kiosk.locator("audio")).to_have_count(0)


@pytest.mark.parametrize("scripts", [True, False])
def test_20_a_call_for_help_reaches_desk_and_overview(people, scripts):
    desk = people.clerk()
    admin = people.admin()
    kiosk = people.kiosk(scripts=scripts)
    kiosk.click("nav.kiosk-bar .staff")
    expect(kiosk.locator("h1")).to_have_text("工作人员马上就来")
    if scripts:
        people.look(kiosk, "kiosk-help-asked")
    for page in (desk, admin):
        expect(page.locator(".help-call")).to_contain_text("有人需要帮助", timeout=5_000)
    people.look(desk, "desk-help-call")
    people.look(admin, "admin-help-call")
    desk.click(".help-call button")
    expect(desk.locator(".help-call")).to_have_count(0)
    expect(desk).to_have_url(f"{people.hall.url}/h/chengguan/desk")
    expect(admin.locator(".help-call")).to_have_count(0, timeout=5_000)
    if not scripts:
        kiosk.reload()
    expect(kiosk.locator("h1")).to_have_text("工作人员正在过来", timeout=10_000)
    if scripts:
        people.look(kiosk, "kiosk-help-attended")


def test_20_a_tap_is_felt_at_once(people):
    """The button looks pressed before anything has been asked of the server."""
    kiosk = people.kiosk()
    felt = kiosk.evaluate("""() => {
      const start = performance.now();
      document.getElementById('line-A').click();
      return [document.getElementById('line-A').classList.contains('pressed'), performance.now() - start];
    }""")
    assert felt[0] and felt[1] < 100, felt
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")


def test_10_news_between_tap_and_answer_lose_no_number(people):
    """The list is made anew while the server is asked; the tap counts all the same."""
    kiosk = people.kiosk()
    kiosk.evaluate("""() => {
      document.getElementById('line-A').click();
      const list = document.querySelector('[data-live]');
      list.setAttribute('data-live', list.getAttribute('data-live') + '?priority=elderly');
      window.yizhan.refresh(list);
    }""")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")


def test_10_a_tap_upon_a_tap_takes_one_number(people, hall):
    kiosk = people.kiosk()
    kiosk.evaluate("() => { for (let n = 0; n < 5; n += 1) document.getElementById('line-A').click(); }")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")
    client = HallClient(hall.url, sign_in(hall.url, *hall.account("clerk")))
    assert client.act("1", "open")[0] == 200
    assert json.loads(client.act("1", "next")[1])["number"] == "A001"
    assert client.act("1", "finish", {"outcome": "served"})[0] == 200
    assert client.act("1", "next")[0] == 204
    client.close()


def test_a_day_off_reaches_kiosk_and_board_and_ends_when_it_is_taken_back(people):
    admin = people.admin()
    kiosk = people.kiosk()
    board = people.browser("board")
    board.goto("/h/chengguan/board")
    admin.goto("/h/chengguan/admin/settings")
    today = kiosk.evaluate("new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10)")
    admin.fill("#f-from", today)
    admin.fill("#f-reason", "停电检修")
    admin.click("form[action$='/admin/closures'] button")
    expect(admin.locator(".done")).to_be_visible()
    people.look(admin, "admin-closures")
    expect(kiosk.locator(".line.is-closed")).to_have_count(4)
    expect(board.locator("#current .none")).to_contain_text("停电检修，今天不办理业务")
    people.look(board, "board-day-off")
    kiosk.goto("/h/chengguan/kiosk")
    expect(kiosk.locator("h1")).to_have_text("今天不办理业务")
    people.look(kiosk, "kiosk-day-off")
    admin.on("dialog", lambda dialog: dialog.accept())
    admin.click("form[action$='/remove'] button")
    expect(admin.locator(".plain li")).to_have_count(0)
    expect(board.locator("#current .none")).to_have_text("请稍候，即将叫号")
    kiosk.goto("/h/chengguan/kiosk")
    assert take_number(kiosk) == "A001"


def test_a_hall_that_has_closed_says_when_it_opens(people):
    admin = people.admin()
    kiosk = people.kiosk()
    for line in "ABCD":
        admin.goto("/h/chengguan/admin/lines")
        row = admin.locator("tr", has=admin.locator(f"a[href$='/admin/lines/{line}']"))
        row.locator("summary").click()
        row.locator("input[name=reason]").fill("停电检修")
        row.locator("form[action$='/close'] button").click()
        expect(admin.locator(".done")).to_be_visible()
    kiosk.goto("/h/chengguan/kiosk")
    expect(kiosk.locator("h1")).to_have_text("现在不取号")
    expect(kiosk.locator(".line.is-closed")).to_have_count(4)
    people.look(kiosk, "kiosk-all-closed")
