"""A citation leads to the article it names, and whatever is in doubt stays plain words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.citation import Lawbook
from wangting.rules.law import Law
from wangting.rules.numeral import numeral

FULL = "中华人民共和国行政许可法"


def law(key, title, short=(), articles=(), *, whole=False):
    return Law(key, title, key.title(), tuple(short), date(2019, 4, 23), whole, dict.fromkeys(articles, ("甲", "乙")))


BOOK = Lawbook(
    [
        law("licensing", FULL, ["行政许可法"], [*range(24, 59), 82]),
        law("business", "优化营商环境条例", (), [34, 40]),
        law("holidays", "全国年节及纪念日放假办法", ["节假日办法"], range(1, 9), whole=True),
    ]
)


def led(text):
    """Return the words that lead somewhere, and where."""
    pieces = BOOK.pieces(text)
    assert "".join(piece.words for piece in pieces) == text
    return [tuple(piece) for piece in pieces if piece.law]


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("行政许可法第四十二条", 42),
        ("《行政许可法》第四十二条", 42),
        (f"《{FULL}》第42条第一款", 42),
        (f"{FULL}第４２条", 42),
        (f"《{FULL}》 第 三十一 条", 31),
        (f"《{FULL}（2019年修正）》第三十一条", 31),
        (f"《{FULL}》（2019年4月23日修正）第三十一条", 31),
        ("〈行政许可法〉第三十二条第一款第（四）项、第（五）项", 32),
        ("《行政许可法》第四章第三节第四十二条", 42),
        ("《行政许可法》（主席令第七号）第四章 第42条", 42),
        ("行政许可法第三十二条第一款第四项和第二款", 32),
    ],
)
def test_a_citation_leads_to_its_article_as_a_whole(text, article):
    assert led(text) == [(text, "licensing", article)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("依据《行政许可法》第三十二条、第三十三条办理",
         [("《行政许可法》第三十二条", "licensing", 32), ("第三十三条", "licensing", 33)]),
        ("违反行政许可法第三十一条至第33条", [("行政许可法第三十一条", "licensing", 31), ("第33条", "licensing", 33)]),
        ("行政许可法第九十九条、第三十二条", [("第三十二条", "licensing", 32)]),
        ("根据行政许可法第二十九条和优化营商环境条例第40条",
         [("行政许可法第二十九条", "licensing", 29), ("优化营商环境条例第40条", "business", 40)]),
        ("见《节假日办法》。", [("《节假日办法》", "holidays", None)]),
        ("行政许可法", [("行政许可法", "licensing", None)]),
        ("《行政许可法》第四十二条之一", [("《行政许可法》", "licensing", None)]),
        ("行政许可法第三十二条，民法典第三十三条", [("行政许可法第三十二条", "licensing", 32)]),
        ("《民法典》第三十条，《行政许可法》第三十一条", [("《行政许可法》第三十一条", "licensing", 31)]),
        ("《安徽省实施〈行政许可法〉办法》第三十条", [("〈行政许可法〉", "licensing", None)]),
    ],
)  # fmt: skip
def test_each_article_leads_to_its_own_and_the_words_between_stay(text, wanted):
    assert led(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "民法典第三十条",
        "第三十条",
        "行政许可法第九十九条",
        "行政许可法第十十条",
        "行政许可法第四十二条之一",
        "行政许可法第三十一条例",
        "行政许可法的规定",
        "行政许可法第四章",
        "安徽省优化营商环境条例第四十条",
        "（安徽省）优化营商环境条例第四十条",
        "安徽省 优化营商环境条例第四十条",
        "安徽省《优化营商环境条例》第四十条",
        "安徽、优化营商环境条例第四十条",
        "《安徽省优化营商环境条例》第四十条",
        "《行政许可法实施办法》第三十二条",
        "行政许可法实施办法第三十二条",
        "《行政许可法（2003）》第三十二条",
        "《行政许可法》（2003年）第三十二条",
        "《国务院令 行政许可法》第三十二条",
        "《行政许可法第三十二条",
    ],
)
def test_what_is_not_held_or_in_doubt_leads_nowhere(text):
    assert led(text) == []


@given(st.integers(1, 999))
def test_every_number_leads_the_same_way_in_numerals_and_in_digits_and_never_to_what_is_not_held(number):
    said = [led(f"行政许可法第{spelled}条") for spelled in (numeral(number), str(number))]
    held = [("licensing", number)] if BOOK.has("licensing", number) else []
    assert [[row[1:] for row in rows] for rows in said] == [held, held]


@given(st.text("《》〈〉（）行政许可法第三十二条款项、和之一例2003省 ", max_size=40))
def test_whatever_is_written_comes_back_whole_and_leads_only_to_what_is_held(text):
    for _words, key, article in led(text):
        assert key == "licensing"
        assert article is None or BOOK.has(key, article)


@pytest.mark.parametrize(
    ("named", "article", "wanted"),
    [
        ("《行政许可法》", "第三十一条", [("《行政许可法》 第三十一条", "licensing", 31)]),
        ("行政许可法", "31", [("行政许可法", "licensing", None), ("31", "licensing", 31)]),
        ("行政许可法", "三十一", [("行政许可法", "licensing", None), ("三十一", "licensing", 31)]),
        ("行政许可法", "99", [("行政许可法", "licensing", None)]),
        ("行政许可法第三十二条", "31", [("行政许可法第三十二条", "licensing", 32)]),
        ("《行政许可法》", None, [("《行政许可法》", "licensing", None)]),
        ("《某某条例》", "第七条", []),
        ("《某某条例》", None, []),
    ],
)
def test_what_an_item_rests_on_is_a_law_and_an_article_also_as_a_bare_number(named, article, wanted):
    pieces = BOOK.row(named, article)
    assert "".join(piece.words for piece in pieces) == " ".join(filter(None, (named, article)))
    assert [tuple(piece) for piece in pieces if piece.law] == wanted


@pytest.mark.parametrize(
    ("named", "article", "wanted"),
    [
        ("《全国年节及纪念日放假办法》", "第九条", ("节假日办法第九条",)),
        ("节假日办法第八条、第十二条", None, ("节假日办法第十二条",)),
        ("节假日办法", "20", ("节假日办法第二十条",)),
        ("节假日办法", "第八条", ()),
        ("节假日办法", None, ()),
        ("行政许可法", "第九百条", ()),
        ("某某条例", "第九条", ()),
    ],
)
def test_only_a_law_that_is_held_whole_can_tell_that_it_has_no_such_article(named, article, wanted):
    assert BOOK.beyond(named, article) == wanted


def test_a_book_without_laws_leads_nowhere():
    assert [piece.law for piece in Lawbook().pieces("《行政许可法》第三十一条")] == [None]
    assert Lawbook().pieces("") == ()


def test_a_law_goes_by_its_short_name_where_it_has_one():
    assert [one.called for one in BOOK.laws.values()] == ["行政许可法", "优化营商环境条例", "节假日办法"]
