"""A hall: one tenant, administered by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from substanced.content import content
from substanced.folder import Folder

from wangting.content.implementation import Implementation
from wangting.content.journal import Journal
from wangting.errors import NotFound
from wangting.rules.overlay import Overlay


class OverlayVersion(NamedTuple):
    """The hall's permission overlay in force from ``since``; versions are only ever appended (DESIGN 5).

    ``recorded`` is the moment (ISO 8601) at which it was written, empty for what was provisioned.  A version that
    begins later than one written after it never comes into force: the last word about a day holds.
    """

    since: date
    by: int | None
    reason: str
    grants: tuple[tuple[str, str, str, str], ...]
    removals: tuple[tuple[str, str, str], ...]
    posts: tuple[tuple[str, str, str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    recorded: str = ""

    def of(self, hall: str) -> Overlay:
        """Return the version as the rules take it."""
        return Overlay.of(hall, self.grants, self.removals, self.posts, self.together)


@content("Hall", icon="glyphicon glyphicon-home", catalog=True)
class Hall(Folder):
    """大厅: its names, looks, promises; below it lie its pages.

    ``face`` is what is declared about it (names, hosts, theme, hours, limits of lights), as one mapping.  ``closed`` is
    the moment (ISO 8601) at which the hall was closed, empty for one that is open; ``offered`` is what it offered then.
    """

    closed = ""
    offered: tuple[str, ...] = ()

    def __init__(self, key: str, face: Mapping[str, object]) -> None:
        super().__init__()
        self.key = key
        self.face = dict(face)
        self.implementations = OOBTree()
        self.overlays: tuple[OverlayVersion, ...] = ()
        self.journal = Journal()

    @property
    def title(self) -> str:
        """The hall's name, as people read it."""
        return self.face["name"]

    @property
    def case_prefix(self) -> str:
        """Six characters at the head of its case numbers; not always an area code (DOMAIN 1)."""
        return self.face["case_prefix"]

    def implementation(self, code: str, day: date) -> Implementation:
        """Return the implementation of the item ``code``; raises NotFound when it is not offered here on ``day``."""
        found = self.implementations.get(code)
        if found is None or not found.is_offered(day):
            raise NotFound("no_item")
        return found

    def offered_on(self, day: date) -> list[str]:
        """Return the codes of what the hall offers on ``day``, in order."""
        return [code for code, found in self.implementations.items() if found.is_offered(day)]

    def overlay_on(self, day: date) -> OverlayVersion | None:
        """Return the overlay in force on ``day``, or None."""
        return next((version for version in reversed(self.overlays) if version.since <= day), None)

    def overlays_on(self, day: date) -> tuple[OverlayVersion, ...]:
        """Return every overlay that was in force at some moment of ``day``: one, or more when it was changed that day.

        What was written after the day does not count, whatever day it names as its first.
        """
        known = [version for version in self.overlays
                 if version.since <= day and version.recorded[:10] <= day.isoformat()]  # fmt: skip
        first = next((number for number in range(len(known) - 1, -1, -1) if not _written_on(known[number], day)), 0)
        return tuple(known[first:])

    def period(self, number: int) -> tuple[date, date | None] | None:
        """Return the first and the last day on which the version at ``number`` is in force; None: on no day.

        The last day is None where no end is known.
        """
        since, later = self.overlays[number].since, [version.since for version in self.overlays[number + 1 :]]
        until = min(later) - timedelta(days=1) if later else None
        return None if until is not None and until < since else (since, until)

    def lay_over(self, version: OverlayVersion) -> None:
        """Append a version of the overlay; what was in force on a past day stays known."""
        self.overlays += (version,)


def _written_on(version: OverlayVersion, day: date) -> bool:
    return version.recorded[:10] == day.isoformat()
