"""A hall: one tenant, administered by itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from substanced.content import content
from substanced.folder import Folder

from wangting.content.item import Implementation
from wangting.errors import NotFound
from wangting.rules.grants import Grant, Place
from wangting.rules.overlay import Overlay


class OverlayVersion(NamedTuple):
    """The hall's permission overlay in force from ``since``; versions are only ever appended (DESIGN 5)."""

    since: date
    by: int | None
    reason: str
    grants: tuple[tuple[str, str, str, str], ...]
    removals: tuple[tuple[str, str, str], ...]

    def of(self, hall: str) -> Overlay:
        """Return the version as the rules take it."""
        return Overlay(hall, tuple(Grant(*grant) for grant in self.grants), frozenset(Place(*p) for p in self.removals))


@content("Hall", icon="glyphicon glyphicon-home", catalog=True)
class Hall(Folder):
    """大厅: its names, looks, promises; below it lie its pages.

    ``face`` is what is declared about it (names, hosts, theme, hours, limits of lights), as one mapping.
    """

    def __init__(self, key: str, face: Mapping[str, object]) -> None:
        super().__init__()
        self.key = key
        self.face = dict(face)
        self.implementations = OOBTree()
        self.overlays: tuple[OverlayVersion, ...] = ()

    @property
    def title(self) -> str:
        """The hall's name, as people read it."""
        return self.face["name"]

    @property
    def case_prefix(self) -> str:
        """Six characters at the head of its case numbers; not always an area code (DOMAIN 1)."""
        return self.face["case_prefix"]

    def implementation(self, code: str) -> Implementation:
        """Return the implementation of the item ``code``; raises NotFound when it is not offered here."""
        found = self.implementations.get(code)
        if found is None or not found.on:
            raise NotFound("no_item")
        return found

    def overlay_on(self, day: date) -> OverlayVersion | None:
        """Return the overlay in force on ``day``, or None."""
        return next((version for version in reversed(self.overlays) if version.since <= day), None)

    def lay_over(self, version: OverlayVersion) -> None:
        """Append a version of the overlay; what was in force on a past day stays known."""
        self.overlays += (version,)
