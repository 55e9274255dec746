"""The five lights, at their edges."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting import clock
from wangting.rules.supervision import (
    BLUE,
    GREEN,
    LIGHTS,
    ORANGE,
    RED,
    YELLOW,
    Thresholds,
    light,
    yellow_from,
)
from wangting.rules.timelimit import CALENDAR_DAYS, WORKDAYS, Limit, deadline

USUAL = Thresholds(days_left=1, share_left=20)
PROMISED = clock.end_of(date(2026, 10, 14))
STATUTORY = clock.end_of(date(2026, 11, 9))
MINUTE = timedelta(minutes=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (at("2026-09-21T10:32"), GREEN),
        (at("2026-10-11T23:59"), GREEN),
        (at("2026-10-12T00:00"), YELLOW),
        (PROMISED - MINUTE, YELLOW),
        (PROMISED, ORANGE),
        (STATUTORY - MINUTE, ORANGE),
        (STATUTORY, RED),
    ],
)
def test_the_light_changes_at_midnight_of_its_day(calendar, now, shown):
    yellow_day = yellow_from(date(2026, 10, 14), Limit(12, WORKDAYS), calendar, USUAL)
    assert light("runs", now, PROMISED, STATUTORY, yellow_day) == shown


@pytest.mark.parametrize("state_clock", ["paused", "stopped"])
def test_a_clock_that_does_not_run_is_blue_even_when_late(state_clock):
    assert light(state_clock, STATUTORY, PROMISED, STATUTORY, date(2026, 10, 12)) == BLUE


def test_a_case_without_any_limit_is_green():
    assert light("runs", STATUTORY, None, None, None) == GREEN


def test_a_statutory_limit_alone_turns_red_without_orange():
    assert light("runs", STATUTORY - MINUTE, None, STATUTORY, None) == GREEN
    assert light("runs", STATUTORY, None, STATUTORY, None) == RED


def test_a_naive_moment_is_refused():
    with pytest.raises(ValueError, match="naive"):
        light("runs", datetime(2026, 10, 1), None, None, None)  # noqa: DTZ001 - what is being refused


@pytest.mark.parametrize(
    ("limit", "due", "first"),
    [
        (Limit(12, WORKDAYS), date(2026, 10, 14), date(2026, 10, 12)),
        (Limit(5, WORKDAYS), date(2026, 10, 10), date(2026, 10, 9)),
        (Limit(1, WORKDAYS), date(2026, 10, 8), date(2026, 9, 30)),
        (Limit(30, WORKDAYS), date(2026, 11, 9), date(2026, 10, 30)),
        (Limit(30, CALENDAR_DAYS), date(2026, 11, 9), date(2026, 11, 3)),
    ],
)
def test_yellow_begins_at_one_day_or_a_fifth_of_the_promise(calendar, limit, due, first):
    assert yellow_from(due, limit, calendar, USUAL) == first


def test_a_hall_can_do_without_yellow(calendar):
    assert yellow_from(date(2026, 10, 14), Limit(12, WORKDAYS), calendar, Thresholds(1, 20, yellow=False)) is None
    assert light("runs", PROMISED - MINUTE, PROMISED, STATUTORY, None) == GREEN


@pytest.mark.parametrize(("days", "share"), [(-1, 20), (1, -1), (1, 101)])
def test_impossible_thresholds_are_refused(days, share):
    with pytest.raises(ValueError, match="thresholds"):
        Thresholds(days, share)


@given(
    start=st.dates(date(2020, 1, 1), date(2027, 12, 31)),
    amount=st.integers(1, 60),
    days_left=st.integers(0, 5),
    share=st.integers(0, 100),
)
def test_yellow_is_exactly_when_few_enough_working_days_are_left(calendar, start, amount, days_left, share):
    limit, thresholds = Limit(amount, WORKDAYS), Thresholds(days_left, share)
    due = deadline(start, limit, calendar).due
    first = yellow_from(due, limit, calendar, thresholds)
    few = max(days_left, int(amount * share / 100))
    assert calendar.workdays_between(first, due) <= few
    assert calendar.workdays_between(first - timedelta(days=1), due) > few


@given(st.lists(st.datetimes(datetime(2026, 9, 1), datetime(2026, 12, 31)), min_size=2, max_size=2))  # noqa: DTZ001 - Hypothesis takes naive bounds
def test_a_running_case_never_gets_a_better_light_with_time(moments):
    earlier, later = sorted(moment.replace(tzinfo=clock.ZONE) for moment in moments)
    lights = [light("runs", now, PROMISED, STATUTORY, date(2026, 10, 12)) for now in (earlier, later)]
    assert LIGHTS.index(lights[0]) <= LIGHTS.index(lights[1])
