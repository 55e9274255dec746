from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.forms import readers
from wangting.forms.messages import BadAnswerError


@given(when=st.dates(date(1000, 1, 1)))
def test_a_day_is_read_however_it_is_written(when):
    y, m, d = when.year, when.month, when.day
    for text in (
        f"{y}-{m}-{d}",
        f"{y}年{m}月{d}日",
        f"{y} 年 {m} 月 {d} 日",
        f"{y}/{m:02}/{d:02}",
        f"{y}.{m}.{d}",
        f"{y}{m:02}{d:02}",
    ):
        assert readers.day(text) == when.isoformat()


@given(when=st.dates(date(1000, 1, 1)))
def test_full_width_digits_are_digits(when):
    wide = when.isoformat().translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
    assert readers.day(wide) == when.isoformat()


@pytest.mark.parametrize(
    "text", ["2024-13-01", "2023-02-29", "明天", "2024-6", "24-6-1", "2024-06-01x", "2024--6-1", "٢٠٢٤-٠٦-٠١"]
)
def test_what_is_no_day_is_told(text):
    with pytest.raises(BadAnswerError):
        readers.day(text)


@given(number=st.decimals(-(10**12) + 1, 10**12 - 1, allow_nan=False, places=4))
def test_a_number_keeps_its_value(number):
    assert float(readers.number(f"{number:f}")) == pytest.approx(float(number))


@pytest.mark.parametrize(
    ("typed", "read"), [("４.８", "4.8"), ("1,200", "1200"), ("007", "7"), ("-0.5", "-0.5"), (" 12 ", "12")]
)
def test_a_number_is_read_as_people_write_it(typed, read):
    assert readers.number(typed) == read


@pytest.mark.parametrize("text", ["", "1e5", "NaN", "四", "1.23456", "1" * 13, "--1", "1 2"])
def test_what_is_no_number_is_told(text):
    with pytest.raises(BadAnswerError):
        readers.number(text)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("138 0000 0000", "13800000000"),
        ("+86-13800000000", "13800000000"),
        ("0558-5123456", "05585123456"),
        ("０１０ １２３４５６７８", "01012345678"),
    ],
)
def test_telephone_numbers_are_read_as_people_write_them(typed, read):
    assert readers.phone(typed) == read


@pytest.mark.parametrize("text", ["123", "5123456", "12800000000", "abc", "138000000000"])
def test_what_is_no_telephone_number_is_told(text):
    with pytest.raises(BadAnswerError):
        readers.phone(text)


@given(text=st.text())
def test_a_line_has_no_breaks_and_no_invisible_characters(text):
    read = readers.line(text)
    assert readers.line(read) == read
    assert not set(read) & set("\n\r\0\u202e\u2066")


@given(text=st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf"])))
def test_a_paragraph_keeps_every_visible_character(text):
    assert readers.paragraph(f"甲{text}\r\n乙") == f"甲{text}\n乙"
