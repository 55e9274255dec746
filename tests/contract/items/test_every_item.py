"""What each item with an edition made by hand must hold: honest to its source, complete in both languages."""

from collections import Counter
from pathlib import Path

import pytest

from narrowing import first_codes, narrowed
from wangting import declare
from wangting.forms.kinds import KINDS
from wangting.forms.spec import sections_of
from wangting.rules.item import edition_problems, fields_of, is_required

HOME = Path(__file__).resolve().parents[3]
DECLARED = narrowed(declare.load(HOME), first_codes(HOME))
# Identity, contact and delivery may be asked beside matter and materials (DOMAIN 2).
ALWAYS_ASKED = {"applicant_name", "id_number", "phone", "address", "delivery", "remarks"}


@pytest.fixture(params=list(DECLARED.items))
def item(request):
    return DECLARED.items[request.param]


def test_its_edition_is_sound(item):
    kinds = declare.REGISTERED.field_kinds
    assert edition_problems(item.edition, frozenset(DECLARED.workflows), kinds) == ()


def test_its_name_and_materials_are_those_of_the_source_unchanged(item):
    assert item.name == item.record["name"]
    assert [material["name"] for material in item.edition["materials"]] == item.record["materials"]


def test_what_the_source_does_not_say_is_not_said(item):
    for material in item.edition["materials"]:
        assert material["necessity"] is None
        assert material["provider"] is None
        assert material["copies"] is None
        assert material["form"] in {None, "copy", "original"}
    if item.source == "guangdong_2021":
        assert item.edition["fee"] is None
        assert item.edition["conditions"] == item.record["accept_condition"]


def test_its_limits_are_those_of_the_source(item):
    if item.source == "guangdong_2021":
        units = {"工作日": "workday", "自然日": "calendar_day"}
        for ours, amount, unit in (
            ("legal_limit", "legal_limit", "legal_unit"),
            ("promised_limit", "promise_limit", "promise_unit"),
        ):
            assert item.edition[ours] == {"amount": item.record[amount], "unit": units[item.record[unit]]}


def test_its_form_asks_for_each_material_once_and_requires_what_is_required(item):
    asked = {entry["id"]: entry for entry in fields_of(item.edition) if entry["kind"] == "material"}
    for material in item.edition["materials"]:
        assert asked[material["id"]]["title"] == material["name"]
        assert asked[material["id"]]["required"] == is_required(material)


def test_its_form_asks_who_how_to_reach_and_how_to_deliver(item):
    assert ALWAYS_ASKED.issubset(entry["id"] for entry in fields_of(item.edition))


def test_its_form_is_complete_in_both_languages(item):
    for section in item.edition["form"]:
        assert section["title_en"].isascii()
        for entry in section["fields"]:
            assert (entry["title_en"] is None) == (entry["kind"] == "material")
            assert (entry["hint"] is None) == (entry["hint_en"] is None)
            assert all(option["title_en"] for option in entry.get("options", ()))


def test_its_certificate_has_a_type_code_that_is_plainly_a_sample(item):
    certificate = item.edition["certificate"]
    assert certificate is None or certificate["type_code"].startswith("0" * 18)


def test_the_certificates_have_type_codes_of_their_own():
    issued = [item.edition["certificate"] for item in DECLARED.items.values() if item.edition["certificate"]]
    assert len(issued) >= 6
    assert len({certificate["type_code"] for certificate in issued}) == len(issued)


def test_the_items_cover_all_five_powers_and_the_service():
    assert {item.item_class for item in DECLARED.items.values()} == DECLARED.sources.classes.keys()


def test_twelve_items_come_from_guangdong_and_two_from_anhui():
    assert Counter(item.source for item in DECLARED.items.values()) == {"guangdong_2021": 12, "anhui_fragments": 2}


def test_its_form_can_be_shown_by_the_kinds_of_fields_there_are(item):
    sections = sections_of(item.edition["form"], item.edition["materials"])
    assert [section.id for section in sections] == ["applicant", "matter", "materials", "delivery"]
    assert all(entry.kind in KINDS for section in sections for entry in section.fields)


def test_each_kind_of_field_that_may_be_declared_can_be_shown():
    assert declare.REGISTERED.field_kinds.issubset(KINDS)
