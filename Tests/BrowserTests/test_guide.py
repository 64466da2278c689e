"""The guides of the catalogue: every demo item on a telephone, at a desk, on paper and in an old browser."""

import io
import json
import re

import pypdf
import pytest
from engines import NAMES
from hall_client import HallClient
from measures import measure
from page_rules import check_access, check_page
from people import act
from playwright.sync_api import expect

# Points of a printer: 1/72 inch.
A4 = (595, 842)
# Printers leave the last five millimetres of a sheet white.
EDGE = 14
LOW_INCOME = "最低生活保障审核确认"


def items(hall):
    """Code → name of every published item."""
    client = HallClient(hall.url, None)
    try:
        found, after = {}, None
        while True:
            status, body = client.ask("GET", "/api/v1/items?limit=200" + (f"&after={after}" if after else ""))
            assert status == 200
            part = json.loads(body)
            found.update({item["code"]: item["name"] for item in part["items"]})
            after = part.get("next")
            if not after:
                return found
    finally:
        client.close()


def code_of(hall, name):
    return next(code for code, its in items(hall).items() if its == name)


def test_every_guide_is_legible(people, hall):
    """Sizes, targets, contrast, no sideways scroll, axe; on a telephone and at a desk."""
    codes = items(hall)
    assert len(codes) >= 30
    page = people.browser("phone")
    wrong = []
    for code, name in codes.items():
        page.goto(f"/items/{code}")
        expect(page.locator("h1")).to_have_text(name)
        assert page.locator(".mark", has_text="演示数据").count() >= 1, name
        check_page(page)
        check_access(page)
        for size in ((320, 640), (1366, 768)):
            page.set_viewport_size({"width": size[0], "height": size[1]})
            wrong += [f"{name} {size[0]}: {finding}" for finding in measure(page)]
    assert not wrong, "\n".join(wrong)


def squeezed(text):
    return re.sub(r"\s", "", text)


def stands_in(text, written):
    """A font may give a character of paper as the radical that looks like it."""
    return re.search("".join(f"[{re.escape(sign)}\u2e80-\u2fdf]" for sign in squeezed(text)[:40]), written)


def test_every_guide_prints_on_a4(people, hall):
    """Nothing stands outside the page's edges, nothing that the guide says is left out, no line is cut."""
    page = people.browser("admin")
    for code, name in items(hall).items():
        page.goto(f"/items/{code}")
        page.emulate_media(media="print")
        said = page.evaluate("""() => [...document.querySelectorAll('main .sheet b, main .sheet dd, main .sheet li, main h1')]
            .filter(e => e.getClientRects().length).map(e => e.innerText)""")
        paper = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert len(paper.pages) <= 6, f"{name}: {len(paper.pages)} pages"
        written, outside = "", []
        for sheet in paper.pages:
            box = sheet.mediabox
            assert abs(box.width - A4[0]) < 2 and abs(box.height - A4[1]) < 2, f"{name}: {box}"

            def look(text, page_matrix, text_matrix, _, __):
                x, y = text_matrix[4], text_matrix[5]
                across = x * page_matrix[0] + y * page_matrix[2] + page_matrix[4]
                up = x * page_matrix[1] + y * page_matrix[3] + page_matrix[5]
                if text.strip() and not (EDGE <= across <= A4[0] - EDGE and EDGE <= up <= A4[1] - EDGE):
                    outside.append(f"{across:.0f}, {up:.0f}: {text}")

            written += sheet.extract_text(visitor_text=look)
        assert not outside, f"{name}: beyond the edge: {outside}"
        written = squeezed(written)
        for text in said:
            for line in text.splitlines():
                assert stands_in(line, written), f"{name}: not on paper: {line}"
        page.emulate_media(media="screen")


def test_the_questions_choose_the_materials(people, hall):
    page = people.browser("phone")
    page.goto(f"/items/{code_of(hall, LOW_INCOME)}")
    people.look(page, "phone-guide")
    everything = page.locator(".materials li").count()
    page.click("text=有重度残疾人")
    page.click(".situation button[type=submit]")
    expect(page.locator("#materials h2")).to_have_text("您要带的材料")
    expect(page.locator(".materials")).to_contain_text("残疾人证")
    assert page.locator(".materials li").count() < everything
    expect(page.locator(".situation input:checked")).to_have_count(1)
    people.look(page, "phone-guide-answered")
    page.goto("/items?query=低保")
    expect(page.locator(".item-list a").first).to_contain_text(LOW_INCOME)
    people.look(page, "phone-items-found")


def test_without_script(people, hall):
    page = people.browser("phone", scripts=False)
    page.goto("/items")
    page.fill("#f-query", "DB")
    page.click(".search button")
    page.click(f".item-list >> text={LOW_INCOME}")
    page.check("input[type=radio] >> nth=0")
    page.click(".situation button[type=submit]")
    expect(page.locator("#materials h2")).to_have_text("您要带的材料")
    assert not page.locator("[data-print]").is_visible()
    page.goto("/negative-lists")
    page.fill("#f-words", "餐饮")
    page.click(".search button")
    expect(page.locator(".verdict")).to_contain_text("限制")


@pytest.mark.parametrize("engine", NAMES[:1], indirect=True)
@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_every_guide_answers_in_the_oldest_engine(engine, hall, scripts):
    tab = engine.tab((360, 740), scripts)
    try:
        for code, name in items(hall).items():
            tab.open(f"{hall.url}/items/{code}")
            tab.wait("document.readyState === 'complete'")
            assert tab.text("h1") == name
            assert tab.count(".materials li") + tab.count("#materials .empty") >= 1, name
            assert tab.value("document.scrollingElement.scrollWidth <= window.innerWidth"), name
        assert not tab.noises()
    finally:
        tab.close()


def test_05_the_kiosk_leads_from_a_matter_to_its_line(people):
    """(5) What to bring is seen before a number is taken."""
    kiosk = people.kiosk()
    kiosk.click("ul.others a[href*='step=search']")
    for letter in "DB":
        kiosk.click(f".pad button[value={letter}]")
    item = kiosk.locator(".items .line", has_text=LOW_INCOME)
    expect(item).to_be_visible()
    people.look(kiosk, "kiosk-items-found")
    with kiosk.expect_navigation():
        item.click()
    people.look(kiosk, "kiosk-item-asking")
    kiosk.click(".answers >> text=有重度残疾人")
    expect(kiosk.locator(".bring")).to_contain_text("残疾人证")
    people.look(kiosk, "kiosk-item-bring")
    kiosk.click("#take")
    expect(kiosk.locator(".taken-number .number")).to_have_text("B001")
    desk = people.clerk()
    act(desk, "next")


@pytest.mark.parametrize("path", ["/items", "/powers", "/duties", "/negative-lists", "/calendar"])
def test_the_lists_are_legible(people, path):
    page = people.browser("phone")
    page.goto(path)
    people.look(page, "phone-" + path.strip("/"))
    page.set_viewport_size({"width": 1366, "height": 768})
    assert not measure(page)
