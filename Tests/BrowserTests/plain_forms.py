"""A browser without windows: reads a page's forms and sends them, to put a hall into a state."""

import html.parser
import http.cookiejar
import urllib.parse
import urllib.request


class Forms(html.parser.HTMLParser):
    """Every form of a page: its address and what it would send untouched."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.select = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "form":
            self.forms.append((values.get("action", ""), {}))
        if not self.forms:
            return
        fields = self.forms[-1][1]
        if tag == "input" and "name" in values:
            is_tick = values.get("type") in ("checkbox", "radio")
            if not is_tick or "checked" in values:
                fields[values["name"]] = values.get("value", "1" if is_tick else "")
        elif tag == "select":
            self.select = values.get("name")
        elif tag == "option" and self.select and ("selected" in values or self.select not in fields):
            fields[self.select] = values.get("value", "")

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None


class Refused(Exception):
    """The form led to a page that is not the one after success."""


class Office:
    """Somebody who is signed in, without a browser."""

    def __init__(self, hall, role, index=0, of="chengguan"):
        self.url = hall.url
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        account, password = hall.account(role, of, index)
        self.submit("/sign-in", "/sign-in", account=account, password=password)

    def read(self, path):
        with self.opener.open(self.url + path, timeout=20) as answer:
            return answer.read().decode()

    def submit(self, path, action, **changes):
        """Sends the page's form whose address ends in `action`, with changed fields; returns what follows."""
        for address, fields in Forms(self.read(path)).forms:
            if urllib.parse.urlsplit(address).path.endswith(action):
                body = urllib.parse.urlencode({**fields, **changes}).encode()
                with self.opener.open(urllib.parse.urljoin(self.url + path, address), body, timeout=20) as answer:
                    text = answer.read().decode()
                if 'class="refused' in text or "at-fault" in text:
                    raise Refused(f"{path}: {action} was refused")
                return text
        raise Refused(f"{path} has no form {action}")
