"""The rules that ask who acts: a turn of the flow that nobody can take, and one that hangs on a single person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wangting.rules.grants import AGENT, APPLICANT
from wangting.rules.lint.finding import Found, Subject, Words
from wangting.rules.workflow import NOBODY, Workflow

#: Turns that no official of a hall takes.
NOT_OF_A_HALL = frozenset({NOBODY, APPLICANT, AGENT, "timer"})
#: The guard of a workflow that keeps who reviewed from deciding, and the act that it looks back at.
APART, REVIEW = "decider_is_another", "review"

#: Who acts at each post in one department on the day, by the ids of the parties; substitutes are among them.
Holders = Mapping[str, frozenset[int]]


class Flow(NamedTuple):
    """A workflow as far as it needs people: the posts whose turn comes, and pairs that one person cannot do both of."""

    turns: tuple[str, ...]
    apart: tuple[tuple[str, str], ...] = ()


class Gaps(NamedTuple):
    """The posts of a flow that ``nobody`` can take, and those that nobody could if one certain person were away."""

    nobody: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()


def flow_of(workflow: Workflow) -> Flow:
    """Return what ``workflow`` needs people for.

    A turn that time takes in the end (acceptance after five silent days, delivery after ten) counts like any other:
    the law's last resort is no plan for who works there.
    """
    turns = dict.fromkeys(state.turn for state in workflow.states.values() if state.turn not in NOT_OF_A_HALL)
    reviewing = {post for row in workflow.transitions if row.act == REVIEW for post in row.posts}
    deciding = {post for row in workflow.transitions if APART in workflow.guards.get(row.act, ()) for post in row.posts}
    return Flow(tuple(turns), tuple((first, then) for first in sorted(reviewing) for then in sorted(deciding)))


def gaps(flow: Flow, holders: Holders) -> Gaps:
    """Return what is missing where ``holders`` act."""
    nobody = _stuck(flow, holders)
    people = {party for post in flow.turns for party in holders.get(post, ())}
    without = {
        post for party in people for post in _stuck(flow, {held: who - {party} for held, who in holders.items()})
    }
    return Gaps(nobody, tuple(post for post in flow.turns if post in without and post not in nobody))


def _stuck(flow: Flow, holders: Holders) -> tuple[str, ...]:
    """Return the posts that nobody takes; the second of a pair also when only one person is there for both."""
    found = {post for post in flow.turns if not holders.get(post)}
    for first, then in flow.apart:
        one, other = holders.get(first, frozenset()), holders.get(then, frozenset())
        if one and other and len(one | other) == 1:
            found.add(then)
    return tuple(post for post in flow.turns if post in found)


def dead_end(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a flow that is declared no more, and a turn of it that nobody can take where a hall offers the item."""
    if not subject.has_flow:
        yield Found(subject.code, "workflow", str(subject.edition["workflow"]))
    lacking = tuple((offered.unit, offered.nobody) for offered in subject.offered if offered.nobody)
    if lacking:
        yield Found(subject.code, "staff", _said(lacking), lacking)


def missing_substitute(subject: Subject, _words: Words) -> Iterator[Found]:
    """Find a turn that hangs on one person: nobody else holds the post, and nobody was named to stand in."""
    lacking = tuple((offered.unit, offered.alone) for offered in subject.offered if offered.alone)
    if lacking:
        yield Found(subject.code, "staff", _said(lacking), lacking)


def _said(lacking: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return "; ".join(f"{unit}: {', '.join(posts)}" for unit, posts in lacking)
