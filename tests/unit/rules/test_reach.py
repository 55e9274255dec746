"""What the preview of an overlay says: who gains and loses what, told once where it is so everywhere."""

from datetime import date

from wangting.rules.access import Asker, Holding
from wangting.rules.overlay import Overlay
from wangting.rules.reach import ELSEWHERE, Right, change, rights

TODAY = date(2026, 9, 28)
HALL, JIAOYU = "mengcheng", "mengcheng/jiaoyu"
PATH = ("city", HALL, JIAOYU)
REVIEWER = Asker(50, "official", (Holding("reviewer", JIAOYU, TODAY, None, HALL),))
BEFORE = Overlay(HALL)
SEE, DESK = Right("case.view", "case"), Right("desk.view", "hall")


def told(table, after, asker=REVIEWER, before=BEFORE):
    return change(asker, [PATH], TODAY, table, (before, after))


def test_what_a_reviewer_may_in_the_department_and_in_the_hall(table):
    here = rights(REVIEWER, PATH, TODAY, table, BEFORE)
    assert {SEE, Right("case.act", "case", "reviewer")} <= here
    assert DESK not in here
    assert DESK in rights(REVIEWER, ("city", HALL), TODAY, table, BEFORE)
    assert rights(REVIEWER, ("city", HALL, ELSEWHERE), TODAY, table, BEFORE) == frozenset()


def test_nothing_changes_where_nothing_is_changed(table):
    assert told(table, BEFORE) == ((), ())


def test_what_is_taken_away_is_lost_where_it_was_held(table):
    found = told(table, Overlay.of(HALL, [], [["reviewer", "case.view", "case"], ["reviewer", "desk.view", "hall"]]))
    assert found == ((), ((DESK, HALL), (SEE, JIAOYU)))


def test_a_wider_reach_is_gained_elsewhere_and_told_once(table):
    found = told(table, Overlay.of(HALL, [["reviewer", "case.view", "case", "hall"]], []))
    assert found == (((SEE, ELSEWHERE),), ())


def test_a_narrower_reach_than_before_is_lost_elsewhere(table):
    wide = Overlay.of(HALL, [["reviewer", "case.view", "case", "hall"]], [])
    assert told(table, BEFORE, before=wide) == ((), ((SEE, ELSEWHERE),))


def test_somebody_of_another_hall_neither_gains_nor_loses(table):
    stranger = Asker(51, "official", (Holding("reviewer", "lixin/jiaoyu", TODAY, None, "lixin"),))
    after = Overlay.of(HALL, [["reviewer", "case.view", "case", "hall"]], [])
    assert change(stranger, [("city", "lixin", "lixin/jiaoyu")], TODAY, table, (BEFORE, after)) == ((), ())
