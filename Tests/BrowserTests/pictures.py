"""Screenshots for a person to look at, and codes read from them."""

import subprocess


class Pictures:
    def __init__(self, folder):
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, page, name, whole=False):
        page.screenshot(path=str(self.folder / f"{name}.png"), full_page=whole)

    def keep(self, tab, name):
        """The picture of a page in any engine."""
        tab.picture(self.folder / f"{name}.png")

    def take_part(self, locator, name):
        path = self.folder / f"{name}.png"
        locator.screenshot(path=str(path))
        return path


def read_code(path):
    """What a scanner reads from a picture; an empty text when it reads nothing."""
    done = subprocess.run(
        ["zbarimg", "--quiet", "--raw", str(path)], capture_output=True, text=True, timeout=60)
    return done.stdout.strip()
