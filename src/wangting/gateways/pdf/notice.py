"""The notices (受理通知书, 补正告知书, 不予受理通知书, 决定书): plain letters, dated, with the way to check them."""

from __future__ import annotations

from fpdf.enums import Align

from wangting.gateways.pdf.paper import MARGIN, MUTE, Paper
from wangting.gateways.pdf.sheets import NoticeSheet, chinese_date

_QR = 28.0
_CLOSING = 40.0
"""Millimetres that the issuer, the date and the code need together: they are not torn apart."""


def notice_pdf(sheet: NoticeSheet) -> bytes:
    """Return the notice, not yet signed; the same sheet gives the same bytes."""
    paper = Paper(f"{sheet.title} {sheet.number}", sheet.issuer, sheet.created, sample=sheet.sample)
    paper.say(sheet.issuer, 14, align=Align.C)
    paper.say(sheet.title, 24, align=Align.C)
    paper.set_y(paper.y + 2)
    paper.say(sheet.number, 11, align=Align.R, colour=MUTE)
    paper.set_y(paper.y + 4)
    paper.say(f"{sheet.addressee}：", 13)
    for paragraph in sheet.paragraphs:
        paper.say(paragraph, 13, indent=True)
    if sheet.facts:
        paper.set_y(paper.y + 4)
        for label, value in sheet.facts:
            paper.fact(label, value)
    _closing(paper, sheet)
    return paper.finished()


def _closing(paper: Paper, sheet: NoticeSheet) -> None:
    if paper.will_page_break(_CLOSING):
        paper.add_page()
    top = paper.y + 10
    if sheet.check_url:
        paper.code(sheet.check_url, MARGIN, top, _QR)
    paper.set_y(top + 4)
    paper.say(sheet.issuer, 13, align=Align.R)
    paper.say(chinese_date(sheet.dated), 13, align=Align.R)
    paper.set_y(max(paper.y, top + _QR))
    if sheet.check_url:
        paper.say(f"查询：{sheet.check_url}", 9, colour=MUTE)
    if sheet.sample:
        paper.say("样例：演示数据，不具有法律效力。Sample: demonstration data, without legal effect.", 9, colour=MUTE)
    if paper.missing():
        paper.say(paper.missing(), 9, colour=MUTE)
