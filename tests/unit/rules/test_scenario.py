"""A scenario chooses papers from the list; whoever is in another one is not asked for them."""

import pytest

from wangting.rules.item import is_required
from wangting.rules.scenario import FIELD, asked_for, chosen, demanded, form_in, of_answers, selected

CARD, LICENCE, PROXY = ({"id": name, "name": name, "necessity": "required"} for name in ("card", "licence", "proxy"))
SELF = {"id": "self", "title": "本人办", "materials": ["card", "licence"]}
OTHER = {"id": "other", "title": "托人办", "materials": ["proxy", "card"]}
EDITION = {"materials": [CARD, LICENCE, PROXY], "scenarios": [SELF, OTHER]}


@pytest.mark.parametrize(("wanted", "found"), [("self", SELF), ("other", OTHER), ("nobody", None), (None, None)])
def test_a_scenario_is_chosen_by_its_id(wanted, found):
    assert chosen(EDITION, wanted) is found


def test_an_edition_without_scenarios_asks_everybody_for_its_whole_list():
    plain = {"materials": [CARD, PROXY]}
    assert chosen(plain, "self") is None
    assert selected(plain, None) == asked_for(plain) == [CARD, PROXY]


def test_a_scenario_asks_for_its_own_papers_in_the_order_of_the_list():
    assert selected(EDITION, OTHER) == [CARD, PROXY]
    assert selected(EDITION, SELF) == [CARD, LICENCE]


def test_what_is_not_in_every_scenario_can_be_demanded_of_nobody_before_one_is_chosen():
    listed = selected(EDITION, None)
    assert [material["id"] for material in listed] == ["card", "licence", "proxy"]
    assert [is_required(material) for material in listed] == [True, False, False]
    assert LICENCE["necessity"] == "required", "the edition itself is never changed"


def test_scenarios_that_have_no_paper_in_common_demand_none():
    edition = {**EDITION, "scenarios": [{**SELF, "materials": ["licence"]}, {**OTHER, "materials": []}]}
    assert not any(map(is_required, asked_for(edition)))


PAPERS = [{"id": name, "kind": "material"} for name in ("card", "licence", "proxy")]
FORM = [
    {"id": "who", "title": "申请人", "fields": [{"id": "phone", "kind": "phone"}]},
    {
        "id": "papers",
        "title": "材料",
        "fields": [{"id": name, "kind": "material"} for name in ("card", "licence", "proxy")],
    },
]


def fields(sections):
    return [[field["id"] for field in section["fields"]] for section in sections]


def test_a_form_asks_for_the_scenario_once_above_the_papers_and_for_its_papers_only():
    edition = {**EDITION, "form": FORM}
    sections, papers = form_in(edition, OTHER)
    assert fields(sections) == [["phone"], [FIELD, "card", "proxy"]]
    assert papers == [CARD, PROXY]
    assert [option["value"] for option in sections[1]["fields"][0]["options"]] == ["self", "other", "-"]
    assert fields(form_in(edition, None)[0]) == [["phone"], [FIELD, "card", "licence", "proxy"]]


def test_a_form_without_scenarios_is_asked_as_it_is_declared():
    edition = {"materials": [CARD], "form": FORM}
    assert form_in(edition, None) == (FORM, [CARD])


def test_a_section_of_papers_for_others_only_is_not_shown():
    parts = [{"id": one["id"], "title": "", "fields": [{"id": one["id"], "kind": "material"}]} for one in (CARD, PROXY)]
    found, _papers = form_in({**EDITION, "form": parts}, {"id": "self", "materials": ["card"]})
    assert fields(found) == [[FIELD, "card"]]


def test_answers_name_the_scenario_and_with_it_what_a_case_can_be_asked_for():
    assert of_answers(EDITION, {FIELD: "other"}) is OTHER
    assert of_answers(EDITION, {FIELD: "gone"}) is of_answers(EDITION, {}) is None
    assert demanded(EDITION, {FIELD: "self"}) == [CARD, LICENCE]
    assert demanded(EDITION, {}) == EDITION["materials"]
