"""Where the codes come from: a printer's paper, a sheet, a telephone."""

import io
import json
import random

import segno
from PIL import Image

from escpos import DOTS, decode
from fake_printer import FakePrinter
from hall_client import HallClient, sign_in


HALL = "/h/chengguan"
# Synthetic: no card bears the number.
HOLDER = {"name": "张测试", "idType": "111", "idNumber": "119999190001010011"}
# Base45's, without the blank that a reader's output would lose at an end.
SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ$%*+-./:"
PAYLOAD_LENGTH = 270


def payload():
    """As long as the code with which a document is verified."""
    chance = random.Random(270)
    return "YZ1:" + "".join(chance.choice(SIGNS) for _ in range(PAYLOAD_LENGTH - 4))


def make_claim(hall):
    account, password = hall.account("clerk")
    client = HallClient(hall.url, sign_in(hall.url, account, password), timeout=40)

    def post(path, body, key):
        status, answer = client.ask("POST", client.base + path, json.dumps(body), key)
        assert status == 201, answer
        return json.loads(answer)

    document = post("/documents", {
        "kind": "licence", "number": "测城许〔2026〕17号", "title": "食品经营许可证", "holder": HOLDER,
        "issuer": "测试县市场监督管理局", "issuedOn": "2026-11-02"}, "scanning-document")["document"]
    return post("/claims", {"documents": [document]}, "scanning-claim")


def slip_on_paper(hall, office, claim, width):
    """The slip as the printer's own bytes put it on paper."""
    printer = FakePrinter(width)
    try:
        office.set_printer(printer.port, paper=width)
        answer = office.post(
            HALL + "/admin", HALL + "/admin/claims/slip", code=claim["code"], pin=claim["pin"], printer="kiosk-1")
        assert "已在" in answer and printer.paper.unknown == [], "the slip was not printed"
        slips = [slip for slip in printer.slips if "取件单" in slip.text]
        assert len(slips) == 1
        return slips[0].image
    finally:
        printer.close()


def payload_on_paper(text, width):
    """A long code as a slip would carry it: the layout's rule for modules, the printer's raster."""
    symbol = segno.make(text, error="m", boost_error=False, micro=False)
    rows = [bytes(row) for row in symbol.matrix]
    side, dots = len(rows), DOTS[width]
    module = max(2, min(dots // (side + 8), max(260 // side, 5)))
    left = (dots - side * module) // 2
    data = b"\x1b@\x1bJ\x40"
    for row in rows:
        line = [0] * (dots // 8)
        for x, dark in enumerate(row):
            for dot in range(left + x * module, left + (x + 1) * module):
                line[dot // 8] |= (0x80 >> dot % 8) if dark else 0
        data += b"\x1dv0\x00" + bytes([dots // 8, 0, module, 0]) + bytes(line) * module
    slips, unknown = decode(data + b"\x1bJ\x40\x1dV\x42\x00", width)
    assert unknown == []
    return slips[0].image, f"{symbol.designator}, {module / 8:.3f} mm a module"


class Sheets:
    """Pages of the server, and sheets with a code of a given size, as Chromium draws them."""

    def __init__(self, chromium, hall, office):
        self.chromium, self.hall, self.office = chromium, hall, office

    def page(self, width, scale, media=None):
        context = self.chromium.new_context(
            base_url=self.hall.url, viewport={"width": width, "height": 800}, device_scale_factor=scale, locale="zh-CN")
        page = context.new_page()
        if media:
            page.emulate_media(media=media)
        return page

    def picture(self, page, selector):
        image = Image.open(io.BytesIO(page.locator(selector).screenshot()))
        page.context.close()
        return image

    def slip_page(self, claim, dpi):
        """The page of the slip as a laser printer gets it: 96 dots of a style sheet are an inch."""
        html = self.office.post(
            HALL + "/admin", HALL + "/admin/claims/slip", code=claim["code"], pin=claim["pin"])
        page = self.page(700, dpi / 96, "print")
        page.route("**/shown", lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        page.goto("/shown")
        page.wait_for_function("document.images[0] && document.images[0].complete")
        return self.picture(page, ".slip")

    def follow_page(self, claim, width, scale):
        page = self.page(width, scale)
        page.goto(f"{HALL}/c/{claim['code']}")
        page.wait_for_function("document.images[0] && document.images[0].complete")
        return self.picture(page, "main")

    def sheet(self, text, error, module, dpi):
        """A code in millimetres on a sheet."""
        symbol = segno.make(text, error=error, boost_error=False, micro=False)
        return self.drawn(symbol, f"{(symbol.symbol_size(border=4)[0]) * module}mm", 700, dpi / 96)

    def screen(self, text, error, width, scale):
        """A code as wide as a telephone's column."""
        symbol = segno.make(text, error=error, boost_error=False, micro=False)
        return self.drawn(symbol, f"{width - 32}px", width, scale)

    def drawn(self, symbol, size, width, scale):
        svg = io.BytesIO()
        symbol.save(svg, kind="svg", border=4, omitsize=True, light="#fff", xmldecl=False)
        page = self.page(width, scale)
        page.set_content(
            f"<body style='margin:16px'><div id='code' style='width:{size}'>{svg.getvalue().decode()}</div>")
        return self.picture(page, "#code")


