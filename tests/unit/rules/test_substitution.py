"""Who stands in for whom: a circle is refused on any day that all of its periods share, and on no other."""

from datetime import date

import pytest

from wangting.rules.substitution import Standing, closes_a_circle

FIRST, LAST = 1, 30


def standing(party, absent, first=FIRST, last=LAST):
    return Standing(party, absent, date(2026, 9, first), date(2026, 9, last))


def closes(wanted, *known):
    return closes_a_circle(wanted, lambda party: [one for one in known if one.party == party])


@pytest.mark.parametrize(
    ("wanted", "known", "closed"),
    [
        (standing(1, 1), [], True),
        (standing(1, 2), [], False),
        (standing(1, 2), [standing(2, 1)], True),
        (standing(1, 2), [standing(2, 3), standing(3, 1)], True),
        (standing(1, 2), [standing(2, 3), standing(3, 4)], False),
        (standing(1, 2, 1, 10), [standing(2, 1, 11, 30)], False),
        (standing(1, 2, 1, 11), [standing(2, 1, 11, 30)], True),
        (standing(1, 2), [standing(2, 3, 1, 10), standing(3, 1, 11, 30)], False),
        (standing(1, 2), [standing(2, 3, 1, 10), standing(3, 1, 10, 30)], True),
        (standing(1, 2), [standing(2, 3), standing(3, 2)], False),
        (standing(1, 2), [standing(2, 3, 1, 5), standing(2, 1, 6, 30)], True),
    ],
)
def test_a_circle_is_one_on_a_day_that_all_share(wanted, known, closed):
    assert closes(wanted, *known) is closed


def test_two_periods_meet_on_the_day_that_ends_one_and_begins_the_other():
    assert standing(1, 2, 1, 10).meets(standing(1, 2, 10, 12))
    assert not standing(1, 2, 1, 10).meets(standing(1, 2, 11, 12))
