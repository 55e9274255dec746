"""An item without a form of its own gets one from its record: nobody is asked for what is not on the list."""

import pytest

from wangting.rules.genericform import GenericForm, edition_of, form_of
from wangting.rules.item import edition_problems, fields_of
from wangting.rules.record import Columns

WORKFLOWS = frozenset({"ordinary.v1", "instant.v1"})
KINDS = frozenset({"text", "phone", "material", "paragraph"})


def field(key, kind="text", *, organisations=False):
    return {"id": key, "kind": kind, "title": key, "title_en": key, "required": False, "hint": None, "hint_en": None,
            "organisations": organisations}  # fmt: skip


def section(key, *fields, materials=False):
    return {"id": key, "title": key, "title_en": key, "fields": list(fields), "materials": materials}


GENERIC = GenericForm(
    effective="2026-07-01",
    ordinary="ordinary.v1",
    instant="instant.v1",
    sections=(
        section("applicant", field("name"), field("company", organisations=True)),
        section("materials", materials=True),
        section("remarks", field("remarks", "paragraph")),
    ),
)
COLUMNS = Columns(
    type=None, agency=None, aliases=(), conditions="condition", legal_limit=(), promised_limit=("promise",),
    visits="visits", service_object="who", materials="materials", fee="fee", steps="steps",
)  # fmt: skip
RECORD = {"name": "事项", "condition": "条件", "promise": "1工作日", "visits": "1", "who": ["自然人"],
          "materials": ["申请书"], "fee": "免费", "steps": ["提交"]}  # fmt: skip


def test_the_edition_says_what_the_record_says():
    made = edition_of(RECORD, COLUMNS, GENERIC)
    assert (made["number"], made["effective"], made["name"]) == (1, "2026-07-01", "事项")
    assert (made["conditions"], made["visits"], made["fee"], made["steps"]) == ("条件", 1, "免费", ["提交"])
    assert made["promised_limit"] == {"amount": 1, "unit": "workday"}
    assert made["service_object"] == ["自然人"]
    assert edition_problems(made, WORKFLOWS, KINDS) == ()


def test_of_a_record_with_nothing_but_a_name_everything_else_is_unknown():
    made = edition_of({"name": "事项"}, COLUMNS, GENERIC)
    assert [key for key, value in made.items() if value] == ["number", "effective", "name", "workflow", "form"]
    assert edition_problems(made, WORKFLOWS, KINDS) == ()


def test_no_certificate_is_invented():
    assert edition_of(RECORD, COLUMNS, GENERIC)["certificate"] is None


@pytest.mark.parametrize(
    ("promise", "workflow"), [("即办", "instant.v1"), ("1工作日", "ordinary.v1"), (None, "ordinary.v1")]
)
def test_what_is_promised_at_once_goes_the_instant_way(promise, workflow):
    assert edition_of({**RECORD, "promise": promise}, COLUMNS, GENERIC)["workflow"] == workflow


def test_the_form_has_a_field_for_each_material_and_its_name_stays_as_it_is():
    form = edition_of(RECORD, COLUMNS, GENERIC)["form"]
    assert [one["id"] for one in form] == ["applicant", "materials", "remarks"]
    [asked] = form[1]["fields"]
    assert asked == {"id": "m1", "kind": "material", "title": "申请书", "title_en": None, "required": True,
                     "hint": None, "hint_en": None}  # fmt: skip


def test_without_materials_the_section_that_asks_for_them_is_left_out():
    assert [one["id"] for one in form_of(GENERIC, [], organisations=True)] == ["applicant", "remarks"]


@pytest.mark.parametrize(
    ("organisations", "asked"), [(True, ["name", "company", "remarks"]), (False, ["name", "remarks"])]
)
def test_the_name_of_an_organisation_is_asked_only_where_one_may_apply(organisations, asked):
    form = form_of(GENERIC, [], organisations=organisations)
    assert [one["id"] for one in fields_of({"form": form})] == asked
    assert all("organisations" not in one for one in fields_of({"form": form}))
