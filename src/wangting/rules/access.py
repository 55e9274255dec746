"""May this person do this to that?  The only place in the house that answers (DESIGN 5).

The answer is computed from the shared table with the hall's overlay laid over it, the posts held on the day, the
units they are held in, and whose thing it is.  Nothing is allowed that no grant allows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wangting.rules.grants import AGENT, ANYONE, APPLICANT, HALL, OWN, UNIT, VISITOR, Grant, Table
from wangting.rules.overlay import Overlay

CITY_UNIT = "city"
CASE_ACT = "case.act"
MISSED = {UNIT: "other_unit", HALL: "other_hall"}
APPLYING = frozenset({"person", "organisation"})


@dataclass(frozen=True, slots=True)
class Holding:
    """A post held in a unit from ``since`` to ``until`` (both included; None: no end).

    ``hall`` is the hall the unit belongs to; for a hall itself and its departments it can be left out, because their
    keys say it.  It is never derived from an area code (DOMAIN 1).
    ``for_whom`` is the party whose post it is, for a substitute.
    """

    post: str
    unit: str
    since: date
    until: date | None = None
    hall: str | None = None
    for_whom: int | None = None

    def is_valid(self, on: date) -> bool:
        """Say whether the post is held on the day ``on``."""
        return self.since <= on and (self.until is None or on <= self.until)

    def is_in(self, hall: str) -> bool:
        """Say whether the unit belongs to ``hall``."""
        return hall in (self.hall, self.unit) or self.unit.startswith(f"{hall}/")


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a party's key and kind (person, organisation, agent, official, timer …) with the posts held.

    ``key`` is None or empty for a visitor who has not signed in.  Persons and organisations hold the post of
    applicant by being who they are, and that of agent by the mandate that somebody gave them; every other post is held
    in a unit, that of a village agent as well.
    """

    key: int | str | None
    kind: str
    holdings: tuple[Holding, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the thing: its kind, hall and path of units, whose it is, and the day of the question.

    ``agent`` is set only while a mandate of the applicant covers the thing (rules.mandate).  ``act_posts`` are the
    posts that the workflow lets do the act in the present state; without them no act is allowed.
    """

    kind: str
    hall: str | None
    path: tuple[str, ...]
    on: date
    applicant: int | str | None = None
    agent: int | str | None = None
    act_posts: frozenset[str] | None = None


class Step(NamedTuple):
    """One step of the reasoning, for the page that explains it: did it hold, which rule, for which post and unit.

    Rules: granted, no_such_right, not_the_acts_post, post_not_held, post_over, not_own, other_unit, other_hall,
    not_city, taken_away (the hall's overlay removed or replaced the shared grant).
    """

    holds: bool
    rule: str
    post: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, the post in which it is given, and why.

    For a hall's own post that is the shared post it acts as: workflows and ledgers know no others.
    """

    allowed: bool
    post: str
    why: tuple[Step, ...]


def decide(asker: Asker, permission: str, facts: Facts, table: Table, overlay: Overlay | None = None) -> Decision:
    """Decide whether ``asker`` has ``permission`` on the thing of ``facts``.

    ``overlay`` is the version of the thing's hall in force on ``facts.on``; raises ValueError for another hall's,
    because rights of one hall laid over another would be a leak.  The first grant that reaches wins; a refusal
    carries one step for each grant that did not reach.
    """
    if overlay is None:
        row = table.row(permission, facts.kind)
    elif overlay.hall == facts.hall:
        row = overlay.row(table, permission, facts.kind)
    else:
        raise ValueError(f"the overlay of {overlay.hall} does not apply to {facts.hall}")
    why: list[Step] = []
    for grant in row:
        acting = grant.post if overlay is None else overlay.acting_as(grant.post)
        if permission == CASE_ACT and acting not in (facts.act_posts or ()):
            step = Step(False, "not_the_acts_post", grant.post)
        else:
            step = _reach(grant, asker, facts)
        if step.holds:
            return Decision(True, acting, (step,))
        why.append(step)
    why += [
        Step(False, "taken_away", shared.post)
        for shared in (table.row(permission, facts.kind) if overlay else ())
        if shared not in row
    ]
    return Decision(False, "", tuple(why) or (Step(False, "no_such_right"),))


def _reach(grant: Grant, asker: Asker, facts: Facts) -> Step:
    """Return the step that says whether ``grant`` reaches from the asker to the thing."""
    post = grant.post
    if post == VISITOR:
        return _own_or_anyone(grant, None, facts, "")
    if not asker.key:
        return Step(False, "post_not_held", post)
    if asker.kind in APPLYING and (post == APPLICANT or (post == AGENT and grant.scope == OWN)):
        # A neighbour with a mandate stands where a village agent does, without a post that a hall grants.
        return _own_or_anyone(grant, asker.key, facts, "")
    return _reach_by_holding(grant, asker, facts)


def _reach_by_holding(grant: Grant, asker: Asker, facts: Facts) -> Step:
    post = grant.post
    held = [holding for holding in asker.holdings if holding.post == post]
    valid = [holding for holding in held if holding.is_valid(facts.on)]
    if not valid:
        return Step(False, "post_over" if held else "post_not_held", post, held[-1].unit if held else "")
    if grant.scope == OWN:
        return _own_or_anyone(grant, asker.key, facts, valid[0].unit)
    for holding in valid:
        if _covers(holding, grant.scope, facts):
            return Step(True, "granted", post, holding.unit)
    return Step(False, MISSED.get(grant.scope, "not_city"), post, valid[0].unit)


def _own_or_anyone(grant: Grant, key: int | str | None, facts: Facts, unit: str) -> Step:
    owner = facts.agent if grant.post == AGENT else facts.applicant
    reaches = grant.scope == ANYONE or (grant.scope == OWN and key is not None and owner == key)
    return Step(reaches, "granted" if reaches else "not_own", grant.post, unit)


def _covers(holding: Holding, scope: str, facts: Facts) -> bool:
    if scope == ANYONE or holding.unit == CITY_UNIT:
        return True
    if scope == UNIT:
        return holding.unit in facts.path
    return scope == HALL and facts.hall is not None and holding.is_in(facts.hall)
