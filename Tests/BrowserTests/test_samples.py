"""Every state of every page: sizes, gaps, contrast, no sideways scroll, axe; in every mode of its medium."""

import pytest
import samples
from measures import measure
from page_rules import check_access, check_page
from people import SIZES

KIOSK_SIZES = [(1080, 1920), (1920, 1080), (1024, 768), (1280, 1024)]
KIOSK_MODES = ["", "large", "contrast", "large contrast", "low"]
OTHER_SIZES = {
    "board": [(1920, 1080), (1080, 1920), (1366, 768)], "desk": [(1366, 768), (1092, 614)],
    "phone": [(320, 640), (412, 915)], "admin": [(1366, 768)], "plain": [(320, 640), (1366, 768)],
    "evaluate": [(1280, 800), (800, 1280)],
}
PUT_ON = """mode => {
  for (const word of mode.split(' ')) if (word) document.body.classList.add(word);
  window.dispatchEvent(new Event('resize'));
}"""


@pytest.fixture(scope="module")
def context(chromium):
    context = chromium.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    samples.serve(context)
    yield context
    context.close()


def test_samples_are_laid_out():
    """The files are made by the tests of the pages; without them this suite would hold nothing."""
    assert len(samples.names()) >= 60, "run: swift test --filter '^PagesTests\\.'"


@pytest.mark.parametrize("name", samples.names())
def test_every_state(context, name):
    """(1, 2, 3, 4, 13, 14, 37, 47, 48, 58) Measured in every mode and size of its medium; axe in every mode."""
    kind = samples.medium(name)
    sizes = KIOSK_SIZES if kind == "kiosk" else OTHER_SIZES.get(kind, OTHER_SIZES["plain"])
    wrong = {}
    page = context.new_page()
    try:
        for mode in KIOSK_MODES if kind == "kiosk" else ["", "contrast"] if kind == "board" else [""]:
            page.set_viewport_size(dict(zip(("width", "height"), sizes[0])))
            page.goto(f"{samples.START}/{name}.html", wait_until="load")
            page.evaluate(PUT_ON, mode)
            for size in sizes:
                page.set_viewport_size({"width": size[0], "height": size[1]})
                for finding in measure(page):
                    wrong.setdefault(finding, f"{mode or 'standard'} {size[0]}×{size[1]}")
            check_page(page)
            check_access(page)
    finally:
        page.close()
    assert not wrong, "\n" + "\n".join(f"{where}: {finding}" for finding, where in wrong.items())
