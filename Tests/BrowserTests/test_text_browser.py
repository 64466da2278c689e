"""A browser without pictures, styles and script reads every public page in the right order."""

import json
import shutil
import subprocess

import pytest
from hall_client import HallClient
from test_outage import call


def read(hall, path):
    if not shutil.which("w3m"):
        pytest.skip("w3m: not installed")
    return subprocess.run(
        ["w3m", "-dump", "-cols", "100", "-o", "accept_language=zh-CN", "-I", "UTF-8", "-O", "UTF-8", hall.url + path],
        capture_output=True, text=True, timeout=30, check=True).stdout


def test_pages_read_as_text(hall):
    """(6, 50) Board, hall and follow page say in words what stands there; no banner of an outage is shown."""
    call(hall, "one")
    board = read(hall, "/h/chengguan/board")
    assert "A001" in board and "1号窗口" in board, board
    assert board.index("城关镇便民服务中心") < board.index("A001") < board.index("社会保障"), board
    kiosk = HallClient(hall.url, hall.device_token("kiosk"))
    status, answer = kiosk.take('{"line":"B"}', "two")
    kiosk.close()
    assert status == 201
    ticket = json.loads(answer)
    path = "/h/chengguan/t/" + ticket["followURL"].rsplit("/t/", 1)[1]
    follow = read(hall, path)
    assert "B001" in follow and "等候" in follow, follow
    for text in (board, follow, read(hall, "/h/chengguan"), read(hall, "/h/chengguan/kiosk")):
        assert "网络中断" not in text and "{{" not in text, text
