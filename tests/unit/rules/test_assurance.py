"""The level of a person is what their proofs give today, of the name and number they have today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.assurance import (
    DATA,
    DECLARED,
    FACE,
    LEAST,
    MOST,
    PROVIDER,
    WAYS,
    WINDOW,
    AssuranceLaw,
    Level,
    Vouching,
    Way,
)

DAY = date(2026, 9, 28)
LAW = AssuranceLaw(
    levels={number: Level(f"{number}", f"{number}", "", "") for number in range(LEAST, MOST + 1)},
    ways={DECLARED: Way(2), DATA: Way(3), PROVIDER: Way(3), FACE: Way(4, 365), WINDOW: Way(5)},
)


class Proved(NamedTuple):
    way: str
    mark: str = "me"
    on: date = DAY


def test_a_representative_has_proved_a_level_by_a_way_that_the_law_names():
    vouches = {way: LAW.vouches([Proved(way)], "me", DAY) for way in WAYS}
    assert vouches == {DECLARED: False, PROVIDER: False, DATA: True, FACE: True, WINDOW: True}
    assert not LAW.vouches([Proved(WINDOW, "who I was")], "me", DAY)
    assert not LAW.vouches([Proved(FACE, on=DAY - timedelta(days=366))], "me", DAY)
    higher = replace(LAW, representative=Vouching(5))
    assert not higher.vouches([Proved(DATA), Proved(FACE)], "me", DAY)
    assert higher.vouches([Proved(DATA), Proved(WINDOW)], "me", DAY)


def level(*proofs, on=DAY, mark="me"):
    return LAW.level_of(proofs, mark, on)


def test_without_a_proof_it_is_what_was_declared():
    assert level() == 2


def test_the_highest_proof_counts_whatever_came_last():
    assert level(Proved(WINDOW), Proved(DATA)) == 5


def test_a_proof_about_another_name_or_number_counts_for_nothing():
    assert level(Proved(WINDOW, "who I was"), Proved(DATA)) == 3


def test_a_proof_holds_to_its_last_day_and_no_longer():
    face = Proved(FACE)
    assert level(face, on=LAW.until(face)) == 4
    assert level(face, on=LAW.until(face) + timedelta(days=1)) == 2
    assert LAW.until(Proved(WINDOW)) is None


def test_a_proof_of_tomorrow_does_not_count_when_a_clock_was_set_back():
    assert level(Proved(WINDOW), on=DAY - timedelta(days=1)) == 2


def test_a_way_that_is_no_longer_declared_raises_nothing():
    gone = Proved("handshake")
    assert (level(gone), LAW.until(gone)) == (2, None)


def test_the_ways_to_a_level_are_those_at_hand_the_least_demanding_first():
    assert LAW.ways_to(3, (WINDOW, FACE, DATA)) == (DATA, FACE, WINDOW)
    assert LAW.ways_to(4, (DATA, WINDOW)) == (WINDOW,)


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
PROOFS = st.lists(st.builds(Proved, st.sampled_from(sorted(WAYS)), st.sampled_from(["me", "another"]), DAYS))


@given(PROOFS, DAYS)
def test_a_proof_more_never_lowers_the_level_and_no_level_is_without_its_proof(proofs, on):
    found = level(*proofs, on=on)
    assert found >= level(*proofs[1:], on=on)
    assert found == 2 or any(LAW.ways[proof.way].level == found and proof.mark == "me" for proof in proofs)
