"""Two readers that know nothing of one another, and what becomes of a picture on its way to them."""

import io
import pathlib
import subprocess
import tempfile

import zxingcpp
from PIL import Image, ImageFilter

SCALES = (0.6, 0.8, 1.0, 1.5, 2.0)
ANGLES = (5, -5)
# Of a Gaussian, in dots of the scaled picture.
BLUR = 1.0
QUALITY = 40
# Paper or a table around the code.
AROUND = 40


def by_zbar(picture):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "code.png"
        picture.save(path)
        # QR codes alone: the other kinds cost time, and find themselves in noise.
        done = subprocess.run(
            ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(path)], capture_output=True,
            text=True, timeout=60)
    return done.stdout.strip()


def by_zxing(picture):
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return found[0].text if found else ""


READERS = {"zbar": by_zbar, "zxing": by_zxing}


def spoiled(picture, scale, angle):
    """The picture from farther or nearer, askew, out of focus, and pressed."""
    grey = picture.convert("L")
    framed = Image.new("L", (grey.width + 2 * AROUND, grey.height + 2 * AROUND), 255)
    framed.paste(grey, (AROUND, AROUND))
    size = (round(framed.width * scale), round(framed.height * scale))
    turned = framed.resize(size, Image.Resampling.LANCZOS).rotate(
        angle, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    pressed = io.BytesIO()
    turned.filter(ImageFilter.GaussianBlur(BLUR)).save(pressed, "JPEG", quality=QUALITY)
    return Image.open(io.BytesIO(pressed.getvalue())).convert("L")
