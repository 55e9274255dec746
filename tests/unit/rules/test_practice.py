"""Nine of ten cases were finished within the days that are told; too few tell nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.practice import FEWEST, practice_of


@pytest.mark.parametrize(
    ("durations", "days"),
    [([3] * 5, 3), ([1, 2, 3, 4, 5, 6, 7, 8, 9, 100], 9), ([0, 0, 0, 0, 7], 7), (list(range(1, 21)), 18)],
)
def test_the_day_by_which_nine_of_ten_were_finished(durations, days):
    assert practice_of(durations) == (days, len(durations))


def test_fewer_cases_than_a_handful_tell_nothing():
    assert practice_of([1] * (FEWEST - 1)) is None


@given(st.lists(st.integers(0, 400), min_size=FEWEST, max_size=200))
def test_at_least_nine_of_ten_are_within_and_the_day_is_one_that_happened(durations):
    found = practice_of(durations)
    assert sum(days <= found.days for days in durations) * 10 >= len(durations) * 9
    assert found.days in durations
    assert sum(days < found.days for days in durations) * 10 < len(durations) * 9
