from datetime import UTC, date, datetime

import pytest

from wangting.theming import dates

WEDNESDAY = date(2026, 10, 14)


def test_a_day_is_said_with_its_weekday_in_both_languages():
    assert dates.day(WEDNESDAY, "zh-Hans") == "10 月 14 日（周三）"
    assert dates.day(WEDNESDAY, "en") == "Wednesday 14 October"
    assert dates.day(WEDNESDAY, "zh-Hans", weekday=False, year=True) == "2026 年 10 月 14 日"
    assert dates.day(WEDNESDAY, "en", weekday=False, year=True) == "14 October 2026"


def test_a_moment_is_said_in_the_zone_of_the_prefecture():
    moment = datetime(2026, 9, 18, 16, 5, tzinfo=UTC)
    assert dates.moment(moment, "zh-Hans") == "9 月 19 日 0:05"
    assert dates.moment(moment, "en", year=True) == "19 September 2026, 0:05"
    assert dates.day(moment, "zh-Hans") == "9 月 19 日（周六）"


def test_a_naive_moment_is_a_defect():
    with pytest.raises(ValueError, match="naive"):
        dates.moment(datetime.fromisoformat("2026-09-18T16:05"), "zh-Hans")


def test_a_span_says_the_month_once():
    assert dates.span(date(2026, 10, 1), date(2026, 10, 7), "zh-Hans") == "10 月 1 日至 7 日"
    assert dates.span(date(2026, 10, 1), date(2026, 10, 7), "en") == "1 to 7 October"
    assert dates.span(date(2026, 9, 30), date(2026, 10, 2), "zh-Hans") == "9 月 30 日至 10 月 2 日"
    assert dates.span(date(2026, 9, 30), date(2026, 10, 2), "en") == "30 September to 2 October"
    assert dates.span(WEDNESDAY, WEDNESDAY, "en") == "14 October"


def test_a_limit_is_said_in_its_own_unit():
    assert dates.length(12, "workday", "zh-Hans") == "12 个工作日"
    assert dates.length(1, "workday", "en") == "1 working day"
    assert dates.length(20, "calendar_day", "en") == "20 calendar days"
