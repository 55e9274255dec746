"""Time: aware, local, and movable only by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting import clock

NOON = datetime(2026, 9, 28, 12, tzinfo=clock.ZONE)


def test_the_machines_clock_is_local_and_goes_forward():
    before = datetime.now(UTC)
    now = clock.SystemClock().now()
    assert now.tzinfo is clock.ZONE
    assert before <= now <= datetime.now(UTC)


def test_a_movable_clock_stands_until_it_is_moved():
    movable = clock.MovableClock(NOON)
    assert movable.now() == movable.now() == NOON
    movable.advance(hours=13)
    assert movable.now().date() == date(2026, 9, 29)
    movable.advance(days=-2)
    assert movable.now().date() == date(2026, 9, 27)
    movable.set(datetime(2026, 1, 1, tzinfo=UTC))
    assert movable.now().hour == 8


def test_a_naive_moment_has_no_place():
    for refuse in (clock.MovableClock, clock.local, clock.minute_of):
        with pytest.raises(ValueError, match="naive"):
            refuse(datetime(2026, 1, 1))  # noqa: DTZ001 - the naive datetime is what is being refused


def test_a_due_day_ends_at_midnight():
    assert clock.end_of(date(2026, 12, 31)) == datetime(2027, 1, 1, tzinfo=clock.ZONE)
    assert clock.end_of(date(2026, 9, 28)) - NOON == timedelta(hours=12)


def test_the_first_minute_is_the_epochs():
    assert clock.minute_of(datetime(1970, 1, 1, 0, 0, 59, tzinfo=UTC)) == 0
    assert clock.moment_of(0) == datetime(1970, 1, 1, 8, tzinfo=clock.ZONE)


@given(st.integers(0, 2**31))
def test_a_queue_key_reads_back(minute):
    assert clock.minute_of(clock.moment_of(minute)) == minute


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.timezones()))  # noqa: DTZ001 - Hypothesis takes naive bounds
def test_a_queue_key_does_not_depend_on_the_zone_of_the_moment(moment):
    assert clock.minute_of(moment) == clock.minute_of(moment.astimezone(UTC))
    assert timedelta() <= moment.astimezone(UTC) - clock.moment_of(clock.minute_of(moment)) < timedelta(minutes=1)
