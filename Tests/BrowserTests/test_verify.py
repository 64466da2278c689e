"""Licences from the office to anybody's telephone: issued, printed, scanned and verified."""

import io
import json

import pypdf
import pytest
from engines import NAMES
from hall_client import HallClient
from pictures import read_code
from playwright.sync_api import expect

NAME = "张三丰"
# A printer's points are 1/72 inch, the style sheet's pixels 1/96.
MILLIMETRE = 96 / 25.4


def issue(hall, expires="2099-12-31"):
    """The text of a licence's QR code, by the programming interface."""
    account, password = hall.account("clerk")
    client = HallClient(hall.url, None)
    try:
        credentials = json.dumps({"account": account, "password": password})
        client.token = json.loads(client.ask("POST", "/api/v1/session", credentials)[1])["token"]
        body = {
            "kind": {"code": "11119999000000019Y001", "name": "演示经营许可证"},
            "holder": {"name": NAME, "idNumber": "11999920000229004X"},
            "issuer": {"code": "11119999000000019Y", "name": "演示县人力资源和社会保障局"},
            "expiresOn": expires,
        }
        status, answer = client.ask("POST", f"{client.base}/licences", json.dumps(body), "licence-1")
        assert status == 201, answer
        return json.loads(answer)["payload"]
    finally:
        client.close()


def altered(text):
    """With one character of the signature changed."""
    return text[:-9] + ("A" if text[-9] != "A" else "B") + text[-8:]


def test_a_licence_is_issued_printed_and_scanned(people, tmp_path):
    """The code on the sheet is read by a scanner and verified by somebody else's telephone."""
    desk = people.signed_in("desk", "clerk")
    desk.goto("/h/chengguan/admin/licences")
    people.look(desk, "admin-licences-none")
    desk.click(".heading a.button:not(.second)")
    people.look(desk, "admin-licence-new")
    for name, value in {
            "kindName": "演示经营许可证", "kindCode": "11119999000000019Y001", "holderName": NAME,
            "idNumber": "11999920000229004X", "issuerName": "演示县人力资源和社会保障局",
            "issuerCode": "11119999000000019Y", "expiresOn": "2099-12-31",
            "content": "经营场所：演示县测试路1号\n经营范围：预包装食品"}.items():
        desk.fill(f"#f-{name}", value)
    desk.click(".item-form button[type=submit]")
    expect(desk.locator(".done")).to_be_visible()
    expect(desk.locator("main")).not_to_contain_text(NAME)
    people.look(desk, "admin-licence")
    desk.click("form[action$='/certificate'] button")
    expect(desk.locator(".certificate")).to_contain_text(NAME)
    people.look(desk, "admin-certificate")
    code = desk.locator(".certificate .qr img")
    size = code.bounding_box()["width"] / MILLIMETRE
    assert size >= 30, f"{size:.1f} mm"
    text = read_code(people.pictures.take_part(code, "admin-certificate-code"))
    assert text.startswith("YZ1:") and len(text) <= 304, text
    paper = pypdf.PdfReader(io.BytesIO(desk.pdf(prefer_css_page_size=True)))
    assert len(paper.pages) == 1
    box = paper.pages[0].mediabox
    assert abs(box.width - 595) < 2 and abs(box.height - 842) < 2, box

    phone = people.browser("phone")
    phone.goto("/verify")
    people.look(phone, "phone-verify")
    # A scanner types where the cursor stands, and presses Enter.
    expect(phone.locator("#f-d")).to_be_focused()
    phone.keyboard.type(text)
    phone.keyboard.press("Enter")
    expect(phone.locator(".verdict b")).to_contain_text("有效")
    expect(phone.locator("main")).to_contain_text("张*丰")
    expect(phone.locator("main")).to_contain_text("以原件为准")
    expect(phone.locator("main")).not_to_contain_text(NAME)
    people.look(phone, "phone-verify-valid")
    # The field is empty again, so that the next scan is not added to this one.
    expect(phone.locator("#f-d")).to_be_focused()
    phone.keyboard.type(altered(text))
    phone.keyboard.press("Enter")
    expect(phone.locator(".verdict b")).to_contain_text("无效")
    expect(phone.locator("main")).not_to_contain_text("张*丰")
    people.look(phone, "phone-verify-invalid")

    # Revoked at the desk: one question that names it, then anybody sees it.
    desk.click(".print-bar a")
    desk.click(".danger summary")
    desk.fill("#f-revoke-reason", "停业")
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    desk.click(".danger button.stop")
    expect(desk.locator("main .attention")).to_contain_text("停业")
    assert len(asked) == 1 and "演示经营许可证" in asked[0], asked
    people.look(desk, "admin-licence-revoked")
    phone.fill("#f-d", text)
    phone.click(".search button")
    expect(phone.locator(".verdict b")).to_contain_text("注销")
    people.look(phone, "phone-verify-revoked")


def test_the_keys_are_rotated_and_revoked(people, hall):
    text = issue(hall)
    admin = people.admin()
    admin.goto("/h/chengguan/admin/seal")
    people.look(admin, "admin-seal")
    admin.on("dialog", lambda dialog: dialog.accept())
    admin.select_option("#f-suite", "sm2")
    admin.click("form[action$='/rotate'] button")
    expect(admin.locator("tbody tr")).to_have_count(2)
    admin.click("tbody tr:last-child summary")
    admin.fill("tbody tr:last-child input[name=reason]", "电脑被盗")
    admin.click("tbody tr:last-child button.stop")
    expect(admin.locator("tbody")).to_contain_text("已吊销")
    people.look(admin, "admin-seal-revoked")
    phone = people.browser("phone")
    phone.goto("/verify")
    phone.fill("#f-d", text)
    phone.click(".search button")
    expect(phone.locator(".verdict b")).to_contain_text("无效")


@pytest.mark.parametrize("engine", NAMES, indirect=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_anybody_verifies_in_every_engine(engine, hall, scripts, pictures):
    text = issue(hall)
    tab = engine.tab((360, 740), scripts)
    try:
        for sent, word in ((text, "有效"), (altered(text), "无效")):
            tab.open(hall.url + "/verify")
            tab.fill("#f-d", sent)
            tab.leave_by(".search button")
            tab.wait_text(".verdict b", word)
            pictures.keep(tab, f"verify-{engine.name}-{word}{'' if scripts else '-no-script'}")
        assert not tab.noises()
    finally:
        tab.close()
