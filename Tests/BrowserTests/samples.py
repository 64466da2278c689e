"""Every state of every page as a file, laid out by `swift test --filter PagesTests`."""

import functools
import io
import mimetypes
import urllib.parse

import segno
from cached_environment import cache_folder

FOLDER = cache_folder() / "samples"
START = "http://hall.test"


def names():
    """`Queue_kiosk.many` and so on."""
    return sorted(file.stem for file in FOLDER.glob("*.html"))


def medium(name):
    text = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    return text.split('<body class="', 1)[1].split('"', 1)[0].split()[0]


@functools.cache
def code(address):
    """A picture of a code, as the server would draw it."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=8, border=4)
    return drawn.getvalue()


def serve(context):
    """Answers all that the context's pages ask for from the files; nothing else is there."""
    def answer(route):
        path = urllib.parse.urlsplit(route.request.url).path
        if path.endswith("/qr.svg"):
            route.fulfill(body=code(START + path.removesuffix("/qr.svg")), headers={"Content-Type": "image/svg+xml"})
            return
        file = FOLDER / path.lstrip("/")
        if route.request.url.startswith(START + "/") and file.is_file():
            kind = mimetypes.guess_type(file.name)[0] or "text/plain"
            route.fulfill(body=file.read_bytes(), headers={
                "Content-Type": kind + "; charset=utf-8", "Content-Security-Policy": "default-src 'self'"})
        else:
            route.fulfill(status=404, body="")
    context.route("**/*", answer)
