"""Nobody holds accept, review and decide at once: computed from posts and units, excused with a reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from wangting.rules.access import Asker, Facts, Holding, decide
from wangting.rules.overlay import Overlay
from wangting.rules.separation import HeldTogether, days_of, held_together

TODAY = date(2026, 9, 28)
HALL, JIAOYU, MINZHENG = "mengcheng", "mengcheng/jiaoyu", "mengcheng/minzheng"
PATHS = [("city", HALL, JIAOYU), ("city", HALL, MINZHENG)]
ALL = ("counter", "reviewer", "approver")
OVERLAY = Overlay(HALL)


def holder(*held, since=TODAY, until=None):
    return Asker(50, "official", tuple(Holding(post, unit, since, until, HALL) for post, unit in held))


def found(table, asker, overlay=OVERLAY, on=TODAY):
    return list(held_together(asker, PATHS, on, table, overlay))


@pytest.mark.parametrize("units", [(JIAOYU, JIAOYU, JIAOYU), (HALL, JIAOYU, JIAOYU), (JIAOYU, HALL, JIAOYU)])
def test_all_three_on_one_path_are_found_wherever_they_are_held(table, units):
    asker = holder(*zip(ALL, units, strict=True))
    assert found(table, asker) == [HeldTogether(JIAOYU, None)]


def test_two_of_them_or_three_in_different_departments_are_fine(table):
    assert found(table, holder(("counter", JIAOYU), ("approver", JIAOYU))) == []
    assert found(table, holder(("counter", HALL), ("reviewer", JIAOYU), ("approver", MINZHENG))) == []


def test_all_three_in_the_hall_itself_are_found_in_each_department(table):
    assert [one.unit for one in found(table, holder(*((post, HALL) for post in ALL)))] == [JIAOYU, MINZHENG]


def test_an_overlay_excuses_a_place_with_its_reason_and_no_other(table):
    overlay = Overlay.of(HALL, [], [], (), [(JIAOYU, "只有一个人")])
    asker = holder(*((post, HALL) for post in ALL))
    assert found(table, asker, overlay) == [HeldTogether(JIAOYU, "只有一个人"), HeldTogether(MINZHENG, None)]


def test_a_post_of_the_halls_own_counts_as_the_one_it_acts_as(table):
    overlay = Overlay.of(HALL, [["own_1", "case.act", "case", "unit"]], [], [("own_1", "合岗", "Joint", "counter")])
    asker = holder(("own_1", JIAOYU), ("reviewer", JIAOYU), ("approver", JIAOYU))
    assert found(table, asker, overlay) == [HeldTogether(JIAOYU, None)]
    facts = Facts("case", HALL, PATHS[0], TODAY, act_posts=frozenset({"counter"}))
    assert decide(holder(("own_1", JIAOYU)), "case.act", facts, table, overlay).post == "counter"


def test_a_wider_reach_in_the_overlay_counts_too(table):
    overlay = Overlay.of(HALL, [["counter", "case.act", "case", "hall"]], [])
    asker = holder(("counter", MINZHENG), ("reviewer", JIAOYU), ("approver", JIAOYU))
    assert found(table, asker) == []
    assert found(table, asker, overlay) == [HeldTogether(JIAOYU, None)]


def test_posts_of_different_times_are_never_held_together(table):
    early = holder(("counter", JIAOYU), until=TODAY)
    later = holder(("reviewer", JIAOYU), ("approver", JIAOYU), since=TODAY + timedelta(days=1))
    both = replace(early, holdings=early.holdings + later.holdings)
    assert days_of(both, TODAY) == [TODAY, TODAY + timedelta(days=1)]
    assert [one for day in days_of(both, TODAY) for one in found(table, both, on=day)] == []


def test_a_table_that_separates_nothing_finds_nobody(table):
    assert found(replace(table, separated=()), holder(*((post, HALL) for post in ALL))) == []
