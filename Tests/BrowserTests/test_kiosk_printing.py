"""The kiosk beside a printer that fails: said before anybody chooses, and the number stays to be copied by hand."""

import re

import pytest
from demo_hall import free_port
from fake_printer import FakePrinter
from hall_office import Office
from people import take_number
from playwright.sync_api import expect


@pytest.fixture
def printer(hall):
    """The kiosk's printer."""
    printer = FakePrinter()
    Office(hall).set_printer(port=printer.port)
    yield printer
    printer.close()


def check_number_stays(kiosk, number, words):
    """The number, what is wrong with the slip, and a minute to write the number down."""
    expect(kiosk.locator(".printing.attention")).to_contain_text(words, timeout=20_000)
    expect(kiosk.locator(".printing.attention")).to_contain_text("请记下号码")
    expect(kiosk.locator(".taken-number .number")).to_have_text(number)
    expect(kiosk.locator("#done")).to_have_text(re.compile(r"\((60|5\d|4\d)\)"))


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no-script"])
def test_11_paper_out_is_shown_before_choosing(people, printer, scripts):
    kiosk = people.kiosk(scripts)
    expect(kiosk.locator("#line-A")).to_be_visible()
    expect(kiosk.locator(".attention.printer")).to_have_count(0)
    # The roll ends while nobody is there; the page that stands says so by itself.
    printer.is_paper_out = True
    notice = kiosk.locator(".attention.printer")
    if scripts:
        kiosk.evaluate("window.mark = 'the same document'")
        expect(notice).to_contain_text("缺纸", timeout=30_000)
        assert kiosk.evaluate("window.mark") == "the same document"
        people.look(kiosk, "kiosk-lines-paper-out")
    else:
        for _ in range(30):
            kiosk.wait_for_timeout(1000)
            kiosk.reload()
            if notice.count():
                break
        expect(notice).to_contain_text("缺纸")
    # A number can be had all the same, and stays.
    number = take_number(kiosk)
    if scripts:
        check_number_stays(kiosk, number, "缺纸")
        people.look(kiosk, "kiosk-ticket-paper-out")
    else:
        kiosk.reload()
        expect(kiosk.locator(".printing.attention")).to_contain_text("缺纸")
        expect(kiosk.locator(".taken-number .number")).to_have_text(number)
    assert printer.slips == []
    kiosk.goto("/h/chengguan/kiosk")
    printer.is_paper_out = False
    if scripts:
        expect(notice).to_have_count(0, timeout=30_000)


def test_11_the_number_stays_when_the_roll_ends_in_the_slip(people, printer):
    printer.stop_after = 3000
    kiosk = people.kiosk()
    number = take_number(kiosk)
    kiosk.evaluate("window.mark = 'the same document'")
    check_number_stays(kiosk, number, "缺纸")
    assert kiosk.evaluate("window.mark") == "the same document"


def test_11_the_number_stays_when_nobody_finds_the_printer(people, hall):
    Office(hall).set_printer(port=free_port())
    kiosk = people.kiosk()
    check_number_stays(kiosk, take_number(kiosk), "打印机")
