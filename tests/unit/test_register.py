"""The register's own rules: numbers without a counter, queues that exist, licences by token."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.content.orgunit import OrgUnit, bounds
from wangting.content.register import DAY, SLOT, Register
from wangting.errors import NotFound


@given(st.sets(st.tuples(st.integers(20260927, 20260929), st.integers(0, 15), st.integers(1, 99_998)), max_size=12),
       st.integers(0, 15))  # fmt: skip
def test_the_next_number_is_one_after_the_last_of_its_day_and_slot(taken, slot):
    register = Register()
    for day, where, sequence in taken:
        register.cases[where][day * DAY + where * SLOT + sequence] = "case"
    last = max((sequence for day, where, sequence in taken if (day, where) == (20260928, slot)), default=0)
    assert register.next_id(20260928, slot) == 20260928 * DAY + slot * SLOT + last + 1


@pytest.mark.parametrize("token", ["", "?", "z123", "0", "汉字", "０abc"])
def test_what_is_no_token_finds_no_licence(token):
    with pytest.raises(NotFound):
        Register().licence(token)


def test_asking_for_queues_makes_none():
    register = Register()
    assert register.queues_of("open", ["a"], ["counter"]) == []
    assert register.queues_of("done", ["a"], []) == []
    made = register.queue("done", "a", "nobody")
    assert register.queues_of("done", ["a", "b"], []) == [made]


def test_the_hall_of_a_unit_is_looked_up_once():
    register = Register()
    with pytest.raises(NotFound):
        register.hall_of("lixin/minzheng")
    path = ("city", "lixin", "lixin/minzheng")
    register.orgunits["lixin/minzheng"] = OrgUnit("lixin/minzheng", "department", "民政局", "", path)
    register.orgunits["city"] = OrgUnit("city", "city", "亳州市", "", ("city",))
    assert [register.hall_of(unit) for unit in ("lixin/minzheng", "city")] == ["lixin", None]
    register.orgunits.clear()
    assert register.hall_of("lixin/minzheng") == "lixin"


def test_the_units_of_a_hall_lie_between_two_keys_and_nobody_elses_do():
    first, last = bounds("lixin")
    inside = ("lixin/jiaoyu", "lixin/jiaoyu/341623100", "lixin/～")
    outside = ("lixin", "lixin-2/jiaoyu", "lixin0/jiaoyu", "lixin2/jiaoyu", "lixi/jiaoyu", "mengcheng/jiaoyu", "341623")
    assert [key for key in inside if not first <= key < last] == []
    assert [key for key in outside if first <= key < last] == []
