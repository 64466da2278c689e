"""The pad at a window: what it shows from an empty window to thanks, lying and standing."""

import pytest
from people import act, take_number
from playwright.sync_api import expect

SIZES = {"small": (800, 480), "wide": (1024, 600), "upright": (600, 1024)}


def pad(people, size, scripts=True):
    page = people.browser("pad", scripts, SIZES[size])
    page.goto(f"/pair?token={people.hall.device_token('evaluator')}")
    expect(page).to_have_url(f"{people.hall.url}/h/chengguan/evaluate/1")
    return page


def check_levels(page):
    """Five targets that a finger hits, inside the screen."""
    boxes = [button.bounding_box() for button in page.locator("button.level").all()]
    size = page.viewport_size
    assert len(boxes) == 5
    for box in boxes:
        assert box["width"] >= 100 and box["height"] >= 88, box
        assert box["x"] >= 0 and box["x"] + box["width"] <= size["width"], box
        assert box["y"] + box["height"] <= size["height"], box


@pytest.mark.parametrize("size", list(SIZES))
def test_the_pad_follows_its_window(people, size):
    page = pad(people, size)
    people.look(page, f"evaluator-{size}-closed")
    desk = people.clerk()
    expect(page.locator(".stage.idle")).to_be_visible()
    people.look(page, f"evaluator-{size}-idle")
    take_number(people.kiosk())
    act(desk, "next")
    expect(page.locator("h1")).to_contain_text("A001")
    act(desk, "start")
    expect(page.locator("h1")).to_have_text("正在为 A001 服务")
    people.look(page, f"evaluator-{size}-serving")
    act(desk, "finish")
    expect(page.locator("button.level").first).to_be_visible()
    check_levels(page)
    people.look(page, f"evaluator-{size}-asking")
    page.click("button.level-2")
    expect(page.locator("h1")).to_have_text("谢谢您的评价")
    people.look(page, f"evaluator-{size}-thanks")
    expect(page.locator(".stage.idle")).to_be_visible(timeout=20_000)


def test_the_pad_works_without_script(people):
    page = pad(people, "wide", scripts=False)
    desk = people.clerk()
    take_number(people.kiosk())
    act(desk, "next")
    act(desk, "finish")
    expect(page.locator("button.level").first).to_be_visible(timeout=15_000)
    page.click("button.level-1")
    expect(page.locator("h1")).to_have_text("谢谢您的评价")


def test_55_the_report_has_tables_and_a_sheet(people):
    kiosk = people.kiosk()
    for line in "AAB":
        take_number(kiosk, line)
        kiosk.goto("/h/chengguan/kiosk")
    desk = people.clerk()
    for _ in range(2):
        act(desk, "next")
        act(desk, "start")
        act(desk, "finish")
    admin = people.admin()
    admin.goto("/h/chengguan/admin/report")
    people.look(admin, "admin-report")
    assert admin.locator("svg.chart").count() == admin.locator("figure + .wide table").count() == 4
    with admin.expect_download() as download:
        admin.click(".heading a.button")
    text = open(download.value.path(), "rb").read()
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[1].split(",")[2:4] == ["3", "2"], lines[1]
