"""Pinyin: every reading counts, letters are cut into syllables in every way, initials are first letters."""

import pytest

from wangting.rules.sounds import ROWS, Sounds, may_be_initials

SOUNDS = Sounds(
    {
        "教": ("jiao",),
        "师": ("shi",),
        "资": ("zi",),
        "格": ("ge",),
        "方": ("fang",),
        "案": ("an",),
        "翻": ("fan",),
        "干": ("gan",),
        "西": ("xi",),
        "先": ("xian",),
        "安": ("an",),
        "涡": ("guo", "wo"),
        "阳": ("yang",),
        "律": ("lv",),
        "略": ("lve",),
        "重": ("zhong", "chong"),
        "嗯": ("n",),
    }
)


def test_a_name_has_the_pairs_of_all_readings_and_each_syllable():
    assert SOUNDS.of_name("涡阳") == {"guo yang", "wo yang", "guo", "wo", "yang"}
    assert SOUNDS.of_name("q2教") == {"q 2", "2 jiao", "q", "2", "jiao"}


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("jiaoshi", {"jiao shi"}),
        ("fangan", {"fang an", "fan gan"}),
        ("xian", {"xi an", "xian"}),
        ("教师zige", {"jiao shi", "shi zi", "zi ge"}),
        ("guoyang", {"guo yang"}),
        ("woyang", {"wo yang"}),
        ("lushi", {"lv shi"}),
        ("lvshi", {"lv shi"}),
        ("lueshi", {"lve shi"}),
        ("jiao", {"jiao"}),
        ("2ge", {"2 ge"}),
    ],
)
def test_letters_are_cut_into_syllables_in_every_way_that_leaves_none_over(typed, marks):
    assert SOUNDS.of_query(typed) == (marks, True)


def test_letters_that_are_no_syllables_count_alone():
    marks, whole = SOUNDS.of_query("jszg")
    assert (marks, whole) == ({"j s", "s z", "z g"}, False)
    assert SOUNDS.of_query("n") == ({"n"}, False), "a syllable has a vowel"
    assert SOUNDS.of_query("某") == ({"某"}, True), "a character nobody can read is its own sound"


def test_the_usual_reading_comes_first_in_letters_and_initials():
    assert SOUNDS.letters("涡阳教q") == "guoyangjiaoq"
    assert SOUNDS.initials("涡阳重") == ("gyz", "wyz", "gyc", "wyc")
    assert SOUNDS.initials("教师") == ("js",)
    assert SOUNDS.spellings("涡阳") == ("guoyang", "woyang")
    assert len(SOUNDS.initials("重" * 20)) == ROWS


def test_no_syllable_begins_with_i_u_or_v():
    assert [text for text in ("jszg", "gan", "jiao", "教", "440") if may_be_initials(text)] == ["jszg", "gan", "440"]
