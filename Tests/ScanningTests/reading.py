"""Reads every code from every picture; the table at the end says what was read."""

import argparse
import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "CrashTests"), str(HERE.parent / "PrintingTests")]

from demo_hall import DemoHall
from hall_office import Office
from playwright.sync_api import sync_playwright
from readers import ANGLES, BLUR, QUALITY, READERS, SCALES, spoiled
from sources import Sheets, make_claim, payload, payload_on_paper, slip_on_paper

PAPERS = (58, 80)
RESOLUTIONS = (150, 300)
PHONES = (320, 360, 412)
DENSITIES = (1, 2, 3)
# What the code of a document needs on a sheet, in millimetres a module; and on a screen, which gets no dirt, less
# correction and so larger modules.
SHEET_MODULE = 0.85


def pictures(hall, chromium):
    """Name, the text that stands in it, the picture."""
    office = Office(hall)
    claim = make_claim(hall)
    sheets = Sheets(chromium, hall, office)
    code, long = claim["code"], payload()
    for width in PAPERS:
        yield f"slip, {width} mm", code, slip_on_paper(hall, office, claim, width)
        image, kind = payload_on_paper(long, width)
        yield f"document's code ({kind}), {width} mm", long, image
    for dpi in RESOLUTIONS:
        yield f"slip's page, {dpi} dpi", code, sheets.slip_page(claim, dpi)
        yield f"document's code (M, {SHEET_MODULE} mm), {dpi} dpi", long, sheets.sheet(long, "m", SHEET_MODULE, dpi)
    for width in PHONES:
        for scale in DENSITIES:
            where = f"{width} px x{scale}"
            yield f"page of a claim, {where}", code, sheets.follow_page(claim, width, scale)
            yield f"document's code (L), {where}", long, sheets.screen(long, "l", width, scale)


def read(name, text, image, keep):
    """A row of the table, and whether both readers read every picture."""
    missed = []
    count = 0
    for scale in SCALES:
        for angle in ANGLES:
            picture = spoiled(image, scale, angle)
            if keep:
                picture.save(keep / f"{name}, {scale} {angle:+}.jpg".replace("/", "-"))
            for reader, look in READERS.items():
                count += 1
                if look(picture) != text:
                    missed.append(f"{reader} {scale}x {angle:+}")
    words = ", ".join(missed) or "all"
    print(f"{name:<58} {count - len(missed):>3} of {count}  {'missed: ' if missed else ''}{words}", flush=True)
    return not missed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary")
    parser.add_argument("--keep")
    options = parser.parse_args()
    keep = pathlib.Path(options.keep) if options.keep else None
    if keep:
        keep.mkdir(parents=True, exist_ok=True)
    print(f"Scaled by {SCALES}, turned by {ANGLES} degrees, blurred by {BLUR}, JPEG {QUALITY}; read by {', '.join(READERS)}.")
    program = os.environ.get("YIZHAN_CHROMIUM", "/usr/bin/chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        with DemoHall(options.binary, pathlib.Path(folder) / "data") as hall:
            held = [read(name, text, image, keep) for name, text, image in pictures(hall, chromium)]
        chromium.close()
    print(f"{sum(held)} of {len(held)} codes were read by both from every picture.")
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
