"""A scenario chooses papers from the list; whoever is in another one is not asked for them."""

import pytest

from wangting.rules.item import is_required
from wangting.rules.scenario import asked_for, chosen, selected

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
