from dataclasses import replace
from datetime import date
from functools import cache

import pytest
from pypdfium2 import PdfDocument

from contract.gateways.sheets import CREATED, LICENCE, NOTICE
from printed import pages_of, text_of
from wangting.gateways.pdf.licence import licence_pdf
from wangting.gateways.pdf.notice import notice_pdf

# Setting a sheet costs a fifth of a second, and the same sheet is asked for by several tests.
licence, notice = cache(licence_pdf), cache(notice_pdf)
SETTINGS = [(licence, LICENCE), (notice, NOTICE)]


def test_everything_on_a_certificate_can_be_selected_as_text():
    text = text_of(licence(LICENCE))
    expected = [LICENCE.title, LICENCE.holder, LICENCE.issuer, LICENCE.number, LICENCE.identifier, LICENCE.verify_url]
    expected += [word for fact in LICENCE.facts for word in fact]
    for words in (*expected, "2026年9月28日", "未载明", "扫码或打开下面的网址查验"):
        assert words in text


def test_everything_on_a_notice_can_be_selected_as_text():
    text = text_of(notice(NOTICE))
    for words in (NOTICE.title, "王小明：", *NOTICE.paragraphs, NOTICE.issuer, "10个工作日", NOTICE.check_url):
        assert words in text


def test_a_licence_with_an_end_says_when():
    assert "有效期至2031年9月27日" in text_of(licence(replace(LICENCE, valid_until=date(2031, 9, 27))))


@pytest.mark.parametrize(("make", "sheet"), SETTINGS)
def test_only_a_sample_is_marked_as_one(make, sheet):
    assert "SAMPLE" not in text_of(make(sheet))
    marked = text_of(make(replace(sheet, sample=True)))
    assert "样例SAMPLE" in marked
    assert "不具有法律效力" in marked


@pytest.mark.parametrize(("make", "sheet"), SETTINGS)
def test_the_same_sheet_gives_the_same_bytes_and_another_does_not(make, sheet):
    assert make(sheet) == make.__wrapped__(sheet)
    assert make(sheet) != make(replace(sheet, number="another"))


@pytest.mark.parametrize(("make", "sheet"), SETTINGS)
def test_a_file_knows_its_title_language_author_and_date(make, sheet):
    content = make(sheet)
    document = PdfDocument(content)
    told = document.get_metadata_dict()
    document.close()
    assert told["Title"] == f"{sheet.title} {sheet.number}"
    assert told["Author"] == sheet.issuer
    assert told["CreationDate"] == CREATED.strftime("D:%Y%m%d%H%M%S+08'00'")
    assert b"/Lang (zh-CN)" in content


@pytest.mark.parametrize(("make", "sheet"), SETTINGS)
def test_only_the_characters_used_are_embedded(make, sheet):
    assert len(make(sheet)) < 60_000


def test_many_facts_go_on_to_further_sheets_and_none_is_lost():
    facts = tuple((f"项目{number}", f"内容{number}，" * 20) for number in range(40))
    content = licence(replace(LICENCE, facts=facts, sample=True))
    text = text_of(content)
    assert len(pages_of(content)) > 1
    facts_only = text.replace("样例SAMPLE", "")
    assert all(f"内容{number}，" * 20 in facts_only for number in range(40))
    assert text.count("样例SAMPLE") == len(pages_of(content))


@pytest.mark.parametrize("paragraphs", [11, 12, 13, 30])
def test_a_long_notice_keeps_its_closing_together(paragraphs):
    *others, last = pages_of(notice(replace(NOTICE, paragraphs=NOTICE.paragraphs * paragraphs)))
    closing = f"{NOTICE.issuer}2026年9月28日查询：{NOTICE.check_url}"
    assert last.endswith(closing)
    assert not any(NOTICE.check_url in page for page in others)


@pytest.mark.parametrize("facts", [13, 14, 15, 16])
def test_a_full_certificate_keeps_its_foot_together(facts):
    *others, last = pages_of(licence(replace(LICENCE, facts=(("项目", "内容"),) * facts)))
    assert LICENCE.verify_url in last
    assert f"{LICENCE.issuer}2026年9月28日" in last
    assert not any(LICENCE.verify_url in page for page in others)


def test_a_rare_name_is_set_and_a_character_without_a_glyph_is_named():
    assert "𬭚" in text_of(licence(replace(LICENCE, holder="王𬭚")))
    missing = text_of(licence(replace(LICENCE, holder="王\U0003106c")))
    assert "王〓" in missing
    assert "〓为字库缺字：U+3106C" in missing
    assert "字库缺字：U+3106C" in text_of(notice(replace(NOTICE, addressee="王\U0003106c")))


def test_a_long_title_stays_on_its_line():
    long_title = "民办非企业单位（法人）登记证书（副本）变更"
    assert long_title in text_of(licence(replace(LICENCE, title=long_title)))


def test_a_notice_without_facts_and_without_an_address_is_complete():
    text = text_of(notice(replace(NOTICE, facts=(), check_url="")))
    assert NOTICE.issuer in text
    assert "查询" not in text
