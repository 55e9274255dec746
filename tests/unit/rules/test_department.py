"""An item goes to the department that a word in its body's name, or in its own, stands for."""

import pytest

from wangting.rules.department import DepartmentMap, Word

WORDS = DepartmentMap(
    kinds=frozenset({"gongan", "shichang", "shuju"}),
    general=("审批局",),
    by_agency=(Word("公安", "gongan"), Word("市监", "shichang")),
    by_name=(Word("食品", "shichang"), Word("食品安保", "gongan")),
    otherwise="shuju",
    folded={"zone": {"gongan": "police"}},
)


@pytest.mark.parametrize(
    ("agency", "name", "kind"),
    [
        ("区公安分局", "食品经营许可", "gongan"),
        ("区审批局", "食品经营许可", "shichang"),
        ("公安审批局", "食品经营许可", "shichang"),
        (None, "食品安保备案", "shichang"),
        ("某协会", "食品经营许可", "shichang"),
        ("某协会", "其他", "shuju"),
        (None, "其他", "shuju"),
    ],
)
def test_the_first_word_decides_and_bodies_of_every_business_are_passed_over(agency, name, kind):
    assert WORDS.kind_of(agency, name) == kind


def test_the_word_that_decided_can_be_told():
    assert WORDS.word_for("区公安分局", "食品经营许可") == Word("公安", "gongan")
    assert WORDS.word_for("某协会", "其他") is None


def test_a_hall_with_fewer_departments_takes_what_is_folded_and_nothing_else():
    assert WORDS.department("county", "shichang") == "shichang"
    assert WORDS.department("zone", "gongan") == "police"
    assert WORDS.department("zone", "shichang") is None
