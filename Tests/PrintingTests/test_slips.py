"""The slip's bytes, turned back into paper: what stands there, how large, and whether a telephone reads the code."""

import os
import pathlib
import subprocess

import pytest

from escpos import DOTS, decode

LONG = "双江拉祜族佤族布朗族傣族自治县沙河乡便民服务"


def one_slip(kiosk, ticket, width):
    slips, unknown = decode(kiosk.slip(ticket, width), width)
    assert unknown == []
    assert len(slips) == 1
    return slips[0]


def keep(slip, name):
    folder = os.environ.get("YIZHAN_SHOTS")
    if folder:
        pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
        slip.image.save(pathlib.Path(folder) / f"{name}.png")


def read_code(slip, folder):
    picture = folder / "slip.png"
    slip.image.save(picture)
    found = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True)
    return found.stdout.strip()


@pytest.mark.parametrize("width", [58, 80])
def test_point_21_22_23_a_slip_is_clean_and_its_code_is_read(kiosk, tmp_path, width):
    kiosk.take()
    ticket = kiosk.take()
    slip = one_slip(kiosk, ticket, width)
    keep(slip, f"slip-{width}")
    assert read_code(slip, tmp_path) == ticket["followURL"]
    number = slip.line(ticket["number"])
    assert number.text == ticket["number"]
    assert number.width >= 4 and number.height >= 4
    assert all(line.dots <= DOTS[width] for line in slip.lines)
    for words in ("城关镇便民服务中心", "社会保障", "一楼大厅", "前面还有 1 人", ticket["shortCode"],
                  ticket["businessDay"], ticket["issuedAt"][11:16]):
        assert words in slip.text
    # Nothing that people must read is small.
    assert min(line.height for line in slip.lines) >= 2


@pytest.mark.parametrize("width", [58, 80])
def test_point_24_names_that_are_long_or_rare(office, kiosk, tmp_path, width):
    office.save_line("L", "㙟坪镇𠮟祥养老保险", LONG[:20])
    office.say("请勿遗失，" * 11)
    ticket = kiosk.take("L")
    slip = one_slip(kiosk, ticket, width)
    keep(slip, f"slip-rare-{width}")
    assert read_code(slip, tmp_path) == ticket["followURL"]
    rare = slip.line("坪镇")
    assert rare.pictures == 2 and rare.text == "▦坪镇▦祥养老保险"
    assert "?" not in slip.text and "\ufffd" not in slip.text
    assert all(line.dots <= DOTS[width] for line in slip.lines)
    assert LONG[:20] in slip.text.replace("\n", "")
    assert not any(line.text.startswith("，") for line in slip.lines)


def test_point_25_no_name_and_no_id_is_printed(kiosk):
    import json
    person = {"name": "欧阳某某", "idNumber": "11999920000229004X"}
    body = json.dumps({"line": "A", "person": person, "phone": "13911110001"})
    status, answer = kiosk.client.take(body, "named")
    assert status == 201, answer
    slip = one_slip(kiosk, json.loads(answer), 80)
    for secret in (person["name"], "欧阳", person["idNumber"], "004X", "13911110001"):
        assert secret not in slip.text


def test_other_widths_are_refused(kiosk):
    ticket = kiosk.take()
    path = f"{kiosk.client.base}/tickets/{ticket['id']}/slip.escpos?width=76"
    assert kiosk.client.ask("GET", path)[0] == 422
