"""Lays another permission overlay over the hall: proposed change by change, previewed, stored as a version."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from wangting.clock import Clock
from wangting.content.hall import Hall, OverlayVersion
from wangting.content.parties import Party
from wangting.errors import Outdated, Refused
from wangting.rules.grants import Place, Table
from wangting.rules.overlay import Fault, Overlay, faults
from wangting.rules.reach import Change, change
from wangting.rules.separation import HeldTogether, days_of, held_together
from wangting.security.gate import asker_of
from wangting.services.administering.recording import Recording, iso
from wangting.services.administering.staffing import Staffing

#: What a cell can be changed to beside a reach: what all halls have, or nothing.
SHARED, NOBODY = "shared", "-"


@dataclass(frozen=True)
class Draft:
    """What an administrator wants changed over the version ``base`` (its place in the hall's versions).

    ``cells`` are (post, permission, kind, reach), ``posts`` rows of :class:`OwnPost`, ``together`` (unit, reason).
    """

    base: int
    cells: tuple[tuple[str, str, str, str], ...] = ()
    posts: tuple[tuple[str, str, str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be changed."""
        return not (self.cells or self.posts or self.together)


@dataclass(frozen=True)
class Preview:
    """What a draft would do: faults of the overlay, who gains and loses, who would hold together what nobody may.

    ``is_own``: whoever would store it gains by it, so that another administrator has to.
    """

    overlay: Overlay
    faults: tuple[Fault, ...]
    changes: tuple[tuple[Party, Change], ...]
    together: tuple[tuple[Party, HeldTogether], ...]
    is_own: bool = False

    @property
    def can_be_stored(self) -> bool:
        """Whether nothing stands in the way."""
        return not (self.faults or self.together or self.is_own)


class Laying:
    """Reads and writes the overlays of ``hall``."""

    def __init__(self, *, hall: Hall, table: Table, staffing: Staffing, clock: Clock) -> None:
        self._hall = hall
        self._table = table
        self._staffing = staffing
        self._clock = clock

    @property
    def base(self) -> int:
        """The place of the version that a new draft changes: the last word."""
        return len(self._hall.overlays) - 1

    def next_key(self, taken: Iterable[str]) -> str:
        """Return a key for another post of the hall's own: one that no version and none of ``taken`` has had.

        A key is never used again, or whoever held the old post would hold the new one.
        """
        known = {row[0] for version in self._hall.overlays for row in version.posts} | set(taken)
        return f"own_{max((int(key.partition('_')[2]) for key in known), default=0) + 1}"

    def proposed(self, draft: Draft) -> Overlay:
        """Return the overlay that ``draft`` makes of its base."""
        version = self._hall.overlays[draft.base]
        grants = {Place(*row[:3]): row[3] for row in version.grants}
        removals = {Place(*row) for row in version.removals}
        for *cell, reach in draft.cells:
            place = Place(*cell)
            grants.pop(place, None)
            removals.discard(place)
            shared = {grant.place: grant.scope for grant in self._table.row(place.permission, place.kind)}.get(place)
            if reach == NOBODY:
                # Nothing given is nothing to take away.
                removals |= {place} if shared else set()
            elif reach not in (SHARED, shared):
                grants[place] = reach
        together = dict(version.together) | dict(draft.together)
        return Overlay.of(
            self._hall.key,
            [(*place, reach) for place, reach in sorted(grants.items())],
            removals,
            (*version.posts, *draft.posts),
            sorted((unit, reason) for unit, reason in together.items() if reason != NOBODY),
        )

    def preview(self, draft: Draft, since: date, by: int) -> Preview:
        """Return what ``draft`` would do from the day ``since``, stored by the party ``by``; nothing is written."""
        overlay = self.proposed(draft)
        found = tuple(faults(overlay, self._table))
        if found:
            return Preview(overlay, found, (), ())
        people = self._staffing.people()
        before = self._staffing.overlay(since)
        changes = tuple(self._changes(people, since, before, overlay))
        # As with posts: nobody has more in a hall by their own word alone.
        is_own = any(party.id == by and found.gains for party, found in changes)
        return Preview(overlay, (), changes, tuple(self._together(people, since, overlay)), is_own)

    def store(self, draft: Draft, since: date, reason: str, recording: Recording) -> OverlayVersion:
        """Append the version that ``draft`` makes; rights follow it at the next question anybody asks.

        Raises Outdated when somebody stored another one since, Refused ``nothing_changed``, ``day_is_past``,
        ``reason_missing``, ``overlay_faulty``, ``held_together``, ``own_overlay``.
        """
        if draft.base != self.base:
            raise Outdated
        if draft.is_empty:
            raise Refused("nothing_changed")
        if since < self._clock.now().date():
            raise Refused("day_is_past")
        if not reason.strip():
            raise Refused("reason_missing")
        preview = self.preview(draft, since, recording.by)
        if preview.faults:
            raise Refused("overlay_faulty", faults=len(preview.faults))
        if preview.together:
            raise Refused("held_together")
        if preview.is_own:
            raise Refused("own_overlay")
        overlay = preview.overlay
        version = OverlayVersion(
            since,
            recording.by,
            reason.strip(),
            tuple(map(tuple, overlay.grants)),
            tuple(sorted(map(tuple, overlay.removals))),
            tuple(map(tuple, overlay.posts)),
            tuple(map(tuple, overlay.together)),
            iso(self._clock.now()),
        )
        self._hall.lay_over(version)
        recording.note("overlay", self._hall.key, reason, since=since, version=len(self._hall.overlays))
        return version

    def _changes(self, people: Sequence[Party], on: date, before: Overlay,
                 after: Overlay) -> Iterable[tuple[Party, Change]]:  # fmt: skip
        for party in people:
            asker = asker_of(party)
            held = {holding.unit for holding in asker.holdings if holding.hall == self._hall.key}
            paths = {unit: self._staffing.unit(unit).path for unit in held if unit != self._hall.key}
            found = change(asker, paths.values(), on, self._table, (before, after))
            if not party.disabled and (found.gains or found.losses):
                yield party, found

    def _together(self, people: Sequence[Party], since: date, overlay: Overlay) -> Iterable[tuple[Party, HeldTogether]]:
        paths = self._staffing.paths()
        for party in people:
            asker = asker_of(party)
            for day in days_of(asker, since):
                found = [one for one in held_together(asker, paths, day, self._table, overlay) if one.reason is None]
                if found:
                    yield party, found[0]
                    break
