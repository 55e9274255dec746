"""A turn that nobody can take, and one that hangs on a single person, by examples of who holds what."""

import pytest

from wangting.rules.lifeevent import LifeEvent
from wangting.rules.lint.finding import Offered, Subject, Words
from wangting.rules.lint.rulebook import findings
from wangting.rules.lint.staffing import Flow, Gaps, flow_of, gaps

WORDS = Words(longest_sentence=60, jargon=(), held=(), licence_class="行政审批", least_steps=5,
              persons=("自然人",), bodies=("企业法人", "事业法人"), themes_of_persons=("退休",),
              themes_of_bodies=("年检年审",), matters_of_persons=("age",))  # fmt: skip
EDITION = {
    "conditions": None, "legal_limit": None, "promised_limit": None, "visits": None, "materials": [], "fee": None,
    "steps": [], "workflow": "administrative_licence.v1", "certificate": None, "service_object": [],
}  # fmt: skip
AGE, WORK = LifeEvent("age", "老", "养老", "Old age", ("养老",)), LifeEvent("work", "业", "创业", "Business", ("公司",))
FLOW = Flow(("counter", "reviewer", "approver"), (("reviewer", "approver"),))


def who(**posts):
    return {post: frozenset(people) for post, people in posts.items()}


def found(rule, **parts):
    edition = EDITION | {key: parts.pop(key) for key in ("service_object",) if key in parts}
    one = Subject("A1", "甲", None, edition, **parts)
    return [each.found for each in findings([one], WORDS, {}) if each.rule.key == rule]


def test_the_declared_flows_need_the_posts_whose_turn_comes_and_two_people_where_the_law_says_so(whole):
    assert flow_of(whole.workflows["administrative_licence.v1"]) == Flow(
        ("counter", "reviewer", "approver", "issuer"), (("reviewer", "approver"),)
    )
    assert flow_of(whole.workflows["instant.v1"]) == Flow(("counter", "issuer"))


@pytest.mark.parametrize(
    ("holders", "wanted"),
    [
        (who(counter={1, 2}, reviewer={3, 4}, approver={5, 6}), Gaps()),
        (who(counter={1, 2}, reviewer={3, 4}), Gaps(nobody=("approver",))),
        ({}, Gaps(nobody=("counter", "reviewer", "approver"))),
        (who(counter={1, 2}, reviewer={3, 4}, approver={5}), Gaps(alone=("approver",))),
        (who(counter={1}, reviewer={3, 4}), Gaps(("approver",), ("counter",))),
        # Who reviewed does not decide: one person at both posts is nobody at the second.
        (who(counter={1, 2}, reviewer={3}, approver={3}), Gaps(("approver",), ("reviewer",))),
        # Two at both posts go on until one of them is away.
        (who(counter={1, 2}, reviewer={3, 4}, approver={3, 4}), Gaps(alone=("approver",))),
        # One person may hold a turn and another, as long as somebody else can take each.
        (who(counter={1, 2}, reviewer={1, 2, 3}, approver={1, 2, 3}), Gaps()),
    ],
)
def test_what_is_missing_is_what_nobody_takes_and_what_one_absence_stops(holders, wanted):
    assert gaps(FLOW, holders) == wanted


def test_a_department_without_somebody_is_named_with_the_posts():
    offered = (
        Offered("lixin", unit="lixin/jiaoyu", nobody=("reviewer",)),
        Offered("guoyang", unit="guoyang/jiaoyu"),
        Offered("ezone", unit="ezone/jiaoyu", nobody=("counter", "approver"), alone=("issuer",)),
    )
    (dead,) = found("dead_end", offered=offered)
    assert dead.said == "lixin/jiaoyu: reviewer; ezone/jiaoyu: counter, approver"
    assert dead.lacking == (("lixin/jiaoyu", ("reviewer",)), ("ezone/jiaoyu", ("counter", "approver")))
    (alone,) = found("missing_substitute", offered=offered)
    assert (alone.place, alone.lacking) == ("staff", (("ezone/jiaoyu", ("issuer",)),))


def test_a_flow_that_is_declared_no_more_is_a_dead_end_in_every_hall():
    (dead,) = found("dead_end", has_flow=False)
    assert (dead.place, dead.said) == ("workflow", "administrative_licence.v1")
    assert found("dead_end") == found("missing_substitute") == []


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"service_object": ["企业法人", "事业法人"], "themes": ("退休", "年检年审")}, "企业法人、事业法人 ≠ 退休"),
        ({"service_object": ["企业法人"], "matters": (AGE, WORK)}, "企业法人 ≠ 养老"),
        ({"service_object": ["自然人"], "themes": ("年检年审",), "matters": (AGE,)}, "自然人 ≠ 年检年审"),
    ],
)
def test_an_item_listed_where_those_it_serves_do_not_look_is_found(parts, said):
    (one,) = found("object_and_theme", **parts)
    assert (one.place, one.said) == ("service_object", said)


@pytest.mark.parametrize(
    "parts",
    [
        {"service_object": ["自然人", "企业法人"], "themes": ("退休", "年检年审"), "matters": (AGE,)},
        {"service_object": ["外星人"], "themes": ("退休", "年检年审"), "matters": (AGE,)},
        {"themes": ("退休", "年检年审"), "matters": (AGE,)},
        {"service_object": ["企业法人"], "themes": ("年检年审", "规划建设"), "matters": (WORK,)},
        {"service_object": ["自然人"], "themes": ("退休",), "matters": (AGE,)},
    ],
)
def test_who_serves_both_or_says_nothing_is_listed_where_it_likes(parts):
    assert found("object_and_theme", **parts) == []
