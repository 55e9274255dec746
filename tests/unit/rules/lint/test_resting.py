"""What an item rests on: a law is named, and the article that is named exists as far as anybody here can know."""

from datetime import date

import pytest

from wangting.rules.citation import Lawbook
from wangting.rules.law import Law
from wangting.rules.lint.finding import Subject, Words
from wangting.rules.lint.resting import article_beyond_law, item_without_basis

HELD = [
    Law(key, title, key, (), date(2024, 11, 10), whole, dict.fromkeys(range(1, 9), ("文",)))
    for key, title, whole in (("holidays", "节假日办法", True), ("licensing", "行政许可法", False))
]
WORDS = Words(10, (), (), "行政审批", 2, laws=Lawbook(HELD))
FEE = {"name": "工本费", "standard": "10元"}


def subject(materials=(), **facts):
    return Subject("A1", "甲", None, {"materials": list(materials), "facts": facts})


@pytest.mark.parametrize("facts", [{}, {"basis": []}])
def test_an_item_that_names_no_law_is_found(facts):
    assert [(one.code, one.place) for one in item_without_basis(subject(**facts), WORDS)] == [("A1", "facts.basis")]


def test_an_item_that_names_a_law_is_left_alone():
    assert list(item_without_basis(subject(basis=[{"law": "某某条例"}]), WORDS)) == []


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"basis": [{"law": "民法典"}, {"law": "《节假日办法》", "article": "第九条"}]}, "facts.basis.2.article"),
        ({"basis": [{"law": "节假日办法", "article": "9"}]}, "facts.basis.1.article"),
        ({"fees": [{**FEE, "basis": "《节假日办法》第九条"}]}, "facts.fees.1.basis"),
        ({"materials": [{}, {"basis": "节假日办法第8条、第9条"}]}, "materials.2.basis"),
    ],
)
def test_an_article_that_a_law_held_whole_does_not_have_is_found_where_it_stands(given, place):
    assert [one[:3] for one in article_beyond_law(subject(**given), WORDS)] == [("A1", place, "节假日办法第九条")]


@pytest.mark.parametrize(
    "given",
    [
        {"basis": [{"law": "节假日办法", "article": "第八条"}, {"law": "节假日办法", "article": None}]},
        {"basis": [{"law": "行政许可法", "article": "第八十三条"}]},
        {"basis": [{"law": "某某条例", "article": "第九百条"}], "fees": [{**FEE, "basis": None}]},
    ],
)
def test_of_an_article_that_may_exist_nothing_is_said(given):
    assert list(article_beyond_law(subject(**given), WORDS)) == []
