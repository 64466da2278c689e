"""What a first view weighs, where its requests go, and what its scripts are written in."""

import gzip
import pathlib
import urllib.parse

import esprima
from people import take_number

# Kilobytes as sent: all of the first view, its scripts.
BUDGETS = {
    "kiosk": (60, 15), "board": (40, 15), "phone": (60, 15), "desk": (120, 120), "admin": (200, 200),
}
PUBLIC = [
    "/", "/h/chengguan", "/help", "/pair", "/sign-in", "/items", "/items?query=DB", "/powers", "/duties", "/negative-lists",
    "/calendar",
]
KIOSK = ["", "?step=priority", "?step=return", "?step=help"]
ADMIN = ["", "/lines", "/lines/new", "/lines/A", "/windows", "/windows/1", "/settings", "/devices", "/staff",
         "/paper", "/journal"]


class Scale:
    """Weighs what a page loads as it comes over the wire; what is asked for later has no part in it."""

    def __init__(self, page):
        self.page = page
        self.asked = []
        page.on("request", lambda request: self.asked.append(request.url))

    def open(self, path):
        """The document's answer, and all that was asked for; then each is fetched again and weighed."""
        self.asked.clear()
        document = self.page.goto(path, wait_until="load")
        addresses = list(dict.fromkeys(self.asked))
        whole, scripts = 0, 0
        for address in addresses:
            if "/api/" in address or address.startswith("data:"):
                continue
            answer = self.page.context.request.get(address)
            kind, body = answer.headers.get("content-type", ""), answer.body()
            is_packed = answer.headers.get("content-encoding") == "gzip"
            assert is_packed or len(body) < 1000 or "html" in kind, f"{address} is not packed"
            weight = len(gzip.compress(body, 9)) if is_packed else len(body)
            whole += weight
            scripts += weight if "javascript" in kind else 0
        return document, whole / 1024, scripts / 1024, addresses


def hold(people, page, kind, path, titles):
    scale = Scale(page)
    document, whole, scripts, addresses = scale.open(path)
    policy = document.headers.get("content-security-policy", "")
    assert "default-src 'self'" in policy and "unsafe" not in policy, f"{path}: policy {policy!r}"
    own = urllib.parse.urlsplit(people.hall.url).netloc
    outside = [address for address in addresses if urllib.parse.urlsplit(address).netloc not in (own, "")]
    assert not outside, f"{path}: {outside}"
    most, most_scripts = BUDGETS[kind]
    assert whole <= most, f"{path}: {whole:.1f} KB, {most} at most"
    assert scripts <= most_scripts, f"{path}: {scripts:.1f} KB of scripts, {most_scripts} at most"
    assert page.get_attribute("html", "lang") == "zh-CN" and page.locator("h1").count() == 1
    assert page.title() not in titles, f"{path}: the title {page.title()!r} stands on {titles[page.title()]} too"
    titles[page.title()] = path
    return f"{path} {whole:.1f} KB, scripts {scripts:.1f} KB"


def test_first_views_are_light(people, hall, figures):
    """(39, 49, 58, 59) Weight, policy, titles and no outside request for every page a visitor or a device loads."""
    titles, weights = {}, []
    page = people.browser("phone")
    for path in PUBLIC:
        weights.append(hold(people, page, "phone", path, titles))
    kiosk = people.kiosk()
    take_number(kiosk)
    follow = kiosk.get_attribute(".qr img", "src").removesuffix("/qr.svg")
    for path in KIOSK:
        weights.append(hold(people, kiosk, "kiosk", "/h/chengguan/kiosk" + path, titles))
    weights.append(hold(people, people.browser("board"), "board", "/h/chengguan/board", titles))
    weights.append(hold(people, people.browser("phone"), "phone", follow, titles))
    figures.append("heaviest: " + max(weights, key=lambda line: float(line.split()[1])))


def test_pages_of_the_staff_are_light(people, hall):
    """(58, 59) The same for the desk and the office."""
    titles = {}
    desk = people.clerk()
    hold(people, desk, "desk", "/h/chengguan/desk", titles)
    admin = people.admin()
    for path in ADMIN:
        hold(people, admin, "admin", "/h/chengguan/admin" + path, titles)


def test_scripts_parse_as_ecmascript_5():
    """(6) A parser of its own reads every script that there is; what an old engine lacks is not in them."""
    scripts = sorted((pathlib.Path(__file__).resolve().parents[2] / "Templates" / "static").glob("*.js"))
    assert len(scripts) >= 10, scripts
    newer = {"ArrowFunctionExpression", "ClassDeclaration", "TemplateLiteral", "SpreadElement", "RestElement",
             "ForOfStatement", "ImportDeclaration", "AwaitExpression", "ObjectPattern", "ArrayPattern", "YieldExpression"}
    for script in scripts:
        found = []

        def look(node, meta):
            if node.type in newer or (node.type == "VariableDeclaration" and node.kind != "var"):
                found.append(node.type)
            if node.type == "MemberExpression" and not node.computed and node.property.name in ("padStart", "padEnd"):
                found.append(node.property.name)

        esprima.parseScript(script.read_text(encoding="utf-8"), {}, look)
        assert not found, f"{script.name}: {found}"


def test_every_style_is_understood(people, hall):
    """A brace that is missing takes the rest of a sheet away, and nothing else tells it."""
    page = people.browser("phone")
    for address in ("/h/chengguan/kiosk", "/h/chengguan/board", "/items", "/h/chengguan/evaluate"):
        page.goto(address)
        for sheet in page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].map(link => link.href)"):
            text = page.request.get(sheet).text()
            assert text.count("{") == text.count("}"), sheet
            depth = 0
            for place, sign in enumerate(text):
                depth += {"{": 1, "}": -1}.get(sign, 0)
                assert 0 <= depth <= 2, f"{sheet}: {text[max(0, place - 80):place + 1]}"
