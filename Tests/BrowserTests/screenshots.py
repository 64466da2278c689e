#!/usr/bin/env python3
"""Takes the picture of every page in every state. Called by Appliance/dev/screenshots."""

import io
import multiprocessing
import os
import pathlib
import sys

from cached_environment import Unprepared, prepare

HERE = pathlib.Path(__file__).resolve().parent
FOLDER = HERE.parents[1] / "Appliance" / "screenshots"
MOST = 3 * 1024 * 1024
# What is on a picture with many greys of letters still reads well in so many colours.
COLOURS = {"admin": 16}
MOST_COLOURS = 24
MODES = {"kiosk": ["", "large", "contrast", "low"]}
# The one state of a medium that is shown in its other modes too.
SHOWN_IN_MODES = ("Queue_kiosk.open",)


def reduced(picture, colours):
    """The same picture with few colours, as PNG bytes."""
    import zopfli.png
    from PIL import Image

    image = Image.open(io.BytesIO(picture)).convert("RGB")
    few = image.quantize(colors=colours, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    written = io.BytesIO()
    few.save(written, "PNG", optimize=True)
    return zopfli.png.optimize(written.getvalue(), filter_strategies="0", num_iterations=5)


def take():
    import samples
    from people import SIZES
    from playwright.sync_api import sync_playwright
    from test_samples import PUT_ON

    names = samples.names()
    if not names:
        raise Unprepared("no samples: run swift test --filter '^PagesTests\\.SampleFilesTests'")
    taken = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("YIZHAN_CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--force-color-profile=srgb", "--font-render-hinting=none"])
        context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
        samples.serve(context)
        page = context.new_page()
        for name in names:
            kind = samples.medium(name)
            width, height = SIZES.get(kind, SIZES["admin"])
            page.set_viewport_size({"width": width, "height": height})
            for mode in MODES.get(kind, [""]) if name in SHOWN_IN_MODES else [""]:
                page.goto(f"{samples.START}/{name}.html", wait_until="load")
                page.evaluate(PUT_ON, mode)
                picture = page.screenshot(animations="disabled")
                title = name.split("_")[-1] + ("." + mode if mode else "")
                taken[title.replace(".", "-") + ".png"] = (picture, COLOURS.get(kind, MOST_COLOURS))
        browser.close()
    with multiprocessing.Pool() as pool:
        return dict(zip(taken, pool.starmap(reduced, taken.values()), strict=True))


def main():
    try:
        python = prepare("browser-tests", HERE / "requirements.txt") / "python"
        if pathlib.Path(sys.prefix) != python.parent.parent:
            os.execv(python, [str(python), str(HERE / "screenshots.py")])
        sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests")]
        taken = take()
    except Unprepared as fault:
        sys.exit(f"Not taken: {fault}")
    total = sum(len(picture) for picture in taken.values())
    if total > MOST:
        sys.exit(f"{len(taken)} pictures weigh {total / 1024:.0f} KB, {MOST // 1024} at most; nothing was replaced.")
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        if old.name not in taken:
            old.unlink()
    for name, picture in taken.items():
        (FOLDER / name).write_bytes(picture)
    print(f"{len(taken)} pictures, {total / 1024:.0f} KB")


if __name__ == "__main__":
    main()
