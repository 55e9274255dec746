"""What a hall lays over what is shared: its permission overlay, and its implementation of an item.

An overlay narrows or re-assigns within the hall.  It can never hand out what belongs to the central office, never
take away what is fixed (a citizen's own case, the supervisor's view), and never reach past the hall's border.  An
implementation may promise less time and add places; never a material, a step or days (DOMAIN 2).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wangting.rules.grants import AGENT, APPLICANT, HALL, OWN, UNIT, VISITOR, Grant, Place, Table
from wangting.rules.problem import Problem
from wangting.rules.timelimit import CALENDAR_DAYS, WORKDAYS

WITHIN_A_HALL = frozenset({OWN, UNIT, HALL})
#: Posts that nobody holds in a hall: what a hall gave them would reach nobody, or everybody.
NOT_OF_A_HALL = frozenset({VISITOR, APPLICANT, "central_office", "timer"})
#: Posts that no post of a hall's own stands for: those, and two whose right no hall can give.
NO_PATTERN = NOT_OF_A_HALL | {AGENT, "item_maintainer"}
#: How a hall's own posts are called: never as a shared post may be called one day.
OWN_KEY = re.compile(r"own_[1-9][0-9]{0,3}")


class OwnPost(NamedTuple):
    """A post that a hall has beside the shared ones; ``acts_as`` is the shared post whose acts of a workflow it does.

    It may nothing but what the overlay grants it.
    """

    key: str
    title: str
    title_en: str
    acts_as: str


class Together(NamedTuple):
    """A place of the hall where one person may hold all separated posts, with the reason (集中授权, DOMAIN 5)."""

    unit: str
    reason: str


class Fault(NamedTuple):
    """What an overlay may not contain: where (``grants.1``, ``removals.<place>``), a code, its particulars."""

    where: str
    code: str
    facts: Mapping[str, str]


#: How faults are told to developers, in files; pages have their own words for the codes.
WORDS: Mapping[str, str] = {
    "no_post": "no such post: {post}",
    "no_permission": "no such permission: {permission} of {kind}",
    "reserved": "{permission} belongs to the central office",
    "beyond_the_hall": "a hall gives own, unit or hall, never {scope}",
    "fixed": "{permission} of {kind} is fixed for {post}",
    "both": "given and taken away in the same version",
    "twice": "the same post is given the same permission twice",
    "nobody_gave": "takes away what nobody gave",
    "not_of_a_hall": "{post} is not held in a hall",
    "bad_key": "no name for a post of a hall: {post}",
    "no_title": "a post without a title: {post}",
    "no_pattern": "{post} acts as {acts_as}, which is no shared post held in a hall",
    "no_reason": "no reason why one person holds all in {unit}",
}


@dataclass(frozen=True)
class Overlay:
    """One version of a hall's changes to the shared table; the caller picks the version in force on the day."""

    hall: str
    grants: tuple[Grant, ...] = ()
    removals: frozenset[Place] = frozenset()
    posts: tuple[OwnPost, ...] = ()
    together: tuple[Together, ...] = ()
    _acting: Mapping[str, str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_acting", {post.key: post.acts_as for post in self.posts})

    @classmethod
    def of(cls, hall: str, grants: Iterable[Sequence[str]], removals: Iterable[Sequence[str]],
           posts: Iterable[Sequence[str]] = (), together: Iterable[Sequence[str]] = ()) -> Overlay:  # fmt: skip
        """Return the overlay of plain rows, as they are declared and stored.

        A grant is (post, permission, kind, scope), a removal (post, permission, kind), a post (key, title, title_en,
        acts_as), a place where posts are held together (unit, reason); raises TypeError for another length.
        """
        return cls(
            hall,
            tuple(Grant(*row) for row in grants),
            frozenset(Place(*row) for row in removals),
            tuple(OwnPost(*row) for row in posts),
            tuple(Together(*row) for row in together),
        )

    def row(self, table: Table, permission: str, kind: str) -> tuple[Grant, ...]:
        """Return who has ``permission`` of ``kind`` in this hall: the shared row without removals, with grants.

        A grant of the overlay replaces the shared cell of the same post.
        """
        mine = tuple(grant for grant in self.grants if grant.permission == permission and grant.kind == kind)
        gone = self.removals | {grant.place for grant in mine} if mine else self.removals
        return (*(grant for grant in table.row(permission, kind) if grant.place not in gone), *mine)

    def acting_as(self, post: str) -> str:
        """Return the shared post whose acts ``post`` does: itself, unless it is a post of the hall's own."""
        return self._acting.get(post, post)

    def excuse(self, path: Collection[str]) -> str | None:
        """Return the reason why one person may hold all separated posts at the end of ``path``, or None."""
        return next((one.reason for one in self.together if one.unit in path), None)


def compose(table: Table, overlay: Overlay) -> Table:
    """Return the whole table as it stands in the overlay's hall: for the page that shows it."""
    rows = table.rows | {(grant.permission, grant.kind) for grant in overlay.grants}
    grants = frozenset(grant for row in rows for grant in overlay.row(table, *row))
    posts = (*table.posts, *(post.key for post in overlay.posts))
    return Table(grants, posts, table.fixed, table.reserved, table.separated)


def problems(overlay: Overlay, table: Table, reserved: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return what :func:`faults` finds, in words for whoever writes files."""
    return tuple(Problem(one.where, WORDS[one.code].format(**one.facts)) for one in faults(overlay, table, reserved))


def faults(overlay: Overlay, table: Table, reserved: Collection[str] = ()) -> Iterator[Fault]:
    """Yield everything an overlay may not contain; nothing when it may be put in force.

    ``reserved`` are permissions of the central office beside those that the table itself reserves.
    """
    kept = table.reserved | frozenset(reserved)
    for number, post in enumerate(overlay.posts, 1):
        for code in _post_faults(post, overlay, table):
            yield Fault(f"posts.{number}", code, {"post": post.key, "acts_as": post.acts_as})
    places = [grant.place for grant in overlay.grants]
    for number, grant in enumerate(overlay.grants, 1):
        codes = [*_grant_faults(grant, overlay, table, kept)]
        if grant.place in places[: number - 1]:
            codes.append("twice")
        for code in codes:
            yield Fault(f"grants.{number}", code, grant._asdict())
    for place in sorted(overlay.removals):
        for code in _removal_faults(place, table, kept):
            yield Fault(f"removals.{'/'.join(place)}", code, place._asdict())
    for number, one in enumerate(overlay.together, 1):
        if not one.reason.strip():
            yield Fault(f"together.{number}", "no_reason", {"unit": one.unit})


def _post_faults(post: OwnPost, overlay: Overlay, table: Table) -> Iterator[str]:
    if not OWN_KEY.fullmatch(post.key) or [one.key for one in overlay.posts].count(post.key) > 1:
        yield "bad_key"
    if not post.title.strip() or not post.title_en.strip():
        yield "no_title"
    if post.acts_as not in table.posts or post.acts_as in NO_PATTERN:
        yield "no_pattern"


def _grant_faults(grant: Grant, overlay: Overlay, table: Table, kept: frozenset[str]) -> Iterator[str]:
    if grant.post not in table.posts and all(grant.post != post.key for post in overlay.posts):
        yield "no_post"
    if (grant.permission, grant.kind) not in table.rows:
        yield "no_permission"
    if grant.permission in kept:
        yield "reserved"
    if grant.scope not in WITHIN_A_HALL:
        yield "beyond_the_hall"
    if grant.place in table.fixed:
        yield "fixed"
    elif grant.post in NOT_OF_A_HALL:
        yield "not_of_a_hall"
    if grant.place in overlay.removals:
        yield "both"


def _removal_faults(place: Place, table: Table, kept: frozenset[str]) -> Iterator[str]:
    if place not in {grant.place for grant in table.row(place.permission, place.kind)}:
        yield "nobody_gave"
    if place in table.fixed:
        yield "fixed"
    if place.permission in kept:
        yield "reserved"


def implementation_problems(
    implementation: Mapping[str, object],
    edition: Mapping[str, object],
) -> tuple[Problem, ...]:
    """Return what a hall adds to an item that it may not add (DOMAIN 2, rule of seeds C and D).

    Both are declared data (``materials`` with ids, ``steps``, ``promised_limit``, ``legal_limit``); keys that are
    missing or empty in the implementation mean: as in the edition.
    """
    listed = {material["id"] for material in edition.get("materials") or ()}
    asked = [material["id"] for material in implementation.get("materials") or ()]
    found = [Problem("materials", f"{one} is not on the published list") for one in asked if one not in listed]
    steps = edition.get("steps") or ()
    taken = implementation.get("steps") or ()
    found += [Problem("steps", f"{step} is not a published step") for step in taken if step not in steps]
    promise = implementation.get("promised_limit")
    if promise:
        for bound in ("promised_limit", "legal_limit"):
            limit = edition.get(bound)
            key = _beyond(promise, limit) if limit else None
            if key is not None:
                found.append(Problem(key, f"{_spelled(promise)} is not within {bound} {_spelled(limit)}"))
    return tuple(found)


def _beyond(promise: Mapping[str, object], limit: Mapping[str, object]) -> str | None:
    """Return why ``promise`` might end later than ``limit``, by its unit or its length; None when it never can.

    As many calendar days never last longer than working days; the reverse depends on the calendar and is refused.
    """
    if promise["unit"] != limit["unit"] and (promise["unit"], limit["unit"]) != (CALENDAR_DAYS, WORKDAYS):
        return "promised_unit"
    return "promised_limit" if promise["amount"] > limit["amount"] else None


def _spelled(limit: Mapping[str, object]) -> str:
    return f"{limit['amount']} {limit['unit']}"
