"""What a workflow answers, and that it answers the same as a plain search of its table."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.workflow import BEFORE, State, Transition, Workflow, digest_of

STATES = ("submitted", "accepted", "approved", "delivered", "declined")


def state(key, clock="stopped", turn="counter"):
    return State(key, key, key, clock, turn)


def row(source, act, target, *posts):
    return Transition(source, act, target, frozenset(posts or ("counter",)))


ROWS = (
    row("submitted", "accept", "accepted"),
    row("submitted", "decline", "declined"),
    row("accepted", "approve", "approved"),
    row("approved", "deliver", "delivered", "issuer", "timer"),
)


def workflow(rows=ROWS, **more):
    facts = {
        "name": "sample",
        "version": 3,
        "title": "样本",
        "title_en": "Sample",
        "initial": "submitted",
        "opening": row(BEFORE, "submit", "submitted", "applicant"),
        "states": MappingProxyType({key: state(key) for key in STATES}),
        "transitions": tuple(rows),
        "accepts": frozenset({"accept"}),
        "concludes": frozenset({"approve", "decline"}),
    }
    return Workflow(**{**facts, **more})


def test_a_case_pins_the_name_with_its_version():
    assert workflow().key == "sample.v3"


def test_an_act_is_found_in_the_state_it_starts_from():
    assert workflow().find("approved", "deliver") == ROWS[3]


def test_an_act_of_another_state_is_not_found():
    assert workflow().find("submitted", "deliver") is None


def test_the_ways_out_come_in_the_order_of_the_table():
    assert [found.act for found in workflow().acts_from("submitted")] == ["accept", "decline"]


def test_an_unknown_state_has_no_ways_out_and_is_not_final():
    assert workflow().acts_from("lost") == ()
    with pytest.raises(KeyError):
        workflow().is_final("lost")


def test_a_state_is_final_when_nothing_can_follow():
    assert [key for key in STATES if workflow().is_final(key)] == ["delivered", "declined"]


def test_a_case_stays_concluded_while_it_waits_for_delivery():
    assert workflow().concluded_states == {"approved", "delivered", "declined"}
    assert workflow().has_concluded("approved")
    assert not workflow().has_concluded("accepted")


def test_the_acts_include_the_opening_one():
    assert workflow().acts == {"submit", "accept", "decline", "approve", "deliver"}


def test_a_row_from_an_unknown_state_does_not_hide_the_others():
    stray = row("lost", "accept", "accepted")
    assert workflow((*ROWS, stray)).acts_from("lost") == (stray,)


@given(st.lists(st.tuples(st.sampled_from(STATES), st.sampled_from("abc"), st.sampled_from(STATES)), max_size=12))
def test_reachable_states_are_those_a_plain_search_finds(edges):
    flow = workflow([row(*edge) for edge in edges])
    found = {"submitted"}
    for _round in STATES:
        found |= {target for source, _act, target in edges if source in found}
    assert flow.reachable({"submitted"}) == found


@given(st.dictionaries(st.text(), st.integers() | st.text() | st.lists(st.text())))
def test_the_digest_ignores_the_order_of_keys_and_nothing_else(declared):
    backwards = dict(reversed(declared.items()))
    assert digest_of(declared) == digest_of(backwards)
    assert digest_of({**declared, "one more": 1, "": declared}) != digest_of(declared)
