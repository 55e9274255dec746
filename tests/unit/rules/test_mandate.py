"""What a mandate covers: the day, the hall, the item, and nothing once it is revoked; who may give one to whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.mandate import (
    DELEGATES,
    Draft,
    MandateLaw,
    Stint,
    Terms,
    age,
    ended,
    faults,
    guarded_until,
    most_telling,
    needs_guardian,
    pair_key,
    seniority,
    why_not,
)

TODAY = date(2026, 9, 28)
LAW = MandateLaw(14, 365, 90, 20, 5, "{code}", ("{principal}",), "{guardian}")
OPEN = Terms(TODAY, TODAY + timedelta(days=9), confirmed=True)
DRAFT = Draft(1, "person", 2, "agent", TODAY, TODAY + timedelta(days=90), born=date(1950, 1, 1))
HALLS, ITEMS = ("mengcheng", "lixin", "guoyang"), ("a", "b", "c")


@pytest.mark.parametrize(
    ("terms", "day", "code"),
    [
        (OPEN, TODAY, None),
        (OPEN, OPEN.until, None),
        (OPEN, OPEN.until + timedelta(days=1), "mandate_over"),
        (OPEN, TODAY - timedelta(days=1), "mandate_not_yet"),
        (replace(OPEN, confirmed=False), TODAY, "mandate_unconfirmed"),
        (replace(OPEN, revoked=True), TODAY, "mandate_revoked"),
    ],
)
def test_a_mandate_runs_from_its_first_to_its_last_day_once_confirmed_and_until_revoked(terms, day, code):
    assert ended(terms, day) == code


@pytest.mark.parametrize(
    ("halls", "items", "code"),
    [
        ((), (), None),
        (("mengcheng",), (), None),
        (("lixin",), ("a",), "mandate_other_hall"),
        ((), ("b",), "mandate_other_item"),
        (("lixin", "mengcheng"), ("b", "a"), None),
    ],
)
def test_a_mandate_covers_the_halls_and_items_it_names_and_all_where_it_names_none(halls, items, code):
    terms = replace(OPEN, halls=frozenset(halls), items=frozenset(items))
    assert why_not(terms, "mengcheng", "a", TODAY) == code


@given(
    halls=st.frozensets(st.sampled_from(HALLS)),
    items=st.frozensets(st.sampled_from(ITEMS)),
    first=st.integers(-20, 20),
    length=st.integers(0, 20),
    confirmed=st.booleans(),
    revoked=st.booleans(),
    hall=st.sampled_from(HALLS),
    item=st.sampled_from(ITEMS),
)
def test_what_is_covered_is_exactly_what_a_reader_of_the_paper_would_say(
    halls, items, first, length, confirmed, revoked, hall, item
):
    since = TODAY + timedelta(days=first)
    terms = Terms(since, since + timedelta(days=length), halls, items, confirmed, revoked)
    in_time = terms.since <= TODAY <= terms.until
    named = (not halls or hall in halls) and (not items or item in items)
    assert (why_not(terms, hall, item, TODAY) is None) == (confirmed and not revoked and in_time and named)


def test_of_several_reasons_the_most_telling_is_told():
    assert most_telling(["mandate_revoked", "mandate_other_item", "mandate_over"]) == "mandate_other_item"
    assert most_telling(["mandate_unconfirmed", "mandate_revoked"]) == "mandate_revoked"
    assert most_telling([]) == "mandate_none"


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, ()),
        ({"principal": None}, ()),
        ({"principal": 2}, ("mandate_to_oneself",)),
        ({"delegate_kind": "official"}, ("mandate_no_delegate",)),
        ({"principal_kind": "agent"}, ("mandate_no_principal",)),
        ({"until": TODAY - timedelta(days=1)}, ("mandate_backwards", "mandate_past")),
        ({"since": TODAY - timedelta(days=9), "until": TODAY - timedelta(days=1)}, ("mandate_past",)),
        ({"until": TODAY + timedelta(days=366)}, ("mandate_too_long",)),
        ({"until": TODAY + timedelta(days=365)}, ()),
        ({"born": date(2012, 9, 29)}, ("guardian_needed",)),
        ({"born": date(2012, 9, 28)}, ()),
        ({"born": date(2020, 1, 1), "guarded": True, "guardian_born": date(1990, 1, 1)}, ()),
        ({"born": date(2020, 1, 1), "guarded": True, "guardian_born": date(2015, 1, 1)}, ("guardian_too_young",)),
        ({"born": None}, ()),
    ],
)
def test_everything_that_stands_in_the_way_of_a_mandate_is_told_at_once(change, codes):
    assert faults(replace(DRAFT, **change), LAW, TODAY) == codes


@given(st.dates(date(1900, 1, 1), TODAY), st.dates(TODAY, date(2100, 1, 1)))
def test_age_counts_birthdays(born, today):
    years = age(born, today)
    passed = [year for year in range(born.year + 1, today.year + 1) if _birthday(born, year) <= today]
    assert years == len(passed)
    assert needs_guardian(born, LAW, today) == (years < 14)


def _birthday(born, year):
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


@given(st.lists(st.tuples(st.integers(1, 2**62), st.integers(1, 2**62)), unique=True, min_size=2, max_size=40))
def test_two_pairs_never_share_their_drafts_and_a_key_fits_where_a_partys_id_fits(pairs):
    keys = [pair_key(*pair) for pair in pairs]
    assert len(set(keys)) == len(pairs)
    assert all(0 <= key < 2**62 for key in keys)
    assert pair_key(1, 2) != pair_key(2, 1)


def test_officials_are_no_delegates():
    assert "official" not in DELEGATES


@pytest.mark.parametrize(
    ("born", "today", "last"),
    [
        (date(2019, 1, 1), date(2026, 9, 28), date(2027, 9, 28)),
        (date(2012, 10, 1), date(2026, 9, 28), date(2026, 9, 30)),
        (date(2020, 2, 29), date(2033, 12, 1), date(2034, 2, 28)),
    ],
)
def test_a_guardians_mandate_ends_before_the_child_is_old_enough(born, today, last):
    assert guarded_until(born, LAW, today) == last
    assert needs_guardian(born, LAW, last)


ZERO = datetime(2026, 1, 1, tzinfo=UTC)


def stint(start, end, *, own=False):
    return Stint(ZERO + timedelta(hours=start), ZERO + timedelta(hours=end), own)


@pytest.mark.parametrize(
    ("stints", "since"),
    [
        ([(0, 100)], 0),
        ([(0, 20), (10, 100)], 0),
        ([(10, 100), (0, 20)], 0),
        ([(0, 20), (10, 40), (30, 100)], 0),
        ([(0, 20), (30, 100)], 30),
        # What ended at the moment the next began was ended first: whoever is let in again is let in anew.
        ([(0, 20), (20, 100)], 20),
        ([(0, 90), (10, 20), (30, 100)], 0),
        ([(0, 100), (60, 200)], 0),
        ([(0, 20)], 50),
    ],
)
def test_who_renews_in_time_has_acted_since_the_first_mandate_and_who_comes_back_since_the_last(stints, since):
    found, _added = seniority([stint(*each) for each in stints], ZERO + timedelta(hours=50))
    assert found == ZERO + timedelta(hours=since)


def test_of_those_who_began_at_one_moment_the_senior_is_who_was_not_added_by_another():
    now = ZERO + timedelta(hours=50)
    founder = [stint(0, 20, own=True), stint(10, 100, own=True), stint(0, 20)]
    assert seniority(founder, now) == seniority(founder[::-1], now) < seniority([stint(0, 100)], now)
    assert seniority([stint(0, 20), stint(10, 100, own=True)], now) == (ZERO, True)


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 30)), min_size=1, max_size=8))
def test_who_has_acted_since_when_is_what_an_hour_by_hour_diary_says(spans):
    now, stints = 45, [(start, start + hours) for start, hours in spans]
    # Of each border between two hours: whether something ran over it.
    bridged = {hour for start, end in stints for hour in range(start + 1, end)}
    since = now
    while since in bridged:
        since -= 1
    found, _added = seniority([stint(*each) for each in stints], ZERO + timedelta(hours=now))
    assert found == ZERO + timedelta(hours=since)
