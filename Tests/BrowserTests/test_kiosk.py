"""The kiosk: one press, one number; what is closed says why."""

import json
import urllib.request

import pytest
from people import take_number
from playwright.sync_api import expect

TAKE = """async key => {
  const form = document.querySelector('#line-A').form;
  const body = new URLSearchParams(new FormData(form));
  const answers = await Promise.all([1, 2, 3].map(() => fetch(form.action, {method: 'POST', body: body})));
  return answers.map(answer => answer.url);
}"""


def waiting(hall, line="A"):
    with urllib.request.urlopen(f"{hall.url}/api/v1/halls/chengguan/lines") as answer:
        lines = json.load(answer)["items"]
    return next(entry["waiting"] for entry in lines if entry["line"] == line)


def test_a_double_tap_gives_one_number(people, hall):
    """(10) MADO-queue#24, novosga#420."""
    kiosk = people.kiosk()
    kiosk.dblclick("#line-A")
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")
    assert waiting(hall) == 1


def test_a_double_tap_without_script_gives_one_number(people, hall):
    """(10) Nor does a browser without script send twice."""
    kiosk = people.kiosk(scripts=False)
    kiosk.dblclick("#line-A", no_wait_after=True)
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")
    assert waiting(hall) == 1


def test_one_form_sent_three_times_gives_one_number(people, hall):
    """(10) A resubmission carries the same hidden key, whatever made the browser send it again."""
    kiosk = people.kiosk()
    addresses = kiosk.evaluate(TAKE)
    assert len(set(addresses)) == 1 and "/kiosk/ticket/" in addresses[0], addresses
    assert waiting(hall) == 1


def test_reload_and_back_take_no_second_number(people, hall):
    """(10) Nor does what the browser does by itself."""
    kiosk = people.kiosk()
    take_number(kiosk)
    kiosk.reload()
    expect(kiosk.locator(".taken-number .number")).to_have_text("A001")
    kiosk.go_back()
    kiosk.go_forward()
    kiosk.reload()
    assert waiting(hall) == 1


def test_the_key_of_a_line_is_not_that_of_another(people, hall):
    """A page from the browser's memory: first one line, then back, then another line."""
    kiosk = people.kiosk()
    second = kiosk.evaluate(TAKE.replace("return answers.map(answer => answer.url);", """
      const other = document.querySelector('#line-B').form;
      const answer = await fetch(other.action, {
        method: 'POST', body: new URLSearchParams(new FormData(other))});
      return [answer.url];"""))[0]
    assert "/kiosk/ticket/" in second, f"the other line was refused: {second}"
    assert (waiting(hall, "A"), waiting(hall, "B")) == (1, 1)


def test_a_closed_line_says_why(people):
    kiosk = people.kiosk()
    admin = people.admin()
    admin.goto("/h/chengguan/admin/lines")
    row = admin.locator("tr", has=admin.locator("a[href$='/admin/lines/B']"))
    row.locator("summary").click()
    people.look(admin, "admin-line-closing")
    row.locator("input[name=reason]").fill("系统升级，下午两点恢复")
    row.locator("form[action$='/close'] button").click()
    expect(admin.locator(".done")).to_be_visible()
    people.look(admin, "admin-lines-closed")
    # The kiosk hears of it without being touched.
    expect(kiosk.locator(".line.is-closed")).to_contain_text("系统升级，下午两点恢复")
    assert kiosk.locator("#line-B").count() == 0
    people.look(kiosk, "kiosk-line-closed")
    row = admin.locator("tr", has=admin.locator("a[href$='/admin/lines/B']"))
    row.locator("form[action$='/reopen'] button").click()
    expect(kiosk.locator("#line-B")).to_be_visible()


def test_priority_is_chosen_and_shown(people):
    kiosk = people.kiosk()
    kiosk.click("ul.others a[href*='step=priority']")
    expect(kiosk.locator("ul.reasons")).to_be_visible()
    people.look(kiosk, "kiosk-priority")
    kiosk.click("ul.reasons a >> nth=0")
    expect(kiosk.locator(".chosen")).to_be_visible()
    people.look(kiosk, "kiosk-lines-priority")
    kiosk.click("#line-A")
    expect(kiosk.locator(".facts .mark")).to_be_visible()
    people.look(kiosk, "kiosk-ticket-priority")


def test_the_return_step(people):
    kiosk = people.kiosk()
    kiosk.click("ul.others a[href*='step=return']")
    expect(kiosk.locator(".pad")).to_be_visible()
    people.look(kiosk, "kiosk-return")
    kiosk.locator(".pad button", has_text="A").first.click()
    for digit in "999":
        kiosk.locator(".pad button", has_text=digit).first.click()
    kiosk.click("form[data-pad] button[type=submit]")
    expect(kiosk.locator(".refused")).to_contain_text("没有找到这个号")
    people.look(kiosk, "kiosk-return-unknown")


@pytest.mark.parametrize("mode", ["large", "contrast", "low"])
def test_large_and_contrast_modes(people, mode):
    """(4) Axe in each mode of the real kiosk."""
    kiosk = people.kiosk()
    wanted = {"large": "大字", "contrast": "高对比", "low": "轮椅"}[mode]
    kiosk.locator("nav.kiosk-bar button", has_text=wanted).click()
    expect(kiosk.locator(f"body.{mode}")).to_be_visible()
    people.look(kiosk, f"kiosk-lines-{mode}")
    take_number(kiosk)
    people.look(kiosk, f"kiosk-ticket-{mode}")


@pytest.mark.parametrize("size", [(1080, 1920), (1920, 1080), (1024, 768), (1280, 1024)])
def test_no_sideways_scroll_on_any_screen(people, hall, size):
    """(13) The four screens of halls."""
    kiosk = people.browser("kiosk", size=size)
    kiosk.goto(f"/pair?token={hall.device_token('kiosk')}")
    name = f"kiosk-lines-{size[0]}x{size[1]}"
    people.look(kiosk, name)
    take_number(kiosk)
    people.look(kiosk, name.replace("lines", "ticket"))


def test_a_visitor_sees_the_kiosk_but_takes_no_number(people, hall):
    visitor = people.browser("kiosk")
    visitor.goto("/h/chengguan/kiosk")
    visitor.click("#line-A")
    expect(visitor.locator("h1")).to_contain_text("还没有配对")
    people.look(visitor, "kiosk-not-paired")
    assert waiting(hall) == 0
