"""Signing in and out, pages that are not there, pages for everybody."""

import pytest
from playwright.sync_api import expect


def test_a_wrong_password_and_a_locked_account(people, hall):
    page = people.browser("desk")
    page.goto("/sign-in")
    people.look(page, "desk-sign-in")
    account, _ = hall.account("clerk")
    for _ in range(4):
        page.fill("#f-account", account)
        page.fill("#f-password", "not-the-password")
        page.click("main button[type=submit]")
        expect(page.locator(".refused")).to_contain_text("账号或密码不对")
    expect(page.locator("#f-account")).to_have_value(account)
    expect(page.locator("#f-password")).to_have_value("")
    people.look(page, "desk-sign-in-wrong")
    page.fill("#f-password", "not-the-password")
    page.click("main button[type=submit]")
    expect(page.locator(".refused")).to_contain_text("账号已锁定")
    people.look(page, "desk-sign-in-locked")


def test_signing_out_closes_the_desk(people):
    desk = people.signed_in("desk", "clerk")
    desk.click("form.sign-out button")
    expect(desk.locator("h1")).to_have_text("您已退出登录")
    people.look(desk, "desk-signed-out")
    desk.goto("/h/chengguan/desk")
    expect(desk.locator("h1")).to_have_text("工作人员登录")
    assert "next=" in desk.url


@pytest.mark.parametrize("path", [
    "/nothing", "/h/nowhere", "/h/chengguan/nothing", "/h/chengguan/t/1-ABCDEFGHJKLMNPQRSTUV",
    "/h/chengguan/t/rubbish", "/h/chengguan/kiosk/ticket/rubbish", "/h/chengguan/find?code=ZZZZZZ",
    "/progress", "/verify/nothing", "/%E4%B8%8D%E5%AD%98%E5%9C%A8",
])
def test_a_page_that_is_not_there_says_so(people, path):
    """(51) A guessed address of a ticket is as unknown as any."""
    page = people.browser("phone")
    answer = page.goto(path)
    assert answer.status == 404, answer.status
    people.look(page, "phone-not-there")
    text = page.inner_text("main")
    assert any(word in text for word in ("没有这个页面", "没有找到这个号", "没有这个大厅")), text


def test_a_forbidden_page_says_so(people):
    """(56) The page tells it, and the server holds it."""
    desk = people.signed_in("desk", "clerk")
    for path in ("/h/chengguan/admin", "/h/chengguan/admin/paper", "/county", "/h/hexi/desk"):
        answer = desk.goto(path)
        assert answer.status == 403, (path, answer.status)
        expect(desk.locator("h1")).to_have_text("您没有做这件事的权限")
    people.look(desk, "desk-forbidden")


@pytest.mark.parametrize("width", [320, 360])
def test_pages_for_everybody(people, width):
    for path, name in (
            ("/", "machine"), ("/h/chengguan", "hall"), ("/help", "help"), ("/pair", "pair"),
            ("/sign-in", "sign-in")):
        page = people.browser("phone", size=(width, 740))
        page.goto(path)
        people.look(page, f"phone-{name}-{width}")
        page.close()


def test_the_telephone_finds_its_number_by_code(people):
    kiosk = people.kiosk()
    kiosk.click("#line-A")
    code = kiosk.inner_text(".short-code b").strip()
    phone = people.browser("phone", size=(320, 640))
    phone.goto("/h/chengguan")
    phone.fill("input[name=code]", code.lower())
    phone.click("form.find button")
    expect(phone.locator(".now .number")).to_have_text("A001")
    people.look(phone, "phone-waiting-320")
    phone.click("details.cancel summary")
    people.look(phone, "phone-cancel")
    phone.click("details.cancel button")
    expect(phone.locator(".now")).to_contain_text("您已取消这个号")
    people.look(phone, "phone-cancelled")
