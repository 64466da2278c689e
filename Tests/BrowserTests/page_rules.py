"""What holds for every page, whatever stands on it."""

from axe_playwright_python.sync_playwright import Axe

SHAPE = """() => {
  const wide = document.scrollingElement.scrollWidth - document.documentElement.clientWidth;
  const outside = [];
  for (const element of document.body.querySelectorAll('*')) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!own || element.closest('.away, .skip, noscript, script, style')) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height) continue;
    let scrolls = element.parentElement;
    while (scrolls && !/auto|scroll/.test(getComputedStyle(scrolls).overflowX)) {
      scrolls = scrolls.parentElement;
    }
    if (scrolls) continue;
    if (box.left < -1 || box.right > window.innerWidth + 1) outside.push(element.textContent.trim());
  }
  return {
    language: document.documentElement.lang,
    headings: document.querySelectorAll('h1').length,
    title: document.title.trim(),
    wide: wide, outside: outside.slice(0, 5),
    text: document.body.innerText
  };
}"""


def check_page(page):
    """One heading, a title, the right language, nothing beside the screen, no hole in a template."""
    shape = page.evaluate(SHAPE)
    where = page.url
    assert shape["language"] == "zh-CN", f"{where}: lang {shape['language']!r}"
    assert shape["headings"] == 1, f"{where}: {shape['headings']} h1"
    assert shape["title"], f"{where}: no title"
    assert shape["wide"] <= 0, f"{where}: {shape['wide']} px wider than the screen"
    assert not shape["outside"], f"{where}: beside the screen: {shape['outside']}"
    for hole in ("{{", "}}", "undefined", "nil", "null", "Optional("):
        assert hole not in shape["text"], f"{where}: {hole} on the page"
    assert any("\u4e00" <= sign <= "\u9fff" for sign in shape["text"]), f"{where}: no Chinese sentence"


STILL = """() => Promise.all(document.getAnimations()
  .filter(one => one.effect.getComputedTiming().iterations !== Infinity)
  .map(one => one.finished.catch(() => null)))"""


def check_access(page):
    """No serious or critical finding of axe, once nothing moves or flashes any more."""
    page.evaluate(STILL)
    findings = Axe().run(page).response["violations"]
    grave = [
        f"{finding['id']}: {finding['nodes'][0]['target']} {finding['nodes'][0]['failureSummary']}"
        for finding in findings if finding["impact"] in ("serious", "critical")
    ]
    assert not grave, f"{page.url}: {grave}"
