"""The real server and a printer that fails in every way: no slip is lost, and the queue ends right."""

import os
import pty
import threading

from escpos import DOTS, Paper
from fake_printer import FakePrinter
from hall_office import eventually


def numbers(printer):
    return [slip.lines[2].text for slip in printer.slips]


def test_slips_come_in_order_and_once(office, kiosk, printer):
    office.set_printer(port=printer.port)
    tickets = [kiosk.take() for _ in range(5)]
    assert tickets[0]["print"] == {"state": "queued"}
    for ticket in tickets:
        eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    assert numbers(printer) == [ticket["number"] for ticket in tickets]


def test_paper_out_is_known_before_choosing_and_the_slip_comes_later(office, kiosk, printer):
    printer.is_paper_out = True
    office.set_printer(port=printer.port)
    eventually(kiosk.page, lambda page: "打印机缺纸" in page)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "failed", "reason": "paper-out"})
    assert "打印机缺纸，请记下号码" in kiosk.page(f"/ticket/{ticket['id']}")
    assert ticket["number"] in kiosk.page(f"/ticket/{ticket['id']}")
    assert "打印机缺纸" in office.read("/h/chengguan/admin/devices")
    assert printer.slips == []
    printer.is_paper_out = False
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    assert numbers(printer) == [ticket["number"]]
    eventually(kiosk.page, lambda page: "打印机缺纸" not in page)


def test_cover_open_and_paper_low(office, kiosk, printer):
    printer.is_cover_open = True
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "failed", "reason": "cover-open"})
    printer.is_cover_open, printer.is_low = False, True
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    eventually(lambda: office.read("/h/chengguan/admin/devices"), lambda page: "纸快用完" in page)


def test_paper_that_ends_in_the_middle_of_a_slip(office, kiosk, printer):
    printer.stop_after = 3000
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "failed", "reason": "paper-out"})
    with printer.lock:
        printer.paper.waiting.clear()
        printer.paper.tear()
        printer.is_paper_out = False
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    assert numbers(printer) == [ticket["number"]]


def test_a_line_that_breaks_in_the_middle_of_a_picture(office, kiosk, printer):
    # The second half of the picture never comes; the next slip must not be taken for it.
    printer.break_after = [5000]
    office.set_printer(port=printer.port)
    first, second = kiosk.take(), kiosk.take()
    for ticket in (first, second):
        eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    whole = [slip for slip in printer.slips]
    assert [slip.lines[-1].text[:4] for slip in whole] == ["取号时间"] * 2
    assert first["number"] in whole[0].text and second["number"] in whole[1].text


def test_a_printer_that_never_confirms_does_not_empty_its_roll(office, kiosk, printer):
    printer.break_after = [9000] * 50
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "failed", "reason": "uncertain"}, within=90)
    assert len(printer.break_after) == 47
    printer.break_after = []
    kiosk.act(ticket, "print")
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})


def test_a_slow_printer_keeps_nobody_waiting(office, kiosk, printer):
    printer.bytes_per_second = 4000
    office.set_printer(port=printer.port)
    tickets = [kiosk.take() for _ in range(3)]
    # All numbers were given out before the first slip was on paper.
    assert len(printer.slips) < 3
    for ticket in tickets:
        eventually(lambda: kiosk.printing(ticket), {"state": "printed"}, within=90)
    assert numbers(printer) == [ticket["number"] for ticket in tickets]


def test_a_printer_that_says_nothing_prints_all_the_same(office, kiosk, printer):
    printer.is_silent = True
    office.set_printer(port=printer.port)
    tickets = [kiosk.take() for _ in range(2)]
    for ticket in tickets:
        eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    eventually(lambda: numbers(printer), [ticket["number"] for ticket in tickets])


def test_a_printer_that_knows_no_answer_in_turn(office, kiosk, printer):
    printer.knows_turns = False
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"}, within=90)
    assert numbers(printer) == [ticket["number"]]


def test_nobody_at_the_address_until_somebody_is(office, kiosk):
    printer = FakePrinter()
    port = printer.port
    printer.close()
    office.set_printer(port=port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "failed", "reason": "unreachable"})
    printer = FakePrinter(port=port)
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    printer.close()


def test_a_ticket_that_does_not_wait_needs_no_slip(office, kiosk, printer):
    printer.is_paper_out = True
    office.set_printer(port=printer.port)
    gone, here = kiosk.take(), kiosk.take()
    eventually(lambda: kiosk.printing(here), {"state": "failed", "reason": "paper-out"})
    kiosk.act(gone, "cancel")
    printer.is_paper_out = False
    eventually(lambda: kiosk.printing(here), {"state": "printed"})
    assert kiosk.printing(gone) == {"state": "failed", "reason": "not-needed"}
    assert numbers(printer) == [here["number"]]


def test_printing_again(office, kiosk, printer):
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    assert kiosk.act(ticket, "print")["print"] == {"state": "queued"}
    eventually(lambda: len(printer.slips), 2)
    assert numbers(printer) == [ticket["number"]] * 2


def test_after_a_crash_what_was_queued_is_printed(hall, office, kiosk, printer):
    printer.is_paper_out = True
    office.set_printer(port=printer.port)
    tickets = [kiosk.take() for _ in range(3)]
    hall.kill()
    printer.is_paper_out = False
    hall.start()
    again = type(kiosk)(hall)
    for ticket in tickets:
        eventually(lambda: again.printing(ticket), {"state": "printed"})
    assert numbers(printer) == [ticket["number"] for ticket in tickets]


def test_power_that_fails_in_the_middle_of_a_slip(hall, office, kiosk, printer):
    printer.bytes_per_second = 3000
    office.set_printer(port=printer.port)
    ticket = kiosk.take()
    eventually(lambda: len(printer.paper.lines), lambda count: count >= 3)
    hall.kill()
    printer.bytes_per_second = None
    hall.start()
    again = type(kiosk)(hall)
    eventually(lambda: again.printing(ticket), {"state": "printed"})
    last = printer.slips[-1]
    assert ticket["number"] in last.text and last.lines[-1].text.startswith("取号时间")


def test_a_device_file(office, kiosk):
    master, slave = pty.openpty()
    paper = Paper(DOTS[58])
    threading.Thread(target=lambda: drink(master, paper), daemon=True).start()
    office.set_printer(path=os.ttyname(slave), paper=58)
    ticket = kiosk.take()
    eventually(lambda: kiosk.printing(ticket), {"state": "printed"})
    eventually(lambda: [slip.lines[2].text for slip in paper.slips], [ticket["number"]])
    assert paper.unknown == []


def drink(descriptor, paper):
    while True:
        try:
            paper.feed(os.read(descriptor, 4096))
        except OSError:
            return


def test_the_office_tries_the_printer(office, printer):
    office.set_printer(port=printer.port)
    address = "/h/chengguan/admin/devices/kiosk-1"
    page = office.post(address, address + "/trial")
    assert "测试小票已打印" in page
    assert [slip.lines[2].text for slip in printer.slips] == ["A000"]
    printer.is_paper_out = True
    page = office.post(address, address + "/trial")
    assert "测试小票已打印" not in page and "打印机缺纸" in page


def test_without_a_printer_of_its_own_the_browser_prints(kiosk):
    ticket = kiosk.take()
    assert ticket["print"] == {"state": "browser"}
    assert kiosk.act(ticket, "print")["print"] == {"state": "browser"}
