"""What the tests ask of a page in any engine."""

import json
import time


class Lost(Exception):
    """What was waited for did not come; says what the page showed instead."""


class Tab:
    """A page of one engine.

    An engine gives `open`, `run` (a script's last value as text; None while the page changes), `press_at`,
    `type`, `key`, `picture`, `noises` and `close`; everything else follows from them.
    """

    name = "?"

    def value(self, expression, within=20):
        """The value of an ES5 expression; asks again while the page changes."""
        script = ("(function () { try { return JSON.stringify({value: (" + expression + ")}); }"
                  " catch (error) { return JSON.stringify({fault: String(error)}); } }())")
        end = time.monotonic() + within
        while True:
            answer = self.run(script)
            found = {"fault": "no answer"} if answer is None else json.loads(answer)
            if "fault" not in found:
                return found.get("value")
            if time.monotonic() > end:
                raise Lost(f"{self.name}: {found['fault']}: {expression}")
            time.sleep(0.05)

    def wait(self, expression, within=20):
        """Waits until an ES5 expression is true; returns the seconds that took."""
        begin = time.monotonic()
        while not self.value(expression, within):
            if time.monotonic() - begin > within:
                raise Lost(f"{self.name}: not within {within} s: {expression}; shown: {self.shown()[:400]!r}")
            time.sleep(0.05)
        return time.monotonic() - begin

    def shown(self):
        return self.value("document.body ? document.body.innerText : ''")

    def count(self, selector):
        return self.value(f"document.querySelectorAll({json.dumps(selector)}).length")

    def text(self, selector):
        """The text of the first element, or None."""
        found = f"document.querySelector({json.dumps(selector)})"
        text = self.value(f"{found} ? {found}.textContent : null")
        return text.strip() if text is not None else None

    def texts(self, selector):
        listed = f"[].slice.call(document.querySelectorAll({json.dumps(selector)}))"
        return [text.strip() for text in self.value(listed + ".map(function (e) { return e.textContent; })")]

    def wait_text(self, selector, words, within=20):
        found = f"document.querySelector({json.dumps(selector)})"
        return self.wait(f"!!{found} && {found}.textContent.indexOf({json.dumps(words)}) >= 0", within)

    def wait_gone(self, selector, within=20):
        return self.wait(f"!document.querySelector({json.dumps(selector)})", within)

    def middle(self, selector):
        """Where to press an element, once it stands in the window."""
        place = self.value(
            "(function () { var e = document.querySelector(" + json.dumps(selector) + "); if (!e) { return null; }"
            " var r = e.getBoundingClientRect();"
            " if (r.top < 0 || r.bottom > window.innerHeight) { e.scrollIntoView(false); }"
            " r = e.getBoundingClientRect();"
            " return [r.left + r.width / 2, r.top + Math.min(r.height / 2, 40), r.width]; }())")
        if not place or not place[2]:
            raise Lost(f"{self.name}: no {selector} to press; shown: {self.shown()[:400]!r}")
        return place[0], place[1]

    def press(self, selector, clicks=1):
        self.wait(f"!!document.querySelector({json.dumps(selector)})")
        self.press_at(*self.middle(selector), clicks)

    def leave_by(self, selector, clicks=1):
        """Presses what leads to another page and waits until that stands."""
        self.value("document.documentElement.setAttribute('data-old', '')")
        self.press(selector, clicks)
        self.wait("!document.documentElement.hasAttribute('data-old') && document.readyState === 'complete'")

    def fill(self, selector, text):
        self.press(selector)
        self.wait(f"document.activeElement === document.querySelector({json.dumps(selector)})")
        self.value(f"(document.querySelector({json.dumps(selector)}).value = '')")
        self.type(text)
        self.wait(f"document.querySelector({json.dumps(selector)}).value === {json.dumps(text)}")
