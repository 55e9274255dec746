"""A hall may be faster, nearer and friendlier; a material, a step, a day or a charge of its own is refused."""

from dataclasses import replace

import pytest

from wangting.rules.hallitem import Laid, problems

EDITION = {
    "promised_limit": {"amount": 12, "unit": "workday"}, "legal_limit": None, "steps": ["受理"],
    "materials": [{"id": "m1", "name": "照片"}],
}  # fmt: skip
COMING = {**EDITION, "promised_limit": {"amount": 10, "unit": "workday"}}
UNITS = ("lixin/jiaoyu",)
GOOD = Laid(
    "lixin/jiaoyu", True, (10, "workday"), ("政务中心二楼",), {"政务中心二楼": (33.14, 116.2)}, "工作日 9:00–17:00",
    ("0558-8812345", "+86 (558) 12345"), {"material.m1": "蓝底", "general": "有停车场"},
)  # fmt: skip


def keys(laid, **added):
    return [found.key for found in problems(laid, (EDITION, COMING), UNITS, added)]


def test_what_only_helps_may_stand():
    assert keys(GOOD) == []
    assert keys(Laid("lixin/jiaoyu", False)) == []


@pytest.mark.parametrize(
    ("added", "key"),
    [({"materials": [{"id": "extra"}]}, "materials"), ({"steps": ["再审一次"]}, "steps"), ({"fee": "10 元"}, "fee")],
)
def test_what_adds_to_the_item_is_refused(added, key):
    assert keys(GOOD, **added) == [key]


@pytest.mark.parametrize("promised", [(11, "workday"), (13, "workday"), (11, "calendar_day")])
def test_a_promise_is_within_every_edition_in_force_and_to_come_and_told_once(promised):
    assert keys(replace(GOOD, promised=promised)) == ["promised_limit"]


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"unit": "guoyang/jiaoyu"}, "unit"),
        ({"task_code": "11341623MB1A23456Y3440102"}, "task_code"),
        ({"handled_code": "11341623MB1A23456Y3440102013002"}, "handled_code"),
        ({"places": ("甲",) * 11}, "places"),
        ({"places": ("甲", "乙" * 101)}, "places.1"),
        ({"places": ("乙", "甲"), "points": {"甲": (331.4, 116.2)}}, "points.1"),
        ({"places": ("甲",), "points": {"甲": (33.1, float("nan"))}}, "points.0"),
        ({"hours": "早" * 201}, "hours"),
        ({"phones": ("请打总机",)}, "phones"),
        ({"phones": ("0558-8812345",) * 11}, "phones"),
        ({"wording": {"material.m9": "没有这样材料"}}, "wording.material.m9"),
        ({"wording": {"general": "长" * 501}}, "wording.general"),
    ],
)
def test_what_cannot_be_is_told_by_its_field(change, key):
    assert keys(replace(GOOD, **change)) == [key]


def test_codes_of_the_right_shape_may_stand_whatever_they_name():
    assert keys(replace(GOOD, task_code="9" * 31, handled_code="8" * 33)) == []
