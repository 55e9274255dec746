"""What a material template decides of a paper, and what it leaves to the item."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.template import EMPTY, SHARED, differing, filled, names_of, of_papers, only_takes, plain, taken

NAMES = {"name": "居民身份证", "also": ("身份证", "《居民 身份证》")}
CARD = {**EMPTY, **NAMES, "provider": "公安机关", "requirement": "在有效期内"}
words = st.none() | st.text("公安机关在有效期内", max_size=4)
papers = st.fixed_dictionaries({"id": st.just("m1"), "name": st.just("身份证"), "necessity": st.just("required")},
                               optional={name: words for name in SHARED if name != "name"})  # fmt: skip
named = {"name": st.just("居民身份证"), "also": st.just(())}
templates = st.fixed_dictionaries({**dict.fromkeys(SHARED, words), **named})


def test_writing_alone_makes_no_other_paper():
    assert names_of(CARD) == ("居民身份证", "身份证")
    assert plain("《医师资格证书》") == plain("医师资格证书 ")
    assert plain("身份证复印件") != plain("身份证")


def test_what_the_template_does_not_say_is_free():
    paper = {"name": "居民身份证", "provider": "公安机关", "requirement": "在有效期内", "instructions": "自己的话"}
    assert differing(CARD, paper) == ()
    assert differing(CARD, {**paper, "provider": None}) == ("provider",)
    assert differing(CARD, {**paper, "name": "身份证"}) == ("name",)


@given(templates, papers)
def test_what_is_taken_over_never_differs_and_touches_nothing_of_the_items_own(template, paper):
    told = taken(template, paper)
    assert differing(template, told) == ()
    assert {key: told[key] for key in ("id", "necessity")} == {key: paper[key] for key in ("id", "necessity")}
    assert taken(template, told) == told


@given(templates, papers)
def test_filling_in_changes_nothing_that_is_said(template, paper):
    told, said = filled(template, paper), {key: value for key, value in paper.items() if value}
    assert {key: told[key] for key in said} == said
    assert told["name"] == paper["name"]


def test_a_new_template_says_what_most_of_those_say_that_say_anything():
    said = [{"requirement": "一寸"}, {"requirement": "二寸"}, {"requirement": "二寸"}, {"kind": None}, {}]
    told = of_papers("照片", said)
    assert told == {**EMPTY, "name": "照片", "requirement": "二寸"}


OLD = {"id": "m1", "name": "身份证", "provider": None, "requirement": None, "necessity": "required"}


@pytest.mark.parametrize(
    ("old", "words", "alone"),
    [
        (OLD, {"provider": "公安机关", "name": "居民身份证"}, True),
        (OLD, {"provider": "别人"}, False),
        (OLD, {"instructions": "自己的话"}, False),
        (OLD, {"necessity": "optional"}, False),
        ({**OLD, "name": "护照"}, {"name": "居民身份证"}, False),
        (OLD, {}, True),
    ],
)
def test_only_what_the_template_says_of_its_own_paper_is_taken(old, words, alone):
    assert only_takes(CARD, old, {**old, **words}, tuple(words)) is alone
