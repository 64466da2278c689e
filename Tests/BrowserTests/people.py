"""The people of a hall, each with a browser of their own."""

import urllib.parse

from measures import measure
from page_rules import check_access, check_page
from playwright.sync_api import expect

SIZES = {
    "kiosk": (1080, 1920), "board": (1920, 1080), "desk": (1366, 768), "phone": (360, 740),
    "admin": (1366, 768),
}
# A screen at arm's length shows a page as it stands; a page that is read is shown whole.
WHOLE = ("phone", "admin")

# A violation of the content security policy becomes a word on the console.
REPORT_VIOLATIONS = """document.addEventListener('securitypolicyviolation', event =>
  console.error('policy violation: ' + event.violatedDirective + ' ' + event.blockedURI));"""


class People:
    """Opens browsers and listens to them.

    Invariants:
    1. A request to another machine is refused and remembered.
    2. An error on the console is remembered, unless it tells only that the page itself was refused, or the
       server is meant to be away.
    """

    def __init__(self, chromium, hall, pictures):
        self.chromium = chromium
        self.hall = hall
        self.pictures = pictures
        self.contexts = []
        self.noises = []
        self.is_server_away = False

    def browser(self, kind, scripts=True, size=None):
        """A page of a new browser."""
        width, height = size or SIZES[kind]
        context = self.chromium.new_context(
            base_url=self.hall.url, locale="zh-CN", timezone_id="Asia/Shanghai",
            java_script_enabled=scripts, viewport={"width": width, "height": height})
        context.set_default_timeout(10_000)
        context.add_init_script(REPORT_VIOLATIONS)
        context.route(self.is_foreign, self.refuse)
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.noises.append(f"script: {error.error}"))
        self.contexts.append(context)
        return context.new_page()

    def is_foreign(self, address):
        parts = urllib.parse.urlsplit(address)
        own = {urllib.parse.urlsplit(self.hall.url).hostname, *self.own_names}
        return parts.scheme in ("http", "https", "ws") and parts.hostname not in own

    own_names = frozenset()

    def refuse(self, route):
        self.noises.append(f"a request left the machine: {route.request.url}")
        route.abort()

    def hear(self, message):
        if message.type != "error":
            return
        place = message.location.get("url", "")
        is_own_status = "the server responded with a status" in message.text and (
            message.page is None or place.split("#")[0] == message.page.url.split("#")[0])
        is_away = "net::ERR_" in message.text or "status of 503" in message.text
        if is_own_status or (self.is_server_away and is_away):
            return
        self.noises.append(f"console: {message.text} ({place})")

    def leave(self):
        for context in self.contexts:
            context.close()
        self.contexts = []

    def check_quiet(self):
        assert not self.noises, "\n".join(self.noises)

    def look(self, page, name, access=True):
        """Holds a page against the rules and takes its picture."""
        kind = name.split("-")[0]
        self.pictures.take(page, name, whole=kind in WHOLE)
        check_page(page)
        wrong = measure(page)
        assert not wrong, f"{page.url}:\n" + "\n".join(wrong)
        if access:
            check_access(page)

    # Those who work here

    def kiosk(self, scripts=True):
        """A paired kiosk that shows the lines."""
        page = self.browser("kiosk", scripts)
        page.goto(f"/pair?token={self.hall.device_token('kiosk')}")
        expect(page).to_have_url(f"{self.hall.url}/h/chengguan/kiosk")
        return page

    def board(self, scripts=True):
        """A board whose stream, with scripts on, is open."""
        page = self.browser("board", scripts)
        if not scripts:
            page.goto("/h/chengguan/board")
            return page
        with page.expect_response(lambda response: "/events" in response.url):
            page.goto("/h/chengguan/board")
        return page

    def signed_in(self, kind, role, index=0, scripts=True, hall="chengguan"):
        page = self.browser(kind, scripts)
        account, password = self.hall.account(role, hall, index)
        page.goto("/sign-in")
        page.fill("#f-account", account)
        page.fill("#f-password", password)
        page.click("main button[type=submit]")
        expect(page.locator("form.sign-out")).to_be_visible()
        return page

    def clerk(self, index=0, scripts=True, window=None):
        """A clerk at an open window; the first clerk sits at the first window."""
        page = self.signed_in("desk", "clerk", index, scripts)
        expect(page).to_have_url(f"{self.hall.url}/h/chengguan/desk")
        page.click(f"form:has(input[name=window][value='{window or index + 1}']) button")
        expect(page.locator("#desk-now")).to_be_visible()
        if scripts:
            # A press before the scripts ran is a plain form's.
            expect(page.locator("html.script")).to_be_visible()
        return page

    def admin(self, scripts=True):
        page = self.signed_in("admin", "hallAdmin", scripts=scripts)
        expect(page).to_have_url(f"{self.hall.url}/h/chengguan/admin")
        return page


def take_number(kiosk, line="A"):
    """Presses a line; returns the number that the kiosk shows."""
    kiosk.click(f"#line-{line}")
    expect(kiosk.locator(".taken-number .number")).to_be_visible()
    return kiosk.inner_text(".taken-number .number").strip()


def act(desk, name):
    """Presses one of the desk's buttons and waits for the page that follows."""
    with desk.expect_navigation():
        desk.click(f"form[action$='/desk/{name}'] button")


def desk_number(desk):
    return desk.inner_text("section.current .number").strip()
