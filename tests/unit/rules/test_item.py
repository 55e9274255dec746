"""The class of a record, what is required, and the soundness of an edition."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.item import ClassRule, edition_problems, fields_of, hall_class, is_required
from wangting.rules.problem import Problem

TYPES = {"01": "行政审批", "08": "none", "20": "by_name"}
RULES = (ClassRule("转报", "审核转报"), ClassRule("备案", "行政备案"))


def class_of(type_code, name):
    return hall_class(TYPES, RULES, "为民服务", type_code, name)


def test_a_type_with_a_class_has_it_whatever_the_name():
    assert class_of("01", "转报备案") == "行政审批"


def test_a_type_of_the_base_catalogue_only_has_no_class():
    assert class_of("08", "护士表彰") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("低保初审及转报", "审核转报"),
        ("备案后转报", "审核转报"),
        ("合同备案", "行政备案"),
        ("价格争议调解", "为民服务"),
    ],
)
def test_a_type_without_a_class_is_told_by_the_first_word_that_stands_in_the_name(name, expected):
    assert class_of("20", name) == expected


def test_an_unknown_type_is_not_guessed():
    with pytest.raises(KeyError):
        class_of("77", "某事项")


@pytest.mark.parametrize(
    "name", ["属于备案项目的，提供有关备案材料", "补发养老金的材料（因申请补发养老金的）", "相关材料(病历等)"]
)
def test_a_material_whose_name_limits_it_to_some_is_not_required(name):
    assert not is_required({"name": name, "necessity": None})


def test_a_material_of_which_nothing_is_said_is_required():
    assert is_required({"name": "居民身份证", "necessity": None})


@pytest.mark.parametrize(("necessity", "required"), [("required", True), ("optional", False), ("deferrable", False)])
def test_what_the_source_says_rules_over_the_name(necessity, required):
    assert is_required({"name": "相关材料", "necessity": necessity}) is required


def field(key, kind="text", **more):
    return {"id": key, "kind": kind, **more}


EDITION = {
    "effective": "2026-07-01",
    "workflow": "instant.v1",
    "legal_limit": {"amount": 20, "unit": "workday"},
    "promised_limit": {"amount": 5, "unit": "workday"},
    "materials": [{"id": "m1"}, {"id": "m2"}],
    "form": [
        {"id": "who", "fields": [field("name"), field("card", "choice", options=[{"value": "a"}])]},
        {"id": "what", "fields": [field("m1", "material"), field("m2", "material")]},
    ],
}


def found_in(change):
    edition = deepcopy(EDITION)
    change(edition)
    return edition_problems(edition, frozenset({"instant.v1"}), frozenset({"text", "choice", "material"}))


def test_a_sound_edition_has_no_problems():
    assert found_in(lambda _edition: None) == ()


def test_the_fields_come_in_the_order_of_the_form():
    assert [entry["id"] for entry in fields_of(EDITION)] == ["name", "card", "m1", "m2"]


MISTAKES = [
    (lambda e: e.update(workflow="gone.v1"), Problem("workflow", "no workflow 'gone.v1'")),
    (
        lambda e: e.update(effective="2026-02-30"),
        Problem("effective", "must be a day such as 2026-07-01, not '2026-02-30'"),
    ),
    (
        lambda e: e["promised_limit"].update(amount=21),
        Problem("promised_limit", "is longer than the law allows: 21 > 20"),
    ),
    (lambda e: e["materials"].append({"id": "m1"}), Problem("materials.1.id", "'m1' stands here twice")),
    (lambda e: e["materials"].append({"id": "m3"}), Problem("form", "nothing asks for the material 'm3'")),
    (
        lambda e: e["materials"].pop(),
        Problem("form", "asks for 'm2', which is not on the list of materials (行政许可法 31)"),
    ),
    (
        lambda e: e["form"][0]["fields"].append(field("case_scenario")),
        Problem("form.1.fields.3.id", "'case_scenario' is the hall's own word for the scenario"),
    ),
    (lambda e: e["form"][1].update(id="who"), Problem("form.2.id", "'who' stands here twice")),
    (lambda e: e["form"][0]["fields"].append(field("name")), Problem("form.1.fields.3.id", "'name' stands here twice")),
    (
        lambda e: e["form"][0]["fields"][0].update(kind="poem"),
        Problem("form.1.fields.1.kind", "no kind of field 'poem'"),
    ),
    (
        lambda e: e["form"][0]["fields"][1].update(options=[]),
        Problem("form.1.fields.2.options", "a choice has options, and nothing else has"),
    ),
    (
        lambda e: e["form"][0]["fields"][0].update(options=[{"value": "a"}]),
        Problem("form.1.fields.1.options", "a choice has options, and nothing else has"),
    ),
]


@pytest.mark.parametrize(("change", "problem"), MISTAKES, ids=[str(mistake[1]) for mistake in MISTAKES])
def test_a_mistake_is_told_at_its_place(change, problem):
    assert problem in found_in(change)


@given(st.integers(0, 400), st.integers(0, 400), st.sampled_from(["workday", "calendar_day"]))
def test_a_promise_in_working_days_never_exceeds_the_law_whatever_its_unit(promised, legal, unit):
    def change(edition):
        edition.update(
            legal_limit={"amount": legal, "unit": unit}, promised_limit={"amount": promised, "unit": "workday"}
        )

    assert bool(found_in(change)) == (promised > legal)


def test_more_calendar_days_than_working_days_may_still_be_less_time():
    def change(edition):
        edition["promised_limit"] = {"amount": 25, "unit": "calendar_day"}

    assert found_in(change) == ()


@pytest.mark.parametrize("limit", ["legal_limit", "promised_limit"])
def test_a_limit_that_is_not_known_is_compared_with_nothing(limit):
    assert found_in(lambda edition: edition.update({limit: None})) == ()
