"""The slip with which documents are collected, from the office to the paper."""

import json

import pytest

from escpos import DOTS
from hall_client import HallClient, sign_in
from test_slips import keep, read_code

HOLDER = {"name": "欧阳某某", "idType": "111", "idNumber": "119999190001010011", "phone": "13911110001"}
ADMIN = "/h/chengguan/admin"


@pytest.fixture
def claim(hall):
    account, password = hall.account("clerk")
    client = HallClient(hall.url, sign_in(hall.url, account, password), timeout=40)

    def post(path, body, key):
        status, answer = client.ask("POST", client.base + path, json.dumps(body), key)
        assert status == 201, answer
        return json.loads(answer)

    documents = [post("/documents", {
        "kind": "licence", "number": number, "title": title, "holder": HOLDER, "issuer": "测试县市场监督管理局",
        "issuedOn": "2026-11-02"}, f"document-{index}")["document"] for index, (number, title) in enumerate([
            ("测城许〔2026〕17号", "食品经营许可证"),
            ("测人社养老〔2026〕第00012345号", "机关事业单位养老保险参保登记与转移接续办结通知书（㙟坪镇）")])]
    return post("/claims", {"documents": documents}, "claim")


@pytest.mark.parametrize("width", [58, 80])
def test_the_slip_of_a_claim(office, printer, claim, tmp_path, width):
    """(21, 22, 24, 25) Clean bytes, a code that is read, no name and no number of a card."""
    printer.paper.__init__(DOTS[width])
    office.set_printer(printer.port, paper=width)
    page = office.post(ADMIN, ADMIN + "/claims/slip", code=claim["code"], pin=claim["pin"], printer="kiosk-1")
    assert "已在“大门口”打印" in page
    slip = printer.slips[-1]
    keep(slip, f"claim-slip-{width}")
    assert read_code(slip, tmp_path) == claim["code"]
    assert all(line.dots <= DOTS[width] for line in slip.lines)
    # A line with a picture has the picture's height; everything else is larger.
    assert slip.line("食品经营许可证").height >= 2 and slip.line(claim["pin"]).width >= 2
    text = slip.text.replace("\n", "")
    for words in ("取件单", "城关镇便民服务中心", "食品经营许可证", "测城许〔2026〕17号", f"口令 {claim['pin']}",
                  "有效期到", "带身份证", "欧*"):
        assert words in text, words
    assert claim["code"] in text.replace(" ", "")
    for secret in (HOLDER["name"], "欧阳", HOLDER["idNumber"], "0011", HOLDER["phone"]):
        assert secret not in text.replace(claim["code"], "").replace(claim["pin"], "")


def test_a_printer_that_fails_and_another_try(office, printer, claim):
    """Nothing is collected by printing: the slip is printed again, and the page says what was wrong."""
    office.set_printer(printer.port)
    printer.is_paper_out = True
    fields = {"code": claim["code"], "pin": claim["pin"], "printer": "kiosk-1"}
    assert "缺纸" in office.post(ADMIN, ADMIN + "/claims/slip", **fields)
    printer.is_paper_out = False
    assert "已在“大门口”打印" in office.post(ADMIN, ADMIN + "/claims/slip", **fields)
    assert "取件单" in printer.slips[-1].text
