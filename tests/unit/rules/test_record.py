"""A source's record is read as it stands: nothing is added, and what it does not say stays unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.record import (
    Unreadable,
    aliases_of,
    form_said_by,
    limit_of,
    list_of,
    materials_of,
    serves_organisations,
    serves_persons,
    text_of,
    whole_of,
)

BOTH = ("amount", "unit")


@pytest.mark.parametrize(("record", "column"), [({"a": ""}, "a"), ({"a": None}, "a"), ({}, "a"), ({"a": "x"}, None)])
def test_what_is_not_there_is_unknown_and_not_empty(record, column):
    assert text_of(record, column) is None


@pytest.mark.parametrize(("record", "column"), [({"a": None}, "a"), ({}, "a"), ({"a": ["x"]}, None)])
def test_a_list_that_is_not_there_is_empty(record, column):
    assert list_of(record, column) == []


def test_a_text_and_a_list_are_taken_unchanged():
    record = {"text": " 原样 ", "list": ["一", "二"]}
    assert text_of(record, "text") == " 原样 "
    assert list_of(record, "list") == ["一", "二"]
    assert list_of(record, "list") is not record["list"]


@pytest.mark.parametrize(("value", "number"), [("0", 0), ("3", 3), (2, 2), ("", None), (None, None)])
def test_a_number_is_read_from_figures(value, number):
    assert whole_of({"visits": value}, "visits") == number


def test_a_source_without_the_column_says_no_number():
    assert whole_of({"visits": "1"}, None) is None


@pytest.mark.parametrize(
    ("amount", "unit", "limit"),
    [
        (30, "工作日", {"amount": 30, "unit": "workday"}),
        (60, "自然日", {"amount": 60, "unit": "calendar_day"}),
        (None, "", None),
        (None, "工作日", None),
    ],
)
def test_a_limit_keeps_its_own_unit(amount, unit, limit):
    assert limit_of({"amount": amount, "unit": unit}, BOTH) == limit


@pytest.mark.parametrize(
    ("words", "limit"),
    [
        ("15个工作日内上报", {"amount": 15, "unit": "workday"}),
        ("1工作日", {"amount": 1, "unit": "workday"}),
        ("20个自然日", {"amount": 20, "unit": "calendar_day"}),
        ("即办", {"amount": 0, "unit": "workday"}),
        ("", None),
    ],
)
def test_a_limit_is_read_from_words(words, limit):
    assert limit_of({"promise": words}, ("promise",)) == limit


def test_a_source_without_limits_has_none():
    assert limit_of({"amount": 1, "unit": "工作日"}, ()) is None


@pytest.mark.parametrize(
    ("read", "column"),
    [
        (lambda: text_of({"a": 1}, "a"), "a"),
        (lambda: list_of({"a": "x"}, "a"), "a"),
        (lambda: whole_of({"a": "两次"}, "a"), "a"),
        (lambda: whole_of({"a": ["1"]}, "a"), "a"),
        (lambda: limit_of({"amount": "30", "unit": "工作日"}, BOTH), "amount"),
        (lambda: limit_of({"amount": True, "unit": "工作日"}, BOTH), "amount"),
        (lambda: limit_of({"amount": 3, "unit": "月"}, BOTH), "amount"),
        (lambda: limit_of({"promise": "尽快"}, ("promise",)), "promise"),
        (lambda: materials_of({"m": [1]}, "m"), "m"),
        (lambda: materials_of({"m": [{"copies": 1}]}, "m"), "m"),
        (lambda: materials_of({"m": [{"name": "表", "necessity": "也许"}]}, "m"), "m"),
    ],
)
def test_what_is_not_as_usual_is_told_with_its_column_and_never_guessed(read, column):
    with pytest.raises(Unreadable) as caught:
        read()
    assert caught.value.column == column


def test_materials_have_stable_ids_in_the_order_of_the_source():
    read = materials_of({"m": ["申请书", "身份证复印件", "户口簿原件"]}, "m")
    assert [(one["id"], one["name"], one["form"]) for one in read] == [
        ("m1", "申请书", None),
        ("m2", "身份证复印件", "copy"),
        ("m3", "户口簿原件", "original"),
    ]
    assert all(one[key] is None for one in read for key in ("necessity", "copies", "provider", "requirement"))


def test_what_a_source_says_of_a_material_is_kept():
    said = {"name": "社会保障卡", "necessity": "非必要", "copies": 1, "provider": "申请人", "requirement": "有效期内"}
    assert materials_of({"m": [said]}, "m") == [
        {
            "id": "m1",
            "name": "社会保障卡",
            "necessity": "optional",
            "copies": 1,
            "form": None,
            "provider": None,
            "requirement": "有效期内",
        }
    ]


def test_a_name_that_says_both_asks_for_a_copy():
    assert form_said_by("身份证原件及复印件") == "copy"


@pytest.mark.parametrize(
    ("daily", "short", "aliases"),
    [
        ("普通话证书，普通话等级证书", "领取普通话证书", ("普通话证书", "普通话等级证书", "领取普通话证书")),
        ("调解;救助;抚恤", "", ("调解", "救助", "抚恤")),
        ("土地调查 突出贡献", "", ("土地调查", "突出贡献")),
        ("使用权出让/转让合同", "使用权出让", ("使用权出让", "转让合同")),
        ("“ATA单证册”", "本名", ("ATA单证册",)),
        ("证、书", "", ()),
        (None, "", ()),
    ],
)
def test_everyday_words_are_told_apart_and_the_name_itself_is_none(daily, short, aliases):
    record = {"name": "本名", "daily": daily, "short": short}
    assert aliases_of(record, ("daily", "short")) == aliases


@given(st.text(max_size=40), st.text(max_size=40))
def test_every_everyday_word_stands_in_the_source(daily, short):
    words = aliases_of({"name": "本名", "daily": daily, "short": short}, ("daily", "short"))
    assert all(word in daily or word in short for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("objects", "expected"),
    [(["自然人"], False), (["自然人", "企业法人"], True), (["企业法人"], True), ([], True)],
)
def test_organisations_are_served_where_they_are_named_or_nobody_is(objects, expected):
    assert serves_organisations(objects) is expected


@pytest.mark.parametrize(("objects", "expected"), [((), True), (("自然人",), True), (("企业法人",), False)])
def test_natural_persons_may_apply_unless_the_item_names_only_others(objects, expected):
    assert serves_persons(objects) is expected
