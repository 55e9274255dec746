"""Working days: the official table against an oracle, and the years nobody has decided on yet."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.workday import ADJUSTED, HOLIDAY, WEEKEND, WORKDAY, Calendar, DayRow

FIRST, LAST = date(2014, 1, 1), date(2026, 12, 31)
ANY_DAY = st.dates(date(2010, 1, 1), date(2060, 12, 31))


def days_from(start: date, end: date) -> list[date]:
    return [start + timedelta(days=step) for step in range((end - start).days + 1)]


def test_every_official_day_is_as_the_oracle_has_it(calendar):
    differing = [day for day in days_from(FIRST, LAST) if calendar.is_workday(day) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_no_official_day_is_provisional_and_every_other_day_is(calendar):
    assert not any(calendar.day(day).provisional for day in days_from(FIRST, LAST))
    assert calendar.day(LAST + timedelta(days=1)).provisional
    assert calendar.day(FIRST - timedelta(days=1)).provisional


def test_what_a_day_is_and_whether_it_is_worked_never_disagree(calendar):
    for day in days_from(date(2013, 6, 1), date(2028, 6, 1)):
        known = calendar.day(day)
        assert known.is_workday == calendar.is_workday(day) == (known.kind in (WORKDAY, ADJUSTED))


def test_a_year_without_a_notice_has_weekends_and_statutory_days(calendar):
    off = {day: calendar.day(day).name for day in days_from(date(2027, 1, 1), date(2027, 12, 31)) if day.weekday() < 5}
    assert {day: name for day, name in off.items() if name} == {
        date(2027, 1, 1): "元旦",
        date(2027, 2, 5): "春节",
        date(2027, 2, 8): "春节",
        date(2027, 4, 5): "清明节",
        date(2027, 6, 9): "端午节",
        date(2027, 9, 15): "中秋节",
        date(2027, 10, 1): "国庆节",
    }
    assert calendar.day(date(2027, 2, 6)).name == "春节"
    assert not calendar.is_workday(date(2027, 1, 2))


def test_statutory_dates_of_official_years_are_off_in_the_notices_too(calendar):
    dated = [day for day in calendar.dated if day <= LAST]
    assert len(dated) == 14
    assert not any(calendar.is_workday(day) for day in dated)


def test_far_years_keep_the_solar_days(calendar):
    assert calendar.day(date(2055, 10, 1)).name == "国庆节"
    assert not calendar.is_workday(date(2055, 10, 1))


@pytest.mark.parametrize(
    ("day", "kind", "name"),
    [
        (date(2026, 9, 20), ADJUSTED, "国庆节"),
        (date(2026, 9, 21), WORKDAY, ""),
        (date(2026, 9, 25), HOLIDAY, "中秋节"),
        (date(2026, 9, 26), WEEKEND, ""),
        (date(2026, 10, 3), HOLIDAY, "国庆节"),
        (date(2026, 10, 4), HOLIDAY, "国庆节"),
        (date(2026, 10, 11), WEEKEND, ""),
    ],
)
def test_a_day_says_what_it_is(calendar, day, kind, name):
    known = calendar.day(day)
    assert (known.kind, known.name, known.date) == (kind, name, day)


def test_a_late_notice_changes_december_of_the_year_before(calendar_tables):
    days, notices, statutory = calendar_tables
    early = calendar_of(days, notices, statutory, until=2018)
    assert early.is_workday(date(2018, 12, 31))
    assert not early.is_workday(date(2018, 12, 29))
    assert early.is_provisional(date(2019, 1, 1))
    late = early.merge(rows_of_year(days, "2019"), official_until=date(2019, 12, 31))
    assert not late.is_workday(date(2018, 12, 31))
    assert late.day(date(2018, 12, 29)).kind == ADJUSTED
    assert not late.is_provisional(date(2019, 1, 1))
    assert early.is_workday(date(2018, 12, 31)), "the calendar before the notice stays what it was"


def test_an_amendment_takes_an_exception_back(calendar):
    amended = calendar.merge([DayRow(date(2026, 9, 20), False, "更正"), DayRow(date(2026, 9, 25), True, "更正")])
    assert amended.day(date(2026, 9, 20)).is_workday is False
    assert amended.day(date(2026, 9, 25)).kind == WORKDAY
    assert amended.official_until == calendar.official_until


def test_a_merge_never_shrinks_what_is_official(calendar):
    assert calendar.merge([], official_until=date(2020, 1, 1)).official_until == LAST


def test_a_weekend_beside_a_worked_weekday_of_a_notice_is_only_a_weekend(calendar):
    rows = [DayRow(date(2026, 10, 2), True, "更正"), DayRow(date(2026, 10, 5), True, "更正")]
    assert calendar.merge(rows).day(date(2026, 10, 3)).kind == WEEKEND


def test_a_weekend_before_a_worked_monday_belongs_to_no_festival(calendar):
    friday, tuesday = DayRow(date(2026, 11, 6), False, "甲"), DayRow(date(2026, 11, 10), False, "甲")
    assert calendar.merge([friday, tuesday]).day(date(2026, 11, 7)).kind == WEEKEND


def test_the_first_and_the_last_official_day_know_no_statutory_fallback():
    bare = Calendar({}, date(2025, 1, 1), date(2026, 12, 31), {(1, 1): "元旦", (12, 31): "岁末"})
    for day in (date(2025, 1, 1), date(2026, 12, 31)):
        assert bare.is_workday(day)
        assert not bare.is_provisional(day)
    for day in (date(2024, 12, 31), date(2027, 1, 1)):
        assert not bare.is_workday(day)
        assert bare.is_provisional(day)


@given(ANY_DAY)
def test_the_next_workday_is_the_first_that_is_worked(calendar, day):
    found = calendar.next_workday(day)
    assert calendar.is_workday(found)
    assert not any(calendar.is_workday(earlier) for earlier in days_from(day, found)[:-1])


@given(ANY_DAY, st.integers(0, 60))
def test_counting_forward_and_counting_between_agree(calendar, day, amount):
    end = calendar.add_workdays(day, amount)
    assert calendar.workdays_between(day, end) == amount
    assert calendar.workdays_between(end, day) == -amount


def test_counting_backward_is_refused(calendar):
    with pytest.raises(ValueError, match="-1"):
        calendar.add_workdays(date(2026, 1, 1), -1)


def test_a_calendar_without_any_row_is_weekdays():
    bare = Calendar({}, FIRST, LAST)
    assert [bare.day(day).kind for day in days_from(date(2026, 1, 1), date(2026, 1, 4))] == [
        WORKDAY,
        WORKDAY,
        WEEKEND,
        WEEKEND,
    ]


def calendar_of(days, notices, statutory, until):
    from_rows = [row for row in days if int(row["notice_year"]) <= until]
    exceptions = {date.fromisoformat(row["date"]): to_row(row) for row in from_rows}
    assert {row["year"] for row in notices} >= {str(until)}
    dated = {date.fromisoformat(row["day"]): row["name"] for row in statutory if len(row["day"]) == 10}
    return Calendar(exceptions, FIRST, date(until, 12, 31), {}, dated)


def rows_of_year(days, year):
    return [to_row(row) for row in days if row["notice_year"] == year]


def to_row(row):
    return DayRow(date.fromisoformat(row["date"]), row["is_workday"] == "1", row["name"])
