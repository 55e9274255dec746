"""An A4 sheet in Song: the font from the wheel, its subset, the frame, rows of facts, the QR code, the watermark."""

from __future__ import annotations

import unicodedata
from datetime import datetime
from itertools import zip_longest

import pylopdf_fonts_zh_cn
from fpdf import FPDF
from fpdf.enums import Align, XPos, YPos

from wangting.gateways import qr
from wangting.gateways.pdf.lines import broken

INK = (28, 34, 38)
MUTE = (85, 93, 99)
LINE = (114, 123, 129)
MARGIN = 24.0
"""Millimetres between the edge of the paper and the text; the frame stands halfway."""

GETA = "〓"
"""What printers set where the font has no glyph; the foot of the sheet then names the code point."""

_SAMPLE = "样例 SAMPLE"
_LABEL_WIDTH = 36.0


class Paper(FPDF):
    """A document being set; sizes in millimetres, type in points."""

    def __init__(self, title: str, author: str, created: datetime, *, sample: bool, framed: bool = False) -> None:
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._sample = sample
        self._framed = framed
        self._missing: dict[str, None] = {}
        self.set_lang("zh-CN")
        self.set_title(title)
        self.set_author(author)
        self.set_creator("wangting")
        self.set_creation_date(created)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_font("song", "", pylopdf_fonts_zh_cn.serif_path())
        self._glyphs = self.fonts["song"].cmap.keys()
        self.add_page()

    def header(self) -> None:
        """Draw what lies under the text of every page: the watermark of a sample, the frame of a certificate."""
        if self._sample:
            with self.local_context(fill_opacity=0.10), self.rotation(52, self.w / 2, self.h / 2):
                self._type(72, INK)
                self.set_xy(0, self.h / 2 - 15)
                self.cell(self.w, 30, _SAMPLE, align=Align.C)
        if self._framed:
            self.set_draw_color(*INK)
            for inset, width in ((10.0, 0.9), (12.2, 0.25)):
                self.set_line_width(width)
                self.rect(inset, inset, self.w - 2 * inset, self.h - 2 * inset)
        self.set_xy(MARGIN, MARGIN)

    def rule(self, width: float) -> None:
        """Draw a thin line of ``width`` millimetres in the middle of the sheet and go on below it."""
        self.set_draw_color(*LINE)
        self.set_line_width(0.25)
        left = (self.w - width) / 2
        self.line(left, self.y, left + width, self.y)
        self.set_y(self.y + 6)

    def say(self, text: str, size: float, *, align: Align = Align.L, colour: tuple = INK, indent: bool = False) -> None:
        """Set a paragraph of ``size`` points with lines of 1.7 times that; ``indent`` by two characters."""
        self._type(size, colour)
        words = self.known(("\u3000\u3000" if indent else "") + text)
        for line in broken(words, self.epw, self.get_string_width):
            self.cell(0, _line_height(size), line, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def written(self, lines: list[str], size: float, colour: tuple, x: float, y: float, pitch: float) -> None:
        """Set lines that were broken already, each ``pitch`` millimetres below the one before, from a point."""
        self._type(size, colour)
        for place, line in enumerate(lines):
            self.set_xy(x, y + place * pitch)
            self.cell(0, pitch, line)

    def fact(self, label: str, value: str, size: float = 12) -> None:
        """Set a label with its value beside it; a long label or value takes more lines, on more pages if need be."""
        height = _line_height(size)
        self._type(size - 1, MUTE)
        labels = broken(self.known(label), _LABEL_WIDTH - 2, self.get_string_width)
        self._type(size, INK)
        values = broken(self.known(value), self.epw - _LABEL_WIDTH, self.get_string_width)
        for left, right in zip_longest(labels, values, fillvalue=""):
            self._type(size - 1, MUTE)
            self.cell(_LABEL_WIDTH, height, left)
            self._type(size, INK)
            self.cell(0, height, right, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        self.set_y(self.y + 1.2)

    def code(self, text: str, x: float, y: float, side: float) -> None:
        """Draw the QR code of ``text`` as a square of ``side`` millimetres, in runs so that the file stays small."""
        rows = qr.squares(text)
        step = side / len(rows)
        self.set_fill_color(0, 0, 0)
        for row_number, row in enumerate(rows):
            column = 0
            while column < len(row):
                run = column
                while run < len(row) and row[run]:
                    run += 1
                if run > column:
                    # A hair of overlap keeps viewers from showing white lines between the rows.
                    self.rect(x + column * step, y + row_number * step, (run - column) * step, step + 0.02, style="F")
                column = run + 1

    def known(self, text: str) -> str:
        """Return ``text`` with the geta mark for each character that the font lacks; the foot names them."""
        letters = []
        for letter in unicodedata.normalize("NFC", text):
            if ord(letter) in self._glyphs or letter == "\n":
                letters.append(letter)
            else:
                self._missing[letter] = None
                letters.append(GETA)
        return "".join(letters)

    def missing(self) -> str:
        """Return the sentence that names the characters the font lacks, or nothing."""
        if not self._missing:
            return ""
        return "〓为字库缺字：" + "、".join(f"U+{ord(letter):04X}" for letter in self._missing)

    def finished(self) -> bytes:
        """Return the file."""
        return bytes(self.output())

    def _type(self, size: float, colour: tuple) -> None:
        self.set_font("song", size=size)
        self.set_text_color(*colour)


def _line_height(size: float) -> float:
    """Return the millimetres of a line of ``size`` points, with the air that Chinese text needs."""
    return size * 1.7 * 0.3528
