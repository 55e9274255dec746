"""Two editions side by side: every difference once, by its type, and nothing where they say the same."""

import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.edition import (
    ADDED,
    CHANGED,
    GENERAL,
    MOVED,
    REMOVED,
    Change,
    changes,
    help_parts,
    lost_help,
    part_of_help,
    touched_help,
    words,
)

PAPER = {"id": "m1", "name": "身份证", "necessity": "required", "copies": 1}
PHOTO = {"id": "m2", "name": "照片", "necessity": None, "copies": 2}
NAME = {"id": "applicant_name", "kind": "text", "title": "姓名", "required": True}
OLD = {
    "number": 4, "effective": "2026-07-01", "name": "教师资格认定", "conditions": "学历合格。",
    "legal_limit": {"amount": 30, "unit": "workday"}, "promised_limit": {"amount": 12, "unit": "workday"}, "visits": 1,
    "service_object": ["自然人"], "materials": [PAPER, PHOTO], "fee": "免费", "steps": ["受理", "审查"],
    "workflow": "administrative_licence.v1", "certificate": None,
    "form": [{"id": "a", "title": "申请人", "fields": [NAME, {"id": "m1", "kind": "material", "title": "身份证"}]}],
    "scenarios": [{"id": "first", "title": "首次", "materials": ["m1"]}],
    "facts": {"depth": 3, "fees": [{"name": "工本费"}]},
}  # fmt: skip


def new(**parts):
    return {**copy.deepcopy(OLD), "number": 5, **parts}


def test_the_same_content_under_another_number_does_not_differ():
    assert changes(OLD, new()) == ()


def test_a_limit_keeps_its_unit_on_both_sides():
    shorter = {"amount": 10, "unit": "workday"}
    assert changes(OLD, new(promised_limit=shorter)) == (
        Change("promised_limit", CHANGED, OLD["promised_limit"], shorter),
    )


def test_papers_are_known_by_their_ids():
    renamed = {**PAPER, "name": "居民身份证", "copies": 2}
    more = {"id": "m3", "name": "体检表", "necessity": "required"}
    found = changes(OLD, new(materials=[renamed, more]))
    assert found == (
        Change("materials", REMOVED, PHOTO, None, "m2", "照片"),
        Change("materials", CHANGED, PAPER, renamed, "m1", "居民身份证", ("copies", "name")),
        Change("materials", ADDED, None, more, "m3", "体检表"),
    )


def test_another_order_of_papers_is_one_difference():
    assert changes(OLD, new(materials=[PHOTO, PAPER])) == (Change("materials", MOVED, ("m1", "m2"), ("m2", "m1")),)


def test_fields_are_told_and_the_papers_among_them_only_once():
    choice = {**NAME, "kind": "choice", "options": []}
    form = [{**OLD["form"][0], "fields": [choice, {"id": "m9", "kind": "material", "title": "多的"}]}]
    assert changes(OLD, new(form=form)) == (
        Change("form", CHANGED, NAME, choice, "applicant_name", "姓名", ("kind", "options")),
    )


def test_a_new_heading_is_told_and_so_is_a_question_that_went_below_another():
    heading = {"id": "b", "title": "另一节", "title_en": "Another", "fields": [NAME]}
    told = changes(OLD, new(form=[*OLD["form"], heading]))
    assert [(one.kind, one.title) for one in told] == [(ADDED, "另一节")]
    before = new(form=[{**OLD["form"][0], "fields": [NAME]}, {**heading, "fields": []}])
    after = new(form=[{**OLD["form"][0], "fields": []}, {**heading, "fields": [NAME]}])
    assert [one.kind for one in changes(before, after)] == [MOVED]


def test_scenarios_and_facts_are_told_one_by_one():
    found = changes(OLD, new(scenarios=[], facts={"depth": 4, "until": "2027-01-01"}))
    assert found == (
        Change("scenarios", REMOVED, OLD["scenarios"][0], None, "first", "首次"),
        Change("facts.depth", CHANGED, 3, 4),
        Change("facts.fees", CHANGED, [{"name": "工本费"}], None),
        Change("facts.until", CHANGED, None, "2027-01-01"),
    )


def test_an_edition_without_scenarios_and_facts_differs_by_what_the_other_has():
    bare = {key: part for key, part in OLD.items() if key not in ("scenarios", "facts")}
    assert changes(bare, bare) == ()
    assert {found.part for found in changes(bare, OLD)} == {"scenarios", "facts.depth", "facts.fees"}


@pytest.mark.parametrize(
    ("old", "new_", "told"),
    [
        ("学历合格。", "无犯罪记录，学历合格。", [(ADDED, "无犯罪记录，"), ("same", "学历合格。")]),
        ("学历、体检合格", "学历合格", [("same", "学历"), (REMOVED, "、体检"), ("same", "合格")]),
        ("一般", "一般", [("same", "一般")]),
        ("", "新", [(ADDED, "新")]),
        ("旧", "", [(REMOVED, "旧")]),
        ("甲的乙", "丙的丁", [(REMOVED, "甲的乙"), (ADDED, "丙的丁")]),
    ],
)
def test_words_are_told_run_by_run_and_a_lone_character_between_two_changes_is_no_run(old, new_, told):
    assert words(old, new_) == told


@given(st.text("甲乙丙丁。"), st.text("甲乙丙丁。"))
def test_both_texts_can_be_read_off_the_runs(old, new_):
    runs = words(old, new_)
    assert "".join(said for kind, said in runs if kind != ADDED) == old
    assert "".join(said for kind, said in runs if kind != REMOVED) == new_


def test_a_hall_may_help_with_parts_and_papers_of_the_edition_only():
    assert help_parts(OLD) == (GENERAL, "conditions", "fee", "steps", "material.m1", "material.m2")
    lost, touched = "照片要蓝底", "体检在县第一人民医院做"
    wording = {"material.m2": lost, "conditions": touched, "general": "有停车场"}
    after = new(materials=[PAPER], conditions="学历、体检合格。")
    assert lost_help(wording, after) == {"material.m2": lost}
    assert touched_help(wording, changes(OLD, after), after) == {"conditions": touched}


def test_a_change_without_a_place_for_help_is_about_none():
    found = changes(OLD, new(materials=[PHOTO, PAPER], visits=0))
    assert [part_of_help(one) for one in found] == [None, None]
