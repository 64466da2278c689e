"""Every state of every page as a file, laid out by `swift test --filter PagesTests`."""

import mimetypes
import urllib.parse

from cached_environment import cache_folder

FOLDER = cache_folder() / "samples"
START = "http://hall.test"


def names():
    """`Queue_kiosk.many` and so on."""
    return sorted(file.stem for file in FOLDER.glob("*.html"))


def medium(name):
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return text.split('<body class="', 1)[1].split('"', 1)[0].split()[0]


def serve(context):
    """Answers all that the context's pages ask for from the files; nothing else is there."""
    def answer(route):
        path = urllib.parse.urlsplit(route.request.url).path
        file = FOLDER / path.lstrip("/")
        if route.request.url.startswith(START + "/") and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), headers={
                "Content-Type": kind + "; charset=utf-8", "Content-Security-Policy": "default-src 'self'"})
        else:
            route.fulfill(status=404, body="")
    context.route("**/*", answer)
