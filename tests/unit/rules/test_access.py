"""Who may: every way a grant can reach and every way it can fail to."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wangting.rules.access import Asker, Facts, Holding, Step, decide
from wangting.rules.grants import Grant, Table, table_from_rows
from wangting.rules.overlay import Overlay

TODAY = date(2026, 9, 28)
PATH = ("city", "mengcheng", "mengcheng/jiaoyu")
CASE = Facts("case", "mengcheng", PATH, TODAY, applicant=11, agent=12, act_posts=frozenset({"reviewer", "applicant"}))
HALL = Facts("hall", "mengcheng", ("city", "mengcheng"), TODAY)
ITEM = Facts("item", "mengcheng", PATH, TODAY)
CITY = Facts("city", None, ("city",), TODAY)


def official(*holdings: tuple, key: int = 50) -> Asker:
    return Asker(key, "official", tuple(Holding(post, unit, TODAY, TODAY, *hall) for post, unit, *hall in holdings))


CITIZEN = Asker(11, "person")
AGENT = Asker(12, "agent", (Holding("agent", "341622101201/point", TODAY, None, "mengcheng"),))
VISITOR = Asker(None, "visitor")
TIMER = Asker("timer", "system", (Holding("timer", "city", date.min),))


@pytest.mark.parametrize(
    ("asker", "permission", "facts", "post"),
    [
        (CITIZEN, "case.view", CASE, "applicant"),
        (CITIZEN, "case.act", CASE, "applicant"),
        (CITIZEN, "case.file", ITEM, "applicant"),
        (Asker(11, "organisation"), "case.download", CASE, "applicant"),
        (AGENT, "case.view", CASE, "agent"),
        (Asker(12, "person"), "case.view", CASE, "agent"),
        (AGENT, "case.file", ITEM, "agent"),
        (official(("reviewer", "mengcheng/jiaoyu")), "case.act", CASE, "reviewer"),
        (official(("reviewer", "mengcheng")), "case.view", CASE, "reviewer"),
        (official(("supervisor", "mengcheng")), "case.view", CASE, "supervisor"),
        (official(("supervisor", "city")), "case.view", CASE, "supervisor"),
        (official(("supervisor", "mengcheng/jiaoyu")), "supervision.view", HALL, "supervisor"),
        (official(("reviewer", "341622101", "mengcheng")), "desk.view", HALL, "reviewer"),
        (official(("hall_admin", "mengcheng")), "hall.administer", HALL, "hall_admin"),
        (official(("central_office", "city")), "office.publish", CITY, "central_office"),
        (TIMER, "case.act", replace(CASE, act_posts=frozenset({"timer"})), "timer"),
    ],
)
def test_who_should_may_and_in_which_post(table, asker, permission, facts, post):
    found = decide(asker, permission, facts, table)
    assert (found.allowed, found.post) == (True, post)
    assert [step.rule for step in found.why] == ["granted"]


@pytest.mark.parametrize(
    ("asker", "permission", "facts", "step"),
    [
        (VISITOR, "case.view", CASE, Step(False, "post_not_held", "reviewer")),
        (Asker("", "visitor"), "case.file", ITEM, Step(False, "post_not_held", "applicant")),
        (Asker(99, "person"), "case.view", CASE, Step(False, "not_own", "applicant")),
        (replace(AGENT, key=13), "case.view", CASE, Step(False, "not_own", "agent", "341622101201/point")),
        (Asker(13, "person"), "case.view", CASE, Step(False, "not_own", "agent")),
        (Asker(12, "official"), "case.view", CASE, Step(False, "post_not_held", "agent")),
        (official(key=11), "case.view", CASE, Step(False, "post_not_held", "applicant")),
        (official(("counter", "mengcheng/jiaoyu")), "case.act", CASE, Step(False, "not_the_acts_post", "counter")),
        (
            official(("reviewer", "mengcheng/minzheng")),
            "case.view",
            CASE,
            Step(False, "other_unit", "reviewer", "mengcheng/minzheng"),
        ),
        (
            official(("reviewer", "lixin")),
            "case.act",
            CASE,
            Step(False, "other_unit", "reviewer", "lixin"),
        ),
        (
            official(("supervisor", "lixin")),
            "case.view",
            CASE,
            Step(False, "other_hall", "supervisor", "lixin"),
        ),
        (official(("hall_admin", "lixin")), "hall.administer", HALL, Step(False, "other_hall", "hall_admin", "lixin")),
        (
            official(("hall_admin", "mengcheng")),
            "hall.administer",
            replace(CITY, kind="hall"),
            Step(False, "other_hall", "hall_admin", "mengcheng"),
        ),
        (
            official(("central_office", "mengcheng")),
            "office.publish",
            CITY,
            Step(False, "not_city", "central_office", "mengcheng"),
        ),
        (CITIZEN, "case.eat", CASE, Step(False, "no_such_right")),
        (CITIZEN, "case.view", HALL, Step(False, "no_such_right")),
    ],
)
def test_who_should_not_may_not_and_is_told_why(table, asker, permission, facts, step):
    found = decide(asker, permission, facts, table)
    assert (found.allowed, found.post) == (False, "")
    assert step in found.why
    assert not any(reason.holds for reason in found.why)


def test_without_a_workflows_word_nobody_acts(table):
    facts = replace(CASE, act_posts=None)
    assert not decide(CITIZEN, "case.act", facts, table).allowed
    assert decide(CITIZEN, "case.view", facts, table).allowed


@pytest.mark.parametrize(("offset", "allowed"), [(-1, False), (0, True), (1, True), (2, False)])
def test_a_post_counts_from_its_first_to_its_last_day(table, offset, allowed):
    asker = Asker(50, "official", (Holding("reviewer", "mengcheng", TODAY, TODAY + timedelta(days=1)),))
    found = decide(asker, "case.view", replace(CASE, on=TODAY + timedelta(days=offset)), table)
    assert found.allowed is allowed
    if not allowed:
        assert Step(False, "post_over", "reviewer", "mengcheng") in found.why


def test_a_hall_whose_name_begins_like_another_is_another_hall():
    assert not Holding("supervisor", "mengchengnan/jiaoyu", TODAY).is_in("mengcheng")


def test_a_grant_to_visitors_reaches_everybody_only_when_it_says_anyone():
    open_to_all = table_from_rows(["visitor"], [["item.view", "item", "anyone"]])
    assert decide(VISITOR, "item.view", ITEM, open_to_all).allowed
    assert decide(CITIZEN, "item.view", ITEM, open_to_all).allowed
    for_nobody = table_from_rows(["visitor"], [["item.view", "item", "own"]])
    assert not decide(VISITOR, "item.view", ITEM, for_nobody).allowed


def test_own_reaches_a_held_post_only_for_its_own_thing():
    own = table_from_rows(["counter"], [["case.view", "case", "own"]])
    counter = official(("counter", "mengcheng"), key=11)
    assert decide(counter, "case.view", CASE, own).allowed
    assert not decide(replace(counter, key=50), "case.view", CASE, own).allowed


def test_an_overlay_takes_away_and_says_so(table):
    overlay = Overlay.of("mengcheng", [], [["reviewer", "case.view", "case"]])
    found = decide(official(("reviewer", "mengcheng")), "case.view", CASE, table, overlay)
    assert not found.allowed
    assert Step(False, "taken_away", "reviewer") in found.why


def test_an_overlay_gives_within_its_hall(table):
    overlay = Overlay.of("mengcheng", [["head", "case.view", "case", "hall"]], [])
    inside, outside = official(("head", "mengcheng/minzheng")), official(("head", "lixin/minzheng"))
    assert not decide(inside, "case.view", CASE, table).allowed
    assert decide(inside, "case.view", CASE, table, overlay).allowed
    assert not decide(outside, "case.view", CASE, table, overlay).allowed


def test_an_overlay_of_one_hall_is_never_laid_over_another(table):
    with pytest.raises(ValueError, match="lixin does not apply to mengcheng"):
        decide(CITIZEN, "case.view", CASE, table, Overlay("lixin"))


UNITS = ("city", "mengcheng", "mengcheng/jiaoyu", "mengcheng/minzheng", "lixin", "lixin/jiaoyu")
HALLS = ("mengcheng", "lixin")


@given(
    post=st.sampled_from(("counter", "reviewer", "approver", "issuer", "head", "supervisor", "hall_admin")),
    unit=st.sampled_from(UNITS[1:]),
    permission=st.sampled_from(("case.view", "case.act", "case.download")),
    act_posts=st.frozensets(st.sampled_from(("counter", "reviewer", "approver")), max_size=3),
    scope=st.sampled_from(("own", "unit", "hall")),
)
def test_nobody_of_one_hall_reaches_a_case_of_another(table, post, unit, permission, act_posts, scope):
    mine, other = HALLS if unit.startswith("mengcheng") else HALLS[::-1]
    facts = Facts("case", other, ("city", other, f"{other}/jiaoyu"), TODAY, applicant=1, act_posts=act_posts)
    overlay = Overlay(other, (Grant(post, permission, "case", scope),))
    asker = official((post, unit, mine))
    assert not decide(asker, permission, facts, table).allowed
    assert not decide(asker, permission, facts, table, overlay).allowed


@given(
    permission=st.text(max_size=12),
    kind=st.text(max_size=6),
    posts=st.lists(st.sampled_from(("counter", "supervisor", "central_office")), max_size=3),
)
def test_what_no_row_names_nobody_may(table, permission, kind, posts):
    asker = official(*((post, "city") for post in posts))
    if (permission, kind) not in table.rows:
        assert not decide(asker, permission, replace(CASE, kind=kind), table).allowed


def test_an_empty_table_allows_nothing():
    empty = Table(frozenset(), ())
    assert decide(CITIZEN, "case.view", CASE, empty).why == (Step(False, "no_such_right"),)
