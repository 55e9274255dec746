"""Differences in the words of the page: every type of part, in both languages."""

import pytest

from wangting.rules.edition import ADDED, CHANGED, MOVED, REMOVED, Change
from wangting.views.differences import difference, differences

OLD, NEW = "学历、体检都合格的自然人", "学历、普通话、体检都合格的自然人"


def texts(runs):
    return "".join(said for _kind, said in runs)


@pytest.mark.parametrize(
    ("part", "old", "new", "lang", "told"),
    [
        ("promised_limit", {"amount": 12, "unit": "workday"}, {"amount": 10, "unit": "workday"}, "zh",
         ("12 个工作日", "10 个工作日")),
        ("legal_limit", None, {"amount": 1, "unit": "calendar_day"}, "en", ("", "1 calendar day")),
        ("certificate", None, {"name": "教师资格证", "type_code": None}, "zh", ("", "教师资格证")),
        ("service_object", ["自然人"], ["自然人", "法人"], "zh", ("自然人", "自然人；法人")),
        ("facts.courier", False, True, "en", ("no", "yes")),
        ("facts.made_up", None, 3, "zh", ("", "3")),
        ("facts.stars", 3, 5, "zh", ("3", "5")),
    ],
)  # fmt: skip
def test_a_part_is_told_by_its_type(part, old, new, lang, told):
    found = difference(Change(part, CHANGED, old, new), lang)
    assert tuple(map(texts, (found.pairs[0].old, found.pairs[0].new))) == told


def test_a_short_value_is_replaced_as_a_whole_and_a_long_one_word_by_word():
    short, long = differences(
        [
            Change("visits", CHANGED, 12, 10),
            Change("conditions", CHANGED, OLD, NEW),
        ],
        "zh",
    )
    assert (short.pairs[0].old, short.pairs[0].new) == ([(REMOVED, "12")], [(ADDED, "10")])
    assert (ADDED, "、普通话") in long.pairs[0].new
    assert texts(long.pairs[0].old) == OLD


def test_a_paper_tells_what_differs_within_it():
    old = {"id": "m1", "name": "照片", "form": "copy", "odd": 1}
    new = {"id": "m1", "name": "照片", "form": "original", "odd": 2}
    found = difference(Change("materials", CHANGED, old, new, "m1", "照片", ("form", "odd")), "zh")
    assert [(str(pair.label), texts(pair.old), texts(pair.new)) for pair in found.pairs] == [
        ("形式", "复印件", "原件"),
        ("odd", "1", "2"),
    ]
    assert found.about == "照片"


def test_what_is_new_gone_or_moved_is_told_by_its_name():
    paper, field = {"id": "m1", "name": "照片"}, {"id": "a", "title": "姓名"}
    new, gone, moved = differences(
        [
            Change("materials", ADDED, None, paper, "m1", "照片"),
            Change("form", REMOVED, field, None, "a", "姓名"),
            Change("materials", MOVED, ("m1", "m2"), ("m2", "m1")),
        ],
        "zh",
    )
    assert (texts(new.pairs[0].old), texts(new.pairs[0].new)) == ("", "照片")
    assert (texts(gone.pairs[0].old), texts(gone.pairs[0].new)) == ("姓名", "")
    assert (moved.pairs, str(moved.kind)) == ([], "换了次序")
