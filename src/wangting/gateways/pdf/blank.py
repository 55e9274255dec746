"""A blank form: a table of what is asked, with room to write, boxes to tick, and lines to sign."""

from __future__ import annotations

from fpdf.enums import Align

from wangting.gateways.pdf.lines import broken
from wangting.gateways.pdf.paper import INK, LINE, MARGIN, MUTE, Paper
from wangting.gateways.pdf.sheets import BlankField, BlankSheet

#: Millimetres: the column of labels, a line to write on, a line of print, air around a cell.
LABELS, WRITING, PRINT, AIR = 48.0, 9.0, 6.0, 1.5
LABEL_SIZE, HINT_SIZE = 10.5, 8.5
SIGNED = (
    "以上填写和所附材料都是真实的。",
    "申请人（签名或盖章）：____________________",
    "代办的人（签名，没有就不填）：____________",
    "日期：________年____月____日",
)
_QR = 24.0
_CLOSING = 58.0
"""Millimetres that the signatures and the code need together."""


def blank_pdf(sheet: BlankSheet) -> bytes:
    """Return the form; the same sheet gives the same bytes."""
    paper = Paper(f"{sheet.title} 申请表", sheet.hall, sheet.created, sample=sheet.sample)
    paper.say(sheet.hall, 12, align=Align.C, colour=MUTE)
    paper.say(f"{sheet.title}申请表", 18, align=Align.C)
    paper.say(sheet.note, 9.5, align=Align.C, colour=MUTE)
    paper.set_y(paper.y + 3)
    paper.say("请用黑色笔填写。带 * 的必须填；选项在方框里打勾。除了这些，谁都不能再要别的。", 9.5, colour=MUTE)
    for title, fields in sheet.sections:
        if paper.will_page_break(PRINT * 2 + WRITING):
            paper.add_page()
        paper.set_y(paper.y + 3)
        paper.say(title, 13)
        for field in fields:
            _row(paper, field)
    _closing(paper, sheet)
    return paper.finished()


def _row(paper: Paper, field: BlankField) -> None:
    """Draw one row of the table; it is never torn between two pages."""
    width = paper.epw - LABELS
    labels = _broken(paper, f"{field.label}{' *' if field.required else ''}", LABEL_SIZE, LABELS)
    options = _broken(paper, "　".join(f"□ {option}" for option in field.options), LABEL_SIZE, width)
    hints = _broken(paper, field.hint, HINT_SIZE, width)
    room = 0.0 if field.options else field.lines * WRITING
    high = max(len(labels) * PRINT, len(options) * PRINT + len(hints) * (PRINT - 1) + room) + 2 * AIR
    if paper.will_page_break(high):
        paper.add_page()
    top = paper.y
    paper.set_draw_color(*LINE)
    paper.set_line_width(0.2)
    paper.rect(MARGIN, top, LABELS, high)
    paper.rect(MARGIN + LABELS, top, width, high)
    paper.written(labels, LABEL_SIZE, INK, MARGIN, top + AIR, PRINT)
    paper.written(options, LABEL_SIZE, INK, MARGIN + LABELS, top + AIR, PRINT)
    paper.written(hints, HINT_SIZE, MUTE, MARGIN + LABELS, top + high - AIR - len(hints) * (PRINT - 1), PRINT - 1)
    paper.set_xy(MARGIN, top + high)


def _broken(paper: Paper, text: str, size: float, width: float) -> list[str]:
    if not text:
        return []
    paper.set_font("song", size=size)
    return broken(paper.known(text), width - 2 * AIR, paper.get_string_width)


def _closing(paper: Paper, sheet: BlankSheet) -> None:
    if paper.will_page_break(_CLOSING):
        paper.add_page()
    top = paper.y + 6
    paper.code(sheet.guide_url, paper.w - MARGIN - _QR, top, _QR)
    paper.set_y(top)
    for line in SIGNED:
        paper.say(line, 11)
    paper.set_y(max(paper.y, top + _QR) + 1)
    paper.say(f"办事指南（扫码看最新版本）：{sheet.guide_url}", 8.5, colour=MUTE)
    if sheet.sample:
        paper.say("样例：演示用的表，没有法律效力。Sample: for demonstration, without legal effect.", 8.5, colour=MUTE)
    if paper.missing():
        paper.say(paper.missing(), 8.5, colour=MUTE)
