"""Letters are letters however they are written, and a short name stands in the long one in its order."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.matching import Everyday, Script, grams, in_order, pairs, slip

SCRIPT = Script({ord("師"): "师", ord("資"): "资"})
WORDS = st.text(alphabet="教师资格认定证abc", max_size=12)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("教師資格", "教师资格"),
        ("（教师）·资格!", "教师资格"),
        ("ＡＴＡ单证 册", "ata单证册"),
        ("lü shi", "lvshi"),
        ("4401-0201.3", "440102013"),
        ("，。 <b>", "b"),
        ("", ""),
    ],
)
def test_width_case_marks_and_script_make_no_difference(typed, plain):
    assert SCRIPT.plain(typed) == plain


def test_traditional_letters_are_recognised_and_nothing_else_is_changed():
    assert SCRIPT.is_traditional("教師 A")
    assert not SCRIPT.is_traditional("教师 A")
    assert SCRIPT.simplified("教師 A！") == "教师 A！"


def test_grams_are_letters_and_neighbours_each_once_in_their_order():
    assert grams("环评证") == ("环", "评", "证", "环评", "评证")
    assert grams("证证证") == ("证", "证证")
    assert pairs("证书证书") == ("证书", "书证")
    assert pairs("证") == ()


def common_subsequence(one, other):
    row = [0] * (len(other) + 1)
    for a in one:
        before = row[:]
        for place, b in enumerate(other):
            row[place + 1] = before[place] + 1 if a == b else max(before[place + 1], row[place])
    return row[-1]


@given(WORDS, WORDS)
def test_the_letters_in_order_are_the_longest_common_subsequence(asked, text):
    assert in_order(asked, text) == common_subsequence(asked, text)


def test_an_abbreviation_stands_whole_in_the_long_name():
    assert in_order("环评审批", "建设项目环境影响评价文件审批") == 4


def edit(text, place, kind, letter):
    return {
        "wrong": text[:place] + letter + text[place + 1 :],
        "more": text[:place] + letter + text[place:],
        "fewer": text[:place] + text[place + 1 :],
        "exchanged": text[:place] + text[place + 1 : place + 2] + text[place : place + 1] + text[place + 2 :],
    }[kind]


@given(st.text(alphabet="教师资格认定", min_size=1, max_size=8), st.data())
def test_every_single_slip_is_one_and_leads_back(meant, data):
    kind = data.draw(st.sampled_from(["wrong", "more", "fewer", "exchanged"]))
    typed = edit(meant, data.draw(st.integers(0, len(meant) - 1)), kind, data.draw(st.sampled_from("教师xy")))
    found = slip(typed, meant)
    if typed == meant:
        assert found is None
    else:
        wrong, right = found
        assert any(
            typed[:place] + right + typed[place + len(wrong) :] == meant
            for place in range(len(typed) + 1)
            if typed[place : place + len(wrong)] == wrong
        )


@pytest.mark.parametrize(("typed", "meant"), [("教师", "教师"), ("教", "教师资"), ("ab", "cd"), ("abcd", "bacx")])
def test_equal_texts_and_two_slips_are_none(typed, meant):
    assert slip(typed, meant) is None


def test_two_slips_at_random_are_hardly_ever_taken_for_one():
    rng = random.Random(20260701)
    letters = "教师资格认定证书核发"
    texts = ["".join(rng.sample(letters, 6)) for _ in range(500)]
    assert all(slip(one[::-1], one) is None for one in texts)


def test_an_everyday_word_is_said_as_offices_say_it_the_longest_first():
    everyday = Everyday.of({"证": ("证书",), "房产证": ("不动产登记", "不动产权证书")})
    assert list(everyday.rewordings("办房产证")) == [
        ("办不动产登记", "房产证", "不动产登记"),
        ("办不动产权证书", "房产证", "不动产权证书"),
        ("办房产证书", "证", "证书"),
    ]


def test_what_is_said_already_is_not_said_again():
    assert list(Everyday.of({"证": ("证书",)}).rewordings("证书")) == []


def test_a_text_that_is_shorter_than_the_words_or_empty_has_none():
    everyday = Everyday.of({"房产证": ("不动产登记",), "": ("无",)})
    assert list(everyday.rewordings("房产")) == []
    assert list(everyday.rewordings("")) == []
    assert list(Everyday.of({}).rewordings("房产证")) == []
