"""Rows become a form and a form becomes rows; an id is kept by its row and never given to another question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.questions import BETWEEN, form_of_rows, form_with, ids_of, odd_rows, rows_of

NAME = {
    "id": "name",
    "kind": "text",
    "title": "姓名",
    "title_en": "Name",
    "required": True,
    "hint": None,
    "hint_en": None,
}
LANGUAGE = {**NAME, "id": "language", "kind": "choice", "title": "语言", "required": False,
            "options": [{"value": "zh", "title": "汉语", "title_en": "Chinese"},
                        {"value": "en", "title": "英语", "title_en": "English"}]}  # fmt: skip
PAPER = {**NAME, "id": "m1", "kind": "material", "title": "身份证", "title_en": None}
FORM = [
    {"id": "applicant", "title": "申请人", "title_en": "Applicant", "fields": [NAME, PAPER]},
    {"id": "matter", "title": "事项", "title_en": "Matter", "fields": [LANGUAGE]},
]
HEADING = {"id": "", "kind": "heading", "title": "新的一节", "title_en": "New", "hint": "", "hint_en": "",
           "required": "", "options": ""}  # fmt: skip
QUESTION = {**HEADING, "kind": "date", "title": "哪天", "title_en": ""}


def test_rows_that_come_back_as_they_went_out_are_the_same_form():
    rows = rows_of(FORM)
    assert [row["kind"] for row in rows] == ["heading", "text", "material", "heading", "choice"]
    assert rows[4]["options"] == f"汉语 {BETWEEN} Chinese\n英语 {BETWEEN} English"
    assert odd_rows(FORM, rows) == ()
    assert form_of_rows(FORM, rows, ()) == FORM


def test_a_new_question_takes_no_id_that_an_edition_has_had():
    form = form_of_rows(FORM, [*rows_of(FORM), HEADING, QUESTION], ("q1", "s1", "q2"))
    assert (form[2]["id"], form[2]["fields"][0]["id"]) == ("s2", "q3")
    assert form[2]["fields"][0] == {"id": "q3", "kind": "date", "title": "哪天", "title_en": None, "required": False,
                                    "hint": None, "hint_en": None}  # fmt: skip


def test_a_heading_does_not_take_the_id_of_a_question():
    rows = rows_of(FORM)
    rows[4] = {**rows[4], "kind": "heading", "options": ""}
    form = form_of_rows(FORM, [*rows, QUESTION], ())
    assert form[-1]["id"] == "s1"


def test_an_option_that_is_renamed_or_moved_keeps_its_value_and_a_new_one_gets_its_own():
    def options(text):
        rows = rows_of(FORM)
        rows[4] = {**rows[4], "options": text}
        return [(one["value"], one["title"]) for one in form_of_rows(FORM, rows, ())[1]["fields"][0]["options"]]

    assert options("英语 | English\n汉语 | Chinese") == [("en", "英语"), ("zh", "汉语")]
    assert options("汉语 | Chinese\n英文 | English") == [("zh", "汉语"), ("en", "英文")]
    assert options("汉语 | Chinese\n英语 | English\n法语 | French") == [("zh", "汉语"), ("en", "英语"), ("o1", "法语")]
    assert options("法语 | French\n汉语 | Chinese\n英语 | English") == [("o1", "法语"), ("zh", "汉语"), ("en", "英语")]


def test_a_question_that_is_no_choice_any_more_has_no_options():
    rows = rows_of(FORM)
    rows[4] = {**rows[4], "kind": "text", "options": ""}
    assert "options" not in form_of_rows(FORM, rows, ())[1]["fields"][0]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({0: {"kind": "text"}}, [(0, "kind", "no_heading")]),
        ({0: {"title_en": ""}}, [(0, "title_en", "no_english_heading")]),
        ({0: {"hint": "提示"}}, [(0, "hint", "no_hint_at_heading")]),
        ({1: {"kind": "material"}}, [(1, "kind", "paper_elsewhere")]),
        ({2: {"kind": "text"}}, [(2, "kind", "paper_elsewhere")]),
        ({4: {"options": ""}}, [(4, "options", "options_and_choice")]),
        ({1: {"options": "一 | One"}}, [(1, "options", "options_and_choice")]),
        ({4: {"kind": "heading", "options": ""}}, [(3, "title", "empty_section"), (4, "title", "empty_section")]),
    ],
)
def test_a_row_that_cannot_be_is_told_where_it_stands(change, told):
    rows = [{**row, **change.get(number, {})} for number, row in enumerate(rows_of(FORM))]
    assert [tuple(one) for one in odd_rows(FORM, rows)] == told


def test_papers_stay_where_they_stand_and_one_that_lost_its_row_is_asked_for_all_the_same():
    paper = {"id": "m1", "name": "身份证", "necessity": "required"}
    without = form_of_rows(FORM, [row for row in rows_of(FORM) if row["kind"] != "material"], ())
    form = form_with(without, {"m1": paper}, [paper])
    assert [section["id"] for section in form] == ["applicant", "matter", "materials"]
    assert form[-1]["fields"][0]["id"] == "m1"


def test_a_section_for_papers_does_not_take_the_id_of_another():
    paper = {"id": "m1", "name": "身份证", "necessity": "required"}
    form = form_with([{**FORM[1], "id": "materials"}], {}, [paper])
    assert [section["id"] for section in form] == ["materials", "materials_2"]


@given(st.lists(st.sampled_from(["a", "b", "c", "x"]), max_size=8), st.sets(st.sampled_from(["q1", "q2", "q3"])))
def test_no_two_rows_have_one_id_and_only_known_ids_are_believed(told, used):
    found = ids_of([{"id": key} for key in told], "q", {"a", "b", "c"}, {"a", "b", "c", *used})
    assert len(set(found)) == len(found)
    assert all(key in told or key not in used for key in found)
    assert "x" not in found
