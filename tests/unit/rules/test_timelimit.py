"""Deadlines: the worked examples of the look, and an independent day counter."""

import csv
from datetime import date, datetime, time, timedelta
from itertools import count, islice
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wangting import clock
from wangting.rules.timelimit import (
    CALENDAR_DAYS,
    LONGEST,
    WORKDAYS,
    Limit,
    OfficeHours,
    Pause,
    deadline,
    deem_due,
    office_hours,
    receipt_day,
)

ACCEPTED = date(2026, 9, 21)
HOURS = office_hours("09:00-12:00,13:30-17:00")
TWELVE = Limit(12, WORKDAYS)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.ZONE)


def test_twelve_workdays_over_mid_autumn_and_national_day_end_on_14_october(calendar):
    found = deadline(ACCEPTED, TWELVE, calendar)
    assert found.due == date(2026, 10, 14)
    assert found.moment == at("2026-10-15T00:00")
    assert not found.provisional
    assert not found.open_pause


def test_the_statutory_limit_is_counted_by_the_same_rule(calendar):
    assert deadline(ACCEPTED, Limit(30, WORKDAYS), calendar).due == date(2026, 11, 9)


def test_a_pause_of_one_working_week_moves_the_due_day_by_one_week(calendar):
    pause = Pause(date(2026, 10, 12), date(2026, 10, 17))
    assert deadline(ACCEPTED, TWELVE, calendar, [pause]).due == date(2026, 10, 21)


def test_the_derivation_shows_every_day_with_its_number_or_its_reason(calendar):
    days = {line.date: line for line in deadline(ACCEPTED, TWELVE, calendar).days}
    assert list(days) == [ACCEPTED + timedelta(days=step) for step in range(24)]
    assert (days[ACCEPTED].index, days[ACCEPTED].reason) == (0, "start")
    assert [line.index for line in days.values() if line.index is not None] == list(range(13))
    assert (days[date(2026, 9, 25)].reason, days[date(2026, 9, 25)].name) == ("holiday", "中秋节")
    assert days[date(2026, 9, 26)].reason == "weekend"
    assert (days[date(2026, 10, 10)].reason, days[date(2026, 10, 10)].kind) == ("counted", "adjusted_workday")
    assert days[date(2026, 10, 10)].index == 9


def test_an_extension_is_days_of_the_same_unit(calendar):
    assert Limit(20, WORKDAYS).extended(10) == Limit(30, WORKDAYS)
    assert deadline(ACCEPTED, TWELVE.extended(1), calendar).due == date(2026, 10, 15)


def test_calendar_days_count_every_day(calendar):
    assert deadline(date(2026, 9, 30), Limit(7, CALENDAR_DAYS), calendar).due == date(2026, 10, 7)


def test_a_limit_of_no_days_is_due_on_the_start_day(calendar):
    found = deadline(ACCEPTED, Limit(0, WORKDAYS), calendar)
    assert (found.due, len(found.days)) == (ACCEPTED, 1)


def test_a_deadline_that_reaches_a_year_without_notice_is_provisional(calendar):
    found = deadline(date(2026, 12, 25), Limit(10, WORKDAYS), calendar)
    assert found.due == date(2027, 1, 11)
    assert found.provisional
    assert [line.provisional for line in found.days if line.date.year == 2026] == [False] * 7


def test_a_start_day_alone_makes_nothing_provisional(calendar):
    assert not deadline(date(2027, 1, 4), Limit(0, WORKDAYS), calendar).provisional


def test_a_pause_over_a_holiday_takes_only_working_days_out(calendar):
    over_the_holiday = Pause(date(2026, 10, 1), date(2026, 10, 8))
    assert deadline(ACCEPTED, TWELVE, calendar, [over_the_holiday]).due == date(2026, 10, 14)


def test_a_pause_that_begins_and_ends_on_one_day_takes_nothing_out(calendar):
    same_day = Pause.between(at("2026-09-23T09:00"), at("2026-09-23T17:00"))
    assert deadline(ACCEPTED, TWELVE, calendar, [same_day]).due == date(2026, 10, 14)


def test_an_open_pause_gives_the_earliest_day_it_can_become(calendar):
    stopped = Pause.between(at("2026-10-12T09:00"), None)
    found = deadline(ACCEPTED, TWELVE, calendar, [stopped], at("2026-10-16T12:00"))
    assert (found.due, found.open_pause) == (date(2026, 10, 21), True)
    assert {line.reason for line in found.days if date(2026, 10, 12) <= line.date <= date(2026, 10, 16)} == {"paused"}


def test_an_open_pause_after_the_due_day_changes_nothing(calendar):
    found = deadline(ACCEPTED, TWELVE, calendar, [Pause(date(2026, 10, 20))], at("2026-10-22T12:00"))
    assert (found.due, found.open_pause) == (date(2026, 10, 14), False)


def test_an_open_pause_without_the_present_moment_is_refused(calendar):
    with pytest.raises(ValueError, match="present moment"):
        deadline(ACCEPTED, TWELVE, calendar, [Pause(ACCEPTED)])


def test_a_naive_moment_is_refused(calendar):
    naive = datetime(2026, 10, 1)  # noqa: DTZ001 - the naive datetime is what is being refused
    with pytest.raises(ValueError, match="naive"):
        deadline(ACCEPTED, TWELVE, calendar, [Pause(ACCEPTED)], naive)
    with pytest.raises(ValueError, match="naive"):
        receipt_day(naive, calendar, HOURS)


def test_a_pause_cannot_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Pause(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(("amount", "unit"), [(-1, WORKDAYS), (LONGEST + 1, WORKDAYS), (5, "week")])
def test_an_impossible_limit_is_refused(amount, unit):
    with pytest.raises(ValueError, match="limit"):
        Limit(amount, unit)


def test_the_shortest_and_the_longest_limit_are_limits():
    assert [Limit(amount, WORKDAYS).amount for amount in (0, LONGEST)] == [0, LONGEST]


def test_five_silent_working_days_end_at_midnight_of_the_fifth(calendar):
    found = deem_due(date(2026, 9, 28), Limit(5, WORKDAYS), calendar)
    assert found.due == date(2026, 10, 10)
    assert found.moment == at("2026-10-11T00:00")


# The independent counter: it lists the days that count and takes the n-th, with another library's working days.

STATUTORY_FILE = Path(__file__).parents[3] / "tenants" / "_shared" / "calendars" / "statutory_days.csv"
STATUTORY = {row["day"] for row in csv.DictReader(STATUTORY_FILE.read_text("utf-8").splitlines())}


def is_worked_by_oracle(day: date) -> bool:
    if 2014 <= day.year <= 2026:
        return chinese_calendar.is_workday(day)
    return day.isoweekday() <= 5 and not STATUTORY & {day.isoformat(), day.isoformat()[5:]}


def recounted(start: date, limit: Limit, pauses: list[Pause], today: date) -> date:
    stopped = {
        date.fromordinal(number)
        for pause in pauses
        for number in range(pause.start.toordinal(), (pause.end.toordinal() if pause.end else today.toordinal() + 1))
    }
    following = (date.fromordinal(start.toordinal() + step) for step in count(1))
    counting = (
        day for day in following if day not in stopped and (limit.unit == CALENDAR_DAYS or is_worked_by_oracle(day))
    )
    return start if limit.amount == 0 else next(islice(counting, limit.amount - 1, None))


STARTS = st.dates(date(2014, 1, 1), date(2029, 12, 31))
LIMITS = st.builds(Limit, st.integers(0, 90), st.sampled_from((WORKDAYS, CALENDAR_DAYS)))
STRETCHES = st.lists(st.tuples(st.integers(-10, 90), st.one_of(st.none(), st.integers(0, 40))), max_size=3)


@settings(max_examples=1000)
@given(start=STARTS, limit=LIMITS, stretches=STRETCHES, later=st.integers(0, 120))
@example(start=date(2018, 12, 25), limit=Limit(5, WORKDAYS), stretches=[], later=0)
@example(start=date(2026, 12, 30), limit=Limit(45, WORKDAYS), stretches=[(0, None)], later=30)
def test_every_deadline_equals_an_independent_recount(calendar, start, limit, stretches, later):
    pauses = [
        Pause(start + timedelta(days=begin), None if length is None else start + timedelta(days=begin + length))
        for begin, length in stretches
    ]
    now = clock.end_of(start + timedelta(days=later)) - timedelta(minutes=1)
    found = deadline(start, limit, calendar, pauses, now)
    assert found.due == recounted(start, limit, pauses, now.date())
    assert found.moment == clock.end_of(found.due)
    assert found.days[-1].date == found.due
    assert [line.index for line in found.days if line.index is not None] == list(range(limit.amount + 1))


@given(start=STARTS, amount=st.integers(0, 60), more=st.integers(0, 20))
def test_a_longer_limit_is_never_due_earlier(calendar, start, amount, more):
    shorter, longer = Limit(amount, WORKDAYS), Limit(amount + more, WORKDAYS)
    assert deadline(start, shorter, calendar).due <= deadline(start, longer, calendar).due


@given(start=STARTS, amount=st.integers(0, 60))
def test_calendar_days_never_last_longer_than_working_days(calendar, start, amount):
    by_calendar = deadline(start, Limit(amount, CALENDAR_DAYS), calendar)
    assert by_calendar.due <= deadline(start, Limit(amount, WORKDAYS), calendar).due


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2026-09-18T16:59", date(2026, 9, 18)),
        ("2026-09-18T17:00", date(2026, 9, 20)),
        ("2026-09-18T20:41", date(2026, 9, 20)),
        ("2026-09-18T12:30", date(2026, 9, 18)),
        ("2026-09-18T00:00", date(2026, 9, 18)),
        ("2026-09-19T10:00", date(2026, 9, 20)),
        ("2026-09-30T23:59", date(2026, 10, 8)),
        ("2026-12-31T18:00", date(2027, 1, 4)),
    ],
)
def test_what_comes_after_hours_counts_from_the_next_working_day(calendar, moment, day):
    assert receipt_day(at(moment), calendar, HOURS) == day


def test_a_moment_of_another_zone_is_taken_to_local_time(calendar):
    assert receipt_day(datetime.fromisoformat("2026-09-18T12:41:00+00:00"), calendar, HOURS) == date(2026, 9, 20)


def test_office_hours_are_read_from_their_text():
    assert office_hours("09:00 – 12:00, 13:30-17:00") == HOURS
    assert HOURS.closes == time(17)


@pytest.mark.parametrize("text", ["", "9-17", "09:00-25:00", "17:00-09:00", "09:00-12:00,11:00-17:00"])
def test_impossible_office_hours_are_refused(text):
    with pytest.raises(ValueError, match=r"hour|span|time"):
        office_hours(text)


def test_a_hall_without_hours_is_refused():
    with pytest.raises(ValueError, match="one or more spans"):
        OfficeHours(())
