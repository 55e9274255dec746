"""What a hall lays over what is shared: its permission overlay, and its implementation of an item.

An overlay narrows or re-assigns within the hall.  It can never hand out what belongs to the central office, never
take away what is fixed (a citizen's own case, the supervisor's view), and never reach past the hall's border.  An
implementation may promise less time and add places; never a material, a step or days (DOMAIN 2).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wangting.rules.grants import HALL, OWN, UNIT, Grant, Place, Table
from wangting.rules.problem import Problem
from wangting.rules.timelimit import CALENDAR_DAYS, WORKDAYS

WITHIN_A_HALL = frozenset({OWN, UNIT, HALL})


@dataclass(frozen=True)
class Overlay:
    """One version of a hall's changes to the shared table; the caller picks the version in force on the day."""

    hall: str
    grants: tuple[Grant, ...] = ()
    removals: frozenset[Place] = frozenset()

    @classmethod
    def of(cls, hall: str, grants: Iterable[Sequence[str]], removals: Iterable[Sequence[str]]) -> Overlay:
        """Return the overlay of plain rows, as they are declared and stored.

        A grant is (post, permission, kind, scope), a removal (post, permission, kind); raises TypeError for another
        length.
        """
        return cls(hall, tuple(Grant(*row) for row in grants), frozenset(Place(*row) for row in removals))

    def row(self, table: Table, permission: str, kind: str) -> tuple[Grant, ...]:
        """Return who has ``permission`` of ``kind`` in this hall: the shared row without removals, with grants.

        A grant of the overlay replaces the shared cell of the same post.
        """
        mine = tuple(grant for grant in self.grants if grant.permission == permission and grant.kind == kind)
        gone = self.removals | {grant.place for grant in mine} if mine else self.removals
        return (*(grant for grant in table.row(permission, kind) if grant.place not in gone), *mine)


def compose(table: Table, overlay: Overlay) -> Table:
    """Return the whole table as it stands in the overlay's hall: for the page that shows it."""
    rows = table.rows | {(grant.permission, grant.kind) for grant in overlay.grants}
    grants = frozenset(grant for row in rows for grant in overlay.row(table, *row))
    return Table(grants, table.posts, table.fixed, table.reserved)


def problems(overlay: Overlay, table: Table, reserved: Collection[str] = ()) -> tuple[Problem, ...]:
    """Return everything an overlay may not contain; empty when it may be put in force.

    ``reserved`` are permissions of the central office beside those that the table itself reserves.
    """
    kept = table.reserved | frozenset(reserved)
    found = [
        Problem(f"grants.{number}", message)
        for number, grant in enumerate(overlay.grants, 1)
        for message in _grant_faults(grant, overlay, table, kept)
    ]
    places = [grant.place for grant in overlay.grants]
    found += [
        Problem(f"grants.{number}", "the same post is given the same permission twice")
        for number, place in enumerate(places, 1)
        if place in places[: number - 1]
    ]
    for place in sorted(overlay.removals):
        found += [Problem(f"removals.{'/'.join(place)}", message) for message in _removal_faults(place, table, kept)]
    return tuple(found)


def _grant_faults(grant: Grant, overlay: Overlay, table: Table, kept: frozenset[str]) -> Iterator[str]:
    if grant.post not in table.posts:
        yield f"no such post: {grant.post}"
    if (grant.permission, grant.kind) not in table.rows:
        yield f"no such permission: {grant.permission} of {grant.kind}"
    if grant.permission in kept:
        yield f"{grant.permission} belongs to the central office"
    if grant.scope not in WITHIN_A_HALL:
        yield f"a hall gives own, unit or hall, never {grant.scope}"
    if grant.place in table.fixed:
        yield f"{grant.permission} of {grant.kind} is fixed for {grant.post}"
    if grant.place in overlay.removals:
        yield "given and taken away in the same version"


def _removal_faults(place: Place, table: Table, kept: frozenset[str]) -> Iterator[str]:
    if place not in {grant.place for grant in table.row(place.permission, place.kind)}:
        yield "takes away what nobody gave"
    if place in table.fixed:
        yield f"{place.permission} of {place.kind} is fixed for {place.post}"
    if place.permission in kept:
        yield f"{place.permission} belongs to the central office"


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
            if limit and not _is_within(promise, limit):
                found.append(Problem("promised_limit", f"{_spelled(promise)} is not within {bound} {_spelled(limit)}"))
    return tuple(found)


def _is_within(promise: Mapping[str, object], limit: Mapping[str, object]) -> bool:
    """Say whether ``promise`` can never end later than ``limit``, whatever the calendar.

    As many calendar days never last longer than working days; the reverse depends on the calendar and is refused.
    """
    comparable = promise["unit"] == limit["unit"] or (promise["unit"], limit["unit"]) == (CALENDAR_DAYS, WORKDAYS)
    return comparable and promise["amount"] <= limit["amount"]


def _spelled(limit: Mapping[str, object]) -> str:
    return f"{limit['amount']} {limit['unit']}"
