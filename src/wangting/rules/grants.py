"""The shared permission table: which post may do what, to which kind of thing, and how far it reaches.

One readable page of truth, ``tenants/_shared/permissions.yaml``: a row per permission and kind, a column per post, a
cell that says the reach.  This room holds the table as data; :mod:`wangting.rules.overlay` lays a hall's changes over
it and :mod:`wangting.rules.access` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from wangting.rules.problem import Problem

OWN = "own"
UNIT = "unit"
HALL = "hall"
CITY = "city"
ANYONE = "anyone"
SCOPES = (OWN, UNIT, HALL, CITY, ANYONE)

NONE = "-"
FIXED = "!"

VISITOR = "visitor"
APPLICANT = "applicant"
AGENT = "agent"


class Grant(NamedTuple):
    """One cell of the table.

    ``scope`` is how far the post reaches: *own* the asker is the applicant (or the agent) of the thing; *unit* the
    post is held in a unit on the thing's path; *hall* it is held anywhere in the thing's hall; *city* it is held in
    the city itself; *anyone* whoever holds the post may, whosever the thing is.
    """

    post: str
    permission: str
    kind: str
    scope: str

    @property
    def place(self) -> Place:
        """The cell without its content: what an overlay names to take a right away."""
        return Place(self.post, self.permission, self.kind)


class Place(NamedTuple):
    """A row and a column of the table."""

    post: str
    permission: str
    kind: str


@dataclass(frozen=True)
class Table:
    """All shared grants.

    ``fixed`` are places no hall may take away; ``reserved`` are permissions that belong to the central office and
    that no hall may hand out; ``posts`` are all posts there are; ``separated`` are the posts of which nobody holds all
    for one item (集中授权, DOMAIN 5).
    """

    grants: frozenset[Grant]
    posts: tuple[str, ...]
    fixed: frozenset[Place] = frozenset()
    reserved: frozenset[str] = frozenset()
    separated: tuple[str, ...] = ()
    _by_row: dict[tuple[str, str], tuple[Grant, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rows: dict[tuple[str, str], tuple[Grant, ...]] = {}
        for grant in sorted(self.grants):
            rows[grant.permission, grant.kind] = (*rows.get((grant.permission, grant.kind), ()), grant)
        object.__setattr__(self, "_by_row", rows)

    def row(self, permission: str, kind: str) -> tuple[Grant, ...]:
        """Return the grants of one row, in the order of the posts' names; empty when there is no such row."""
        return self._by_row.get((permission, kind), ())

    @property
    def rows(self) -> frozenset[tuple[str, str]]:
        """Every (permission, kind) that anybody has."""
        return frozenset(self._by_row)


class BadTable(ValueError):
    """Rows that do not make a permission table; ``problems`` are all of them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(map(str, self.problems)))


def table_from_rows(posts: Sequence[str], rows: Iterable[Sequence[str]], reserved: Iterable[str] = (),
                    separated: Iterable[str] = ()) -> Table:  # fmt: skip
    """Return the table of ``rows``: permission, kind, then one cell for each of ``posts``.

    A cell is ``-`` or a scope; ``!`` after it fixes it.  Raises :class:`BadTable` with every problem, keyed
    ``rows.<number, from 1>``: wrong length, unknown scope, a second row for the same pair, a row that gives nobody
    anything, a reserved permission that has no row, a separated post that has no column.
    """
    problems = [Problem("posts", "a post has two columns")] if len(set(posts)) != len(posts) else []
    grants: set[Grant] = set()
    fixed: set[Place] = set()
    seen: set[tuple[str, str]] = set()
    for number, row in enumerate(rows, 1):
        key = f"rows.{number}"
        if len(row) != len(posts) + 2:
            problems.append(Problem(key, f"has {len(row)} cells, not {len(posts) + 2}"))
            continue
        permission, kind, *cells = row
        if (permission, kind) in seen:
            problems.append(Problem(key, f"a second row for {permission} of {kind}"))
        seen.add((permission, kind))
        if all(cell == NONE for cell in cells):
            problems.append(Problem(key, f"nobody has {permission} of {kind}"))
        given = [
            (Grant(post, permission, kind, cell.removesuffix(FIXED)), cell.endswith(FIXED))
            for post, cell in zip(posts, cells, strict=True)
            if cell != NONE
        ]
        problems += [
            Problem(key, f"{grant.post}: no such scope {grant.scope!r}")
            for grant, _is_fixed in given
            if grant.scope not in SCOPES
        ]
        grants.update(grant for grant, _is_fixed in given)
        fixed.update(grant.place for grant, is_fixed in given if is_fixed)
    kept = frozenset(reserved)
    named = {permission for permission, _kind in seen}
    problems += [Problem("reserved", f"no row for {permission}") for permission in sorted(kept - named)]
    parted = tuple(separated)
    problems += [Problem("separated", f"no column for {post}") for post in parted if post not in posts]
    if problems:
        raise BadTable(problems)
    return Table(frozenset(grants), tuple(posts), frozenset(fixed), kept, parted)
