"""A blank form on paper: all that is asked can be read, nothing is torn, the same sheet is the same file."""

from dataclasses import replace
from datetime import datetime

from printed import pages_of
from wangting.clock import ZONE
from wangting.gateways.pdf.blank import blank_pdf
from wangting.gateways.pdf.sheets import BlankField, BlankSheet

NAME = BlankField("申请人姓名", "", True, (), 1)
WAY = BlankField("领取方式", "选一种", False, ("到大厅领取", "邮寄送达"), 1)
SHEET = BlankSheet(
    title="新增取水许可",
    hall="利辛县政务服务大厅",
    note="事项编码 440119015004　第 1 版，2026年7月1日起施行",
    sections=(("申请人", (NAME,)), ("领取", (WAY, BlankField("理由", "", False, (), 3)))),
    created=datetime(2026, 7, 1, tzinfo=ZONE),
    guide_url="http://localhost/lixin/items/440119015004",
)


def test_hall_item_edition_and_every_question_stand_on_it_and_nothing_is_answered():
    (text,) = pages_of(blank_pdf(SHEET))
    asked = ("申请人姓名*", "领取方式", "□到大厅领取", "□邮寄送达", "选一种", "理由", "申请人（签名或盖章）")
    edition = ("440119015004", "第1版，2026年7月1日起施行")
    for words in (SHEET.hall, "新增取水许可申请表", *edition, *asked, SHEET.guide_url):
        assert words in text, words
    assert "领取方式*" not in text
    assert "样例" not in text


def test_a_sample_says_that_it_is_one_and_a_letter_nobody_has_is_named():
    text = "".join(pages_of(blank_pdf(replace(SHEET, title="\U00030edd证", sample=True))))
    assert "样例：演示用的表，没有法律效力" in text
    assert "U+30EDD" in text


def test_a_long_form_goes_on_over_the_page_and_no_row_is_torn():
    many = tuple(BlankField(f"第{number}问", "写在格子里", False, (), 2) for number in range(1, 61))
    found = pages_of(blank_pdf(replace(SHEET, sections=(("问", many), ("末", many[:1])))))
    assert len(found) > 3
    for number in range(1, 61):
        assert sum(f"第{number}问" in text for text in found) >= 1
    for text in found:
        assert text.count("写在格子里") >= text.count("问写在格子里")


def test_the_same_sheet_gives_the_same_bytes():
    assert blank_pdf(SHEET) == blank_pdf(SHEET)
