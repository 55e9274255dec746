"""Numbers of articles are read as they are written, by laws and by people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.law import article_title
from wangting.rules.numeral import number_of, numeral


@given(st.integers(1, 999))
def test_every_number_comes_back_from_its_numeral_and_from_its_digits(number):
    assert number_of(numeral(number)) == number_of(str(number)) == number


def test_no_two_numbers_are_written_alike():
    assert len({numeral(number) for number in range(1, 1000)}) == 999


@pytest.mark.parametrize(
    ("number", "written"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (42, "四十二"), (100, "一百"), (103, "一百零三"),
     (110, "一百一十"), (115, "一百一十五"), (230, "二百三十"), (999, "九百九十九")],
)  # fmt: skip
def test_a_number_is_written_as_laws_write_it(number, written):
    assert numeral(number) == written
    assert article_title(number) == f"第{written}条"


@pytest.mark.parametrize(
    ("words", "number"),
    [("一百〇三", 103), ("一十二", 12), ("一百十五", 115), ("４２", 42), (" 7 ", 7), ("零", None), ("0", None),
     ("007", None),
     ("1000", None), ("十十", None), ("四二", None), ("百", None), ("", None), ("٤٢", None), ("三-四", None)],
)  # fmt: skip
def test_other_spellings_are_read_and_what_is_no_number_is_none(words, number):
    assert number_of(words) == number


@pytest.mark.parametrize("number", [0, -1, 1000])
def test_what_no_article_is_numbered_is_refused(number):
    with pytest.raises(ValueError, match="no number of an article"):
        numeral(number)
