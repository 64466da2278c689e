"""A receipt printer on paper that can be looked at: ESC/POS bytes become dots.

Written from the printers' manuals and not from the program: it knows the commands that every printer knows,
and whatever else comes it keeps as `unknown`.
"""

import functools

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"
LINE_SPACING = 30
DOTS = {58: 384, 80: 576}


@functools.cache
def font(is_bold, size=22):
    """The monospaced Chinese face of the collection; the printer's own is about as heavy."""
    path = FONT.format("Bold" if is_bold else "Regular")
    for index in range(20):
        face = ImageFont.truetype(path, size, index=index)
        if face.getname()[0] == "Noto Sans Mono CJK SC":
            return face
    raise RuntimeError("fonts-noto-cjk is missing")


class Line:
    """A line of text that was set: what it says and how large."""

    def __init__(self, text, width, height, dots, pictures):
        self.text, self.width, self.height = text, width, height
        self.dots, self.pictures = dots, pictures


class Slip:
    """One piece of paper, from the last cut to this one."""

    def __init__(self, image, lines):
        self.image, self.lines = image, lines

    @property
    def text(self):
        return "\n".join(line.text for line in self.lines)

    def line(self, words):
        return next(line for line in self.lines if words in line.text)


class Paper:
    """Takes bytes as they come and keeps what is printed."""

    def __init__(self, dots):
        self.dots = dots
        self.slips = []
        self.unknown = []
        self.answers = []
        self.waiting = bytearray()
        self.tear()
        self.reset()

    def tear(self):
        self.canvas = Image.new("1", (self.dots, 4000), 1)
        self.y = 0
        self.lines = []

    def reset(self):
        self.cells, self.text, self.pictures = [], "", 0
        self.spacing = LINE_SPACING
        self.face, self.is_bold, self.is_centered, self.is_chinese = (1, 1), False, False, False

    @property
    def is_idle(self):
        """Whether nothing is half done: neither a command nor a slip."""
        return not self.waiting and self.y == 0 and not self.cells

    def feed(self, data):
        self.waiting += data
        while self.waiting:
            used = self.take()
            if used == 0:
                return
            del self.waiting[:used]

    def take(self):
        """Carries out the first command; returns its length, 0 while it is not complete."""
        data = self.waiting
        lengths = {b"\x1b@": 2, b"\x1b3": 3, b"\x1ba": 3, b"\x1bE": 3, b"\x1bJ": 3, b"\x1bd": 3, b"\x1d!": 3,
                   b"\x1c&": 2, b"\x1c.": 2, b"\x1cS": 4, b"\x1dr": 3, b"\x10\x04": 3}
        if data[0] in (0x1B, 0x1C, 0x1D, 0x10):
            if len(data) < 2:
                return 0
            head = bytes(data[:2])
            if head in lengths:
                return self.wait(lengths[head]) and self.command(head, data[2:lengths[head]])
            if head == b"\x1dV":
                return self.wait(3) and self.wait(4 if data[2] in (65, 66) else 3) and self.cut()
            if head == b"\x1b*":
                return self.wait(5) and self.columns(data[2], data[3] + 256 * data[4])
            if head == b"\x1dv":
                return self.wait(8) and self.raster(data[4] + 256 * data[5], data[6] + 256 * data[7])
            self.unknown.append(bytes(data[:4]))
            return 2
        if data[0] == 0x0A:
            self.line_feed()
            return 1
        if data[0] == 0:
            return 1
        if data[0] < 0x20:
            self.unknown.append(bytes(data[:1]))
            return 1
        if data[0] >= 0x81 and self.is_chinese:
            return self.wait(2) and self.character(bytes(data[:2]))
        return self.character(bytes(data[:1]))

    def wait(self, length):
        return length if len(self.waiting) >= length else 0

    def command(self, head, values):
        if head == b"\x1b@":
            self.reset()
        elif head == b"\x1b3":
            self.spacing = values[0]
        elif head == b"\x1ba":
            self.is_centered = values[0] == 1
        elif head == b"\x1bE":
            self.is_bold = values[0] & 1 == 1
        elif head == b"\x1bJ":
            self.y += values[0]
        elif head == b"\x1bd":
            self.y += values[0] * LINE_SPACING
        elif head == b"\x1d!":
            self.face = ((values[0] >> 4) + 1, (values[0] & 7) + 1)
        elif head == b"\x1c&":
            self.is_chinese = True
        elif head == b"\x1c.":
            self.is_chinese = False
        elif head == b"\x1dr":
            self.answers.append(0)
        return 2 + len(values)

    def character(self, code):
        text = code.decode("gbk", "replace")
        width = 24 if len(code) == 2 else 12
        cell = Image.new("1", (width, 24), 1)
        ImageDraw.Draw(cell).text((width / 2, 11), text, 0, font(self.is_bold), anchor="mm")
        self.cells.append(cell.resize((width * self.face[0], 24 * self.face[1])))
        self.text += text
        return len(code)

    def columns(self, mode, count):
        assert mode == 33, "only pictures as dense as text"
        length = 5 + 3 * count
        if not self.wait(length):
            return 0
        cell = Image.new("1", (count, 24), 1)
        for x in range(count):
            bits = int.from_bytes(self.waiting[5 + 3 * x:8 + 3 * x], "big")
            for y in range(24):
                if bits >> (23 - y) & 1:
                    cell.putpixel((x, y), 0)
        self.cells.append(cell)
        self.text += "▦"
        self.pictures += 1
        return length

    def raster(self, width, height):
        length = 8 + width * height
        if not self.wait(length):
            return 0
        rows = bytes(255 - byte for byte in self.waiting[8:length])
        self.canvas.paste(Image.frombytes("1", (width * 8, height), rows), (0, self.y))
        self.y += height
        return length

    def line_feed(self):
        dots = sum(cell.width for cell in self.cells)
        tallest = max([cell.height for cell in self.cells], default=24)
        x = max(0, (self.dots - dots) // 2) if self.is_centered else 0
        for cell in self.cells:
            self.canvas.paste(cell, (x, self.y + tallest - cell.height))
            x += cell.width
        if self.text:
            self.lines.append(Line(self.text, *self.face, dots, self.pictures))
        self.y += max(self.spacing, tallest)
        self.cells, self.text, self.pictures = [], "", 0

    def cut(self):
        length = 4 if self.waiting[2] in (65, 66) else 3
        self.slips.append(Slip(self.canvas.crop((0, 0, self.dots, self.y)), self.lines))
        self.tear()
        return length


def decode(data, width):
    """- Returns: the slips in some bytes, and what no printer would understand."""
    paper = Paper(DOTS[width])
    paper.feed(data)
    leftover = [] if paper.is_idle else [bytes(paper.waiting) or b"no cut at the end"]
    return paper.slips, paper.unknown + leftover
