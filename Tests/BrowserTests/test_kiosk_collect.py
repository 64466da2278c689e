"""Documents collected at the kiosk: the code, the card, the cell. The locker is `locker.py`."""

import random
import re

import pytest
from counter import HOLDER, OTHER_NUMBER, Counter
from locker import FakeLocker
from playwright.sync_api import expect

HALL = "/h/chengguan"
START = HALL + "/kiosk"
COLLECT = HALL + "/kiosk/collect"
NUMBER = HOLDER["idNumber"]
SCREENS = [(1080, 1920), (1024, 768)]


@pytest.fixture
def locker():
    locker = FakeLocker()
    yield locker
    locker.close()


@pytest.fixture
def counter(hall, locker):
    counter = Counter(hall)
    counter.set_locker(locker)
    return counter


@pytest.fixture
def waiting(counter, locker):
    """A claim whose documents lie in cell 3."""
    claim = counter.claim("食品经营许可证", "户外广告设置批准书")
    counter.fill(locker, claim, 3)
    return claim


def open_collecting(kiosk):
    with kiosk.expect_navigation():
        kiosk.click(".collects a")
    expect(kiosk.locator("#f-number")).to_be_visible()


def scan(kiosk, text, focus="body", is_sent=True):
    """Types as a scanner does, into a page that has come; what is sent brings another page."""
    kiosk.wait_for_load_state()
    kiosk.evaluate("""focus => {
      const element = focus === 'body' ? null : document.querySelector(focus);
      if (element) element.focus(); else document.activeElement.blur();
    }""", focus)
    if not is_sent:
        kiosk.keyboard.type(text + "\n")
        return
    with kiosk.expect_navigation():
        kiosk.keyboard.type(text + "\n")


def go_on(kiosk):
    """Once more from the beginning."""
    with kiosk.expect_navigation():
        kiosk.click(".acts a.button:not(.second)")


def show(kiosk, claim):
    open_collecting(kiosk)
    scan(kiosk, claim["code"])
    expect(kiosk.locator("#f-idNumber")).to_be_visible()


def leaves_nothing(kiosk, claim):
    """Neither the page nor its inputs nor the pages before tell who was here."""
    for _ in range(3):
        told = kiosk.content() + kiosk.url
        assert NUMBER not in told and HOLDER["name"] not in told and claim["code"] not in told
        assert "食品经营许可证" not in told and claim["pin"] not in kiosk.inner_text("body")
        for box in kiosk.locator("input[type=text]").all():
            assert box.input_value() == ""
        kiosk.go_back()


class Visitor:
    """Somebody at the kiosk in any engine, with script or without."""

    def __init__(self, engine, hall, scripts):
        self.scripts = scripts
        self.tab = engine.tab((1080, 1600), scripts)
        self.tab.open(f"{hall.url}/pair?token={hall.device_token('kiosk')}")
        self.tab.wait(f"location.pathname === '{START}' && document.readyState === 'complete'")

    def read(self, text, field, shown):
        """A scanner or a card reader types; without script it needs the field that the page has marked."""
        if not self.scripts:
            self.tab.press(field)
        elif self.tab.count(".pad button"):
            focus = random.choice([field, ".pad button", ".acts a", "body"])
            self.tab.value(f"(document.querySelector('{focus}').focus(), document.activeElement.blur(),"
                           f" document.querySelector('{focus}').focus(), 1)")
        self.tab.type(text)
        self.tab.key("Enter")
        self.tab.wait(f"document.readyState === 'complete' && !!document.querySelector('{shown}')")


@pytest.mark.parametrize("engine", ["chromium", "chromium-49"], indirect=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_from_the_code_to_the_shut_door(engine, hall, counter, locker, waiting, scripts, pictures):
    """(6, 8, 9, 16) A scanner's and a card reader's keys, a cell that opens, and nothing left afterwards."""
    visitor = Visitor(engine, hall, scripts)
    tab = visitor.tab
    tab.leave_by(".collects a")
    visitor.read(waiting["code"], "#f-number", "#f-idNumber")
    assert tab.texts(".waits li") == ["食品经营许可证", "户外广告设置批准书"]
    assert "张*" in tab.text(".waits p") and HOLDER["name"] not in tab.shown()
    visitor.read(NUMBER, "#f-idNumber", ".cell-state .cell")
    tab.wait_text(".cell-state h1", "3 号柜已打开")
    assert tab.text(".cell-state .cell") == "3" and locker.opened == [3, 3]
    pictures.keep(tab, f"engine-{engine.name}-{'script' if scripts else 'plain'}-cell")
    assert "正在领取" in counter.follow(waiting)
    locker.shut(3, taken=True)
    tab.wait_text(".cell-state h1", "已领取")
    assert "已领取" in counter.follow(waiting)
    tab.leave_by(".acts a.button")
    assert tab.value("location.pathname") == START
    tab.leave_by(".collects a")
    visitor.read(waiting["code"], "#f-number", ".told")
    told = tab.text(".told")
    assert "已领取" in told and re.search(r"20\d\d-\d\d-\d\d \d\d:\d\d", told)
    assert "食品" not in told and "张" not in told
    assert locker.opened == [3, 3]
    assert not tab.noises()
    tab.close()


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize("mode", ["", "large", "low", "contrast"])
def test_how_it_looks(people, hall, counter, locker, waiting, size, mode):
    """(1, 2, 3, 4, 13, 17, 19) Every state, on both screens and in every mode."""
    kiosk = people.browser("kiosk", size=size)
    kiosk.goto(f"/pair?token={hall.device_token('kiosk')}")
    if mode:
        kiosk.click(f"nav.kiosk-bar button[value={mode}]")
        expect(kiosk.locator(f"body.{mode}")).to_be_visible()
    where = f"{mode or 'standard'}-{size[0]}x{size[1]}"
    people.look(kiosk, f"kiosk-home-{where}")
    open_collecting(kiosk)
    people.look(kiosk, f"kiosk-collect-{where}")
    kiosk.fill("#f-number", "2026")
    kiosk.fill("#f-pin", "000000")
    kiosk.click(".typing button[type=submit]")
    expect(kiosk.locator(".refused")).to_contain_text("没有找到")
    expect(kiosk.locator("#f-number")).to_have_value("")
    people.look(kiosk, f"kiosk-collect-unknown-{where}")
    scan(kiosk, waiting["code"])
    expect(kiosk.locator("#f-idNumber")).to_be_visible()
    people.look(kiosk, f"kiosk-collect-identity-{where}")
    scan(kiosk, OTHER_NUMBER)
    expect(kiosk.locator(".refused")).to_contain_text("对不上")
    people.look(kiosk, f"kiosk-collect-mismatch-{where}")
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
    people.look(kiosk, f"kiosk-cell-open-{where}")
    locker.shut(3, taken=True)
    expect(kiosk.locator(".cell-state h1")).to_have_text("已领取")
    people.look(kiosk, f"kiosk-cell-taken-{where}")
    go_on(kiosk)
    scan(kiosk, waiting["code"])
    expect(kiosk.locator(".told h1")).to_have_text("已领取")
    people.look(kiosk, f"kiosk-told-{where}")


@pytest.mark.parametrize("focus", ["body", "#line-A", ".collects a", "nav.kiosk-bar .staff"])
def test_a_scan_opens_the_claim_from_the_first_page(people, counter, waiting, focus):
    kiosk = people.kiosk()
    scan(kiosk, waiting["code"], focus)
    expect(kiosk.locator(".waits li").first).to_have_text("食品经营许可证")
    assert kiosk.url.endswith("/kiosk/collect")


def test_a_claim_that_is_scanned_again_is_no_number_of_a_card(people, counter, locker, waiting):
    kiosk = people.kiosk()
    show(kiosk, waiting)
    for _ in range(6):
        scan(kiosk, waiting["code"], random.choice(["#f-idNumber", ".pad button", "body"]), is_sent=False)
        expect(kiosk.locator("#f-idNumber")).to_have_value("")
    expect(kiosk.locator(".waits")).to_be_visible()
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")


def test_the_number_and_the_pin_by_the_pad(people, counter, locker):
    """(5, 16) Without a code: the digits of the document's number suffice, since the pad has no other signs."""
    claim = counter.claim("残疾人证", number="测城残〔2026〕0815号")
    counter.fill(locker, claim, 1)
    kiosk = people.kiosk()
    open_collecting(kiosk)
    for digit in "20260815":
        kiosk.locator(".pad button", has_text=digit).first.click()
    kiosk.click("#f-pin")
    for digit in claim["pin"]:
        kiosk.locator(".pad button", has_text=digit).first.click()
    kiosk.click(".typing button[type=submit]")
    expect(kiosk.locator(".waits li")).to_have_text("残疾人证")


def test_07_08_nobody_there(people, hall, waiting):
    kiosk = people.kiosk()
    show(kiosk, waiting)
    kiosk.fill("#f-idNumber", NUMBER[:10])
    kiosk.clock.install()
    kiosk.reload()
    kiosk.evaluate("window.yizhan.isOffline = () => false")
    kiosk.fill("#f-idNumber", NUMBER[:10])
    kiosk.clock.run_for(61_000)
    expect(kiosk.locator(".over h2")).to_have_text("您还在吗？")
    with kiosk.expect_navigation():
        kiosk.clock.run_for(21_000)
    expect(kiosk).to_have_url(f"{hall.url}{START}")
    leaves_nothing(kiosk, waiting)


def test_08_a_visit_that_ends_leaves_nothing(people, locker, waiting):
    kiosk = people.kiosk()
    addresses = []
    kiosk.on("request", lambda request: addresses.append(request.url))
    show(kiosk, waiting)
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
    locker.shut(3, taken=True)
    expect(kiosk.locator(".cell-state h1")).to_have_text("已领取")
    kiosk.click(".acts a.button")
    expect(kiosk.locator("#line-A")).to_be_visible()
    leaves_nothing(kiosk, waiting)
    assert not [address for address in addresses if NUMBER in address or waiting["code"] in address]


def test_five_wrong_numbers_of_a_card(people, counter, locker, waiting):
    """Then a person looks; the claim is as good as before at a window."""
    kiosk = people.kiosk()
    show(kiosk, waiting)
    scan(kiosk, NUMBER[:-1] + "2")
    expect(kiosk.locator("#f-idNumber-fault")).to_contain_text("从头核对")
    for _ in range(4):
        scan(kiosk, OTHER_NUMBER)
        expect(kiosk.locator(".refused h2")).to_contain_text("对不上")
    scan(kiosk, OTHER_NUMBER)
    expect(kiosk.locator(".told h1")).to_have_text("身份核对不上")
    people.look(kiosk, "kiosk-told-identity")
    with kiosk.expect_navigation():
        kiosk.click(".acts a.second")
    scan(kiosk, waiting["code"])
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".told h1")).to_have_text("身份核对不上")
    assert locker.opened == [3]
    assert "可以领取" in counter.follow(waiting)


def test_five_wrong_pins(people, counter):
    claim = counter.claim("残疾人证", number="测城残〔2026〕0815号")
    wrong = "000000" if claim["pin"] != "000000" else "111111"
    kiosk = people.kiosk()
    open_collecting(kiosk)
    for _ in range(5):
        kiosk.fill("#f-number", "测城残〔2026〕0815号")
        kiosk.fill("#f-pin", wrong)
        kiosk.click(".typing button[type=submit]")
        expect(kiosk.locator(".refused h2")).to_contain_text("没有找到")
    kiosk.fill("#f-number", "测城残〔2026〕0815号")
    kiosk.fill("#f-pin", claim["pin"])
    kiosk.click(".typing button[type=submit]")
    expect(kiosk.locator(".told h1")).to_have_text("口令输错五次，已锁定")
    expect(kiosk.locator("nav.kiosk-bar .staff")).to_be_visible()


def test_what_does_not_lie_in_the_locker(people, counter, locker):
    """Nobody shows a card for nothing."""
    claim = counter.claim("残疾人证")
    kiosk = people.kiosk()
    scan(kiosk, claim["code"])
    expect(kiosk.locator(".told h1")).to_have_text("请到窗口领取")
    people.look(kiosk, "kiosk-told-counter")
    assert locker.opened == []


@pytest.mark.parametrize("mode,heading,follows", [
    ("refuse", "柜门没有打开", "可以领取"), ("stuck", "柜门没有打开", "可以领取"),
    ("hang", "请等工作人员来核对", "正在领取"), ("away", "柜门没有打开", "可以领取"),
])
def test_a_locker_that_does_not_open(people, counter, locker, waiting, mode, heading, follows):
    """Calm words, somebody is called, nothing counts as collected that may lie there still."""
    desk = people.clerk()
    kiosk = people.kiosk()
    show(kiosk, waiting)
    if mode == "away":
        locker.close()
    locker.mode = mode
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text(heading, timeout=60_000)
    people.look(kiosk, f"kiosk-cell-{mode}")
    expect(desk.locator(".help-call")).to_contain_text("有人需要帮助", timeout=10_000)
    assert follows in counter.follow(waiting)
    if mode == "refuse":
        # Mended: the same slip opens it.
        locker.mode = "well"
        go_on(kiosk)
        scan(kiosk, waiting["code"])
        scan(kiosk, NUMBER)
        expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
        locker.shut(3, taken=True)
        expect(kiosk.locator(".cell-state h1")).to_have_text("已领取")
    if mode == "hang":
        # A clerk has looked: it was not taken.
        page = counter.lockers()
        assert "不知道文书取走没有" in page
        receipt = page.split('name="receipt" value="')[1].split('"')[0]
        counter.office.post(HALL + "/admin/lockers", HALL + "/admin/lockers/settle", receipt=receipt, end="failed")
        assert "可以领取" in counter.follow(waiting)


def test_a_line_that_breaks_after_the_lock(people, counter, locker, waiting):
    """The answer is lost and the door is open: the state tells, and it is collected once."""
    kiosk = people.kiosk()
    show(kiosk, waiting)
    locker.mode = "drop"
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开", timeout=30_000)
    locker.shut(3, taken=True)
    expect(kiosk.locator(".cell-state h1")).to_have_text("已领取")
    assert locker.opened == [3, 3] and "已领取" in counter.follow(waiting)


def test_a_door_that_was_shut_on_the_documents(people, counter, locker, waiting):
    kiosk = people.kiosk()
    show(kiosk, waiting)
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
    locker.shut(3, taken=False)
    expect(kiosk.locator(".cell-state h1")).to_have_text("文书还在 3 号柜里")
    people.look(kiosk, "kiosk-cell-left")
    assert "可以领取" in counter.follow(waiting)


def test_two_presses_are_one_release(people, counter, locker, waiting):
    """(10)"""
    kiosk = people.kiosk()
    show(kiosk, waiting)
    kiosk.wait_for_load_state()
    kiosk.fill("#f-idNumber", NUMBER)
    kiosk.evaluate("""() => {
      const form = document.querySelector('.typing');
      fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))});
      form.submit();
    }""")
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
    assert locker.opened == [3, 3]


def test_a_crash_while_the_door_is_open(people, hall, counter, locker, waiting):
    """What was released is neither lost nor collected again: a clerk decides."""
    kiosk = people.kiosk()
    show(kiosk, waiting)
    scan(kiosk, NUMBER)
    expect(kiosk.locator(".cell-state h1")).to_have_text("3 号柜已打开")
    people.is_server_away = True
    hall.kill()
    locker.shut(3, taken=True)
    hall.start()
    counter = Counter(hall)
    assert "正在领取" in counter.follow(waiting)
    page = counter.lockers()
    assert "不知道文书取走没有" in page
    receipt = page.split('name="receipt" value="')[1].split('"')[0]
    counter.office.post(HALL + "/admin/lockers", HALL + "/admin/lockers/settle", receipt=receipt, end="delivered")
    assert "已领取" in counter.follow(waiting)
    assert "不知道文书取走没有" not in counter.lockers()


@pytest.mark.parametrize("width", [320, 412])
@pytest.mark.parametrize("scripts", [True, False])
def test_48_50_the_page_of_a_code(people, hall, waiting, width, scripts):
    phone = people.browser("phone", scripts=scripts, size=(width, 740))
    phone.goto(f"{HALL}/c/{waiting['code']}")
    expect(phone.locator(".sentence")).to_have_text("文书已办好，可以领取")
    assert HOLDER["name"] not in phone.content() and NUMBER not in phone.content()
    if scripts:
        people.look(phone, f"phone-claim-{width}")
        assert phone.evaluate("document.documentElement.scrollWidth") <= width
    for wrong in (waiting["code"][:-1] + ("A" if waiting["code"][-1] != "A" else "B"), "YZ1", "%E5%BC%A0"):
        assert phone.goto(f"{HALL}/c/{wrong}").status == 404


def test_the_office_fills_and_clears(people, hall, counter, locker):
    """By its own page: a cell is chosen, its door opens, and what lies too long is taken out again."""
    claim = counter.claim("残疾人证")
    admin = people.admin()
    admin.goto(HALL + "/admin/lockers")
    admin.select_option("select[name=cell]", "kiosk-1 2")
    people.look(admin, "admin-lockers-empty")
    admin.click("form[action$='/fill'] button")
    expect(admin.locator(".done")).to_contain_text("柜门已打开")
    assert locker.is_open(2)
    locker.put(2)
    expect(admin.locator("table").first).to_contain_text("残疾人证")
    people.look(admin, "admin-lockers-filled")
    admin.on("dialog", lambda dialog: dialog.accept())
    admin.click("form[action$='/clear'] button")
    expect(admin.locator(".done")).to_contain_text("请取出文书")
    assert locker.is_open(2) and "可以领取" in counter.follow(claim)


def test_the_slip_in_the_office(people, hall, counter):
    claim = counter.claim("残疾人证")
    page = counter.office.post(
        HALL + "/admin/lockers", HALL + "/admin/claims/slip", code=claim["code"], pin=claim["pin"])
    assert "取件单" in page and HOLDER["name"] not in page and NUMBER not in page
    slip = people.signed_in("admin", "clerk")
    csrf = slip.locator("input[name=csrf]").first.get_attribute("value")
    slip.evaluate("""([address, fields]) => {
      const form = document.createElement('form');
      form.method = 'post'; form.action = address;
      for (const name in fields) {
        const input = document.createElement('input');
        input.name = name; input.value = fields[name]; form.appendChild(input);
      }
      document.body.appendChild(form); form.submit();
    }""", [HALL + "/admin/claims/slip", {"csrf": csrf, "code": claim["code"], "pin": claim["pin"]}])
    expect(slip.locator(".slip .pin")).to_have_text(f"口令 {claim['pin']}")
    people.look(slip, "admin-claim-slip")
