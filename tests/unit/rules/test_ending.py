"""The end of an item: which day it can be, and what room it leaves for an edition."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.ending import BEFORE_IT_BEGINS, PAST, is_over, leaves_room, refusal

TODAY = date(2026, 9, 28)
#: Days around today, before and after.
DAYS = st.integers(-400, 400).map(lambda days: TODAY + timedelta(days=days))


def day(number):
    return TODAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("end", "effective", "expected"),
    [
        (day(-1), day(-9), PAST),
        (day(0), day(-9), None),
        (day(0), day(5), None),
        (day(5), day(-9), None),
        (day(5), day(5), BEFORE_IT_BEGINS),
        (day(5), day(9), BEFORE_IT_BEGINS),
        (day(10), day(9), None),
    ],
)
def test_an_end_is_today_or_a_day_after_the_newest_edition_has_begun(end, effective, expected):
    assert refusal(end, TODAY, effective) == expected


def test_the_end_is_the_first_day_without_it():
    assert [is_over(day(3), day(number)) for number in (2, 3, 4)] == [False, True, True]
    assert not is_over(None, day(0))


def test_an_edition_fits_before_the_end_and_after_one_that_is_over():
    assert leaves_room(None, TODAY, day(3))
    assert leaves_room(day(4), TODAY, day(3))
    assert not leaves_room(day(3), TODAY, day(3))
    assert leaves_room(day(0), TODAY, day(0))


@given(end=DAYS, effective=DAYS)
def test_an_end_that_is_allowed_for_later_leaves_the_newest_edition_at_least_a_day(end, effective):
    if refusal(end, TODAY, effective) is None and end > TODAY:
        lived = end - max(effective, TODAY)
        assert lived >= timedelta(days=1)
        assert leaves_room(end, TODAY, effective)


@given(end=DAYS, today=DAYS, effective=DAYS)
def test_whatever_has_room_is_in_force_on_its_first_day(end, today, effective):
    if effective >= today and leaves_room(end, today, effective):
        assert is_over(end, today) or not is_over(end, effective)
