"""The distribution's Chromium of today, driven by Playwright."""

from playwright.sync_api import Error

from .tab import Tab


class ChromiumEngine:
    name = "chromium"

    def __init__(self, browser):
        self.browser = browser
        self.version = browser.version

    def tab(self, size, scripts=True):
        return ChromiumTab(self.browser, size, scripts)

    def stop(self):
        pass


class ChromiumTab(Tab):
    name = ChromiumEngine.name

    def __init__(self, browser, size, scripts):
        self.context = browser.new_context(
            locale="zh-CN", timezone_id="Asia/Shanghai", java_script_enabled=scripts,
            viewport={"width": size[0], "height": size[1]})
        self.heard = []
        self.context.on("console", self.hear)
        self.page = self.context.new_page()
        self.page.on("dialog", lambda dialog: dialog.accept())

    def hear(self, message):
        if message.type == "error":
            self.heard.append(f"console: {message.text} ({message.location.get('url', '')})")

    def open(self, url):
        try:
            self.page.goto(url)
        except Error as fault:
            self.heard.append(f"open: {fault.message}")

    def run(self, script):
        try:
            return self.page.evaluate(script)
        except Error as fault:
            if "Execution context was destroyed" in fault.message or "navigat" in fault.message:
                return None
            raise

    def press_at(self, x, y, clicks=1):
        for _ in range(clicks):
            self.page.mouse.click(x, y)

    def type(self, text):
        if text.isascii():
            self.page.keyboard.type(text)
        else:
            self.page.keyboard.insert_text(text)

    def key(self, name):
        self.page.keyboard.press(name)

    def picture(self, path):
        self.page.screenshot(path=str(path))

    def reload(self):
        self.page.reload()

    def noises(self):
        # Let the browser's own messages arrive.
        self.page.wait_for_timeout(1)
        return self.heard

    def close(self):
        self.context.close()
