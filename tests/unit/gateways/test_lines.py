from hypothesis import given
from hypothesis import strategies as st

from wangting.gateways.pdf.lines import broken

CLOSING, OPENING = "，。、；：！？）》」』】”’", "（《「『【“‘"


def width(text):
    """Chinese characters are two wide, Latin letters one."""
    return sum(1 if letter.isascii() else 2 for letter in text)


def test_a_line_takes_as_much_as_it_holds():
    assert broken("一二三四五六七", 6, width) == ["一二三", "四五六", "七"]


def test_no_line_begins_with_a_closing_mark():
    assert broken("一二三，四五", 6, width) == ["一二", "三，四", "五"]


def test_no_line_ends_with_an_opening_mark():
    assert broken("一二《三四》", 6, width) == ["一二", "《三", "四》"]


def test_a_word_in_latin_letters_stays_whole():
    assert broken("一二 word 三", 8, width) == ["一二", "word 三"]


def test_a_word_longer_than_a_line_is_broken_rather_than_lost():
    assert broken("http://example", 6, width) == ["http:/", "/examp", "le"]


def test_line_breaks_of_the_text_stay_and_an_empty_text_is_an_empty_line():
    assert broken("一\n\n二", 6, width) == ["一", "", "二"]
    assert broken("", 6, width) == [""]


@given(st.text(alphabet="一二三abc 12，。（）《》\n", max_size=60), st.integers(4, 20))
def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(text, room):
    lines = broken(text, room, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(width(line) <= room for line in lines)
