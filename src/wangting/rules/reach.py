"""What a person may in a hall, place by place, and what another overlay would give or take (the editor's preview)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wangting.rules.access import CASE_ACT, Asker, Facts, decide
from wangting.rules.grants import Table
from wangting.rules.overlay import NOT_OF_A_HALL, Overlay

CITY, HALL_KIND, CASE_KIND = "city", "hall", "case"
#: Stands for every unit of the hall in which the person holds no post.
ELSEWHERE = "*"


class Right(NamedTuple):
    """One permission; ``post`` is whose acts of a workflow it covers, empty for other permissions."""

    permission: str
    kind: str
    post: str = ""


class Change(NamedTuple):
    """What one person gains and loses, each with the place: a unit, the hall, or :data:`ELSEWHERE`."""

    gains: tuple[tuple[Right, str], ...]
    losses: tuple[tuple[Right, str], ...]


def rights(asker: Asker, path: tuple[str, ...], on: date, table: Table, overlay: Overlay) -> frozenset[Right]:
    """Return all that ``asker`` may as an official at the end of ``path`` on the day ``on``."""
    return frozenset(_rights(asker, path, on, table, overlay))


def change(asker: Asker, paths: Iterable[tuple[str, ...]], on: date, table: Table,
           overlays: tuple[Overlay, Overlay]) -> Change:  # fmt: skip
    """Return what ``asker`` gains and loses when the second of ``overlays`` takes the place of the first.

    ``paths`` are those of the units in which the asker holds a post.  What changes everywhere is told once, for
    :data:`ELSEWHERE`, and not again for each of them.
    """
    before, after = overlays
    hall = (CITY, before.hall)
    wide = (*hall, ELSEWHERE)
    gains: list[tuple[Right, str]] = []
    losses: list[tuple[Right, str]] = []
    everywhere: frozenset[Right] = frozenset()
    others = [path for path in paths if path[:2] == hall and len(path) > len(hall)]
    for path in (wide, hall, *others):
        had = rights(asker, path, on, table, before)
        has = rights(asker, path, on, table, after)
        if path == wide:
            everywhere = had ^ has
            told = everywhere
        else:
            told = (had ^ has) - everywhere
        gains += [(right, path[-1]) for right in sorted(told & has)]
        losses += [(right, path[-1]) for right in sorted(told & had)]
    return Change(tuple(gains), tuple(losses))


def _rights(asker: Asker, path: tuple[str, ...], on: date, table: Table, overlay: Overlay) -> Iterator[Right]:
    # Rights on the hall as a whole do not depend on a unit below it.
    of_hall = len(path) == len((CITY, overlay.hall))
    rows = table.rows | {(grant.permission, grant.kind) for grant in overlay.grants}
    for permission, kind in rows:
        if (kind == HALL_KIND) != of_hall or kind not in (HALL_KIND, CASE_KIND):
            continue
        posts = [post for post in table.posts if post not in NOT_OF_A_HALL] if permission == CASE_ACT else [""]
        for post in posts:
            facts = Facts(kind, overlay.hall, path, on, act_posts=frozenset({post}) if post else None)
            if decide(asker, permission, facts, table, overlay).allowed:
                yield Right(permission, kind, post)
