"""The calendar's files: every mistake is told at once, and no mistake makes a calendar."""

from datetime import date

import pytest

from wangting.rules.calendar_rows import BadCalendarRows, calendar_from_rows, day_rows

GOOD_DAY = {"date": "2026-01-01", "is_workday": "0", "name": "元旦"}
GOOD_NOTICE = {"year": "2026"}


def test_good_rows_make_a_calendar():
    calendar = calendar_from_rows([GOOD_DAY], [GOOD_NOTICE], [{"day": "10-01", "name": "国庆节"}])
    assert (calendar.official_from, calendar.official_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert not calendar.is_workday(date(2026, 1, 1))
    assert not calendar.is_workday(date(2027, 10, 1))


def test_all_mistakes_are_told_at_once():
    with pytest.raises(BadCalendarRows) as caught:
        calendar_from_rows(
            [
                {"date": "2026-02-30", "is_workday": "0", "name": "春节"},
                {"date": "20260101", "is_workday": "0", "name": "元旦"},
                {"date": "2026-01-01", "is_workday": "no", "name": "元旦"},
                {"date": "2026-01-02", "is_workday": "0", "name": ""},
                {},
            ],
            [GOOD_NOTICE, {"year": "MMXX"}, {}],
            [{"day": "02-30", "name": "?"}, {"day": "2027-02-06", "name": ""}, {}],
        )
    assert [problem.key for problem in caught.value.problems] == [
        "days.1.date",
        "days.2.date",
        "days.3.is_workday",
        "days.4.name",
        "days.5.date",
        "days.5.is_workday",
        "notices.2.year",
        "notices.3.year",
        "statutory.1.day",
        "statutory.2.day",
        "statutory.3.day",
    ]
    assert "days.3.is_workday: neither 0 nor 1: 'no'" in str(caught.value)


def test_a_leap_day_can_be_a_yearly_day():
    calendar = calendar_from_rows([], [GOOD_NOTICE], [{"day": "02-29", "name": "闰日"}])
    assert calendar.day(date(2028, 2, 29)).name == "闰日"


def test_a_gap_between_the_years_of_the_notices_is_refused():
    with pytest.raises(BadCalendarRows, match="gap"):
        calendar_from_rows([GOOD_DAY], [{"year": "2024"}, {"year": "2026"}])


def test_two_notices_within_a_year_are_no_gap():
    assert calendar_from_rows([], [GOOD_NOTICE, GOOD_NOTICE]).official_from == date(2026, 1, 1)


def test_without_any_notice_nothing_is_official():
    with pytest.raises(BadCalendarRows, match="no notice"):
        calendar_from_rows([GOOD_DAY], [])


def test_the_rows_of_one_notice_are_read_alone():
    (row,) = day_rows([GOOD_DAY])
    assert (row.date, row.is_workday, row.name) == (date(2026, 1, 1), False, "元旦")


def test_the_rows_of_one_notice_are_checked_too():
    with pytest.raises(BadCalendarRows, match=r"days\.1\.date: not a date"):
        day_rows([{**GOOD_DAY, "date": "tomorrow"}])
