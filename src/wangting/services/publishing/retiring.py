"""The end of an item: in all halls, today or from a day to come, and taken back until then (ADR 0040)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wangting.clock import Clock, minute_of
from wangting.content.arrival import ENDING, KEPT, RETIRED, Arrival
from wangting.content.hall import Hall
from wangting.content.item import PUBLISHED, Deed, Edition, Item
from wangting.content.item import RETIRED as GONE
from wangting.content.register import Register
from wangting.errors import NotFound, Outdated, Refused
from wangting.gateways.side.interface import Drafts
from wangting.rules.ending import refusal
from wangting.services.publishing.impact import open_by_hall

#: What somebody does with the end: sets the day, takes it back.
ENDS, STAYS = "ending", "kept"


@dataclass(frozen=True)
class HallLoss:
    """One hall: whether it offers the item today, how many drafts and open cases of it there are."""

    hall: Hall
    is_offered: bool
    drafts: int
    open: int


class Retiring:
    """What the central office does with the end of items; who may is asked before (``office.publish``).

    ``halls`` is every hall, also one that is closed: it may be opened again.
    """

    def __init__(self, *, register: Register, items: Mapping[str, Item], halls: list[Hall], drafts: Drafts,
                 clock: Clock) -> None:  # fmt: skip
        self._register = register
        self._items = items
        self._halls = halls
        self._drafts = drafts
        self._clock = clock

    def impact(self, code: str) -> tuple[HallLoss, ...]:
        """Return what would end, hall by hall, of the halls that are open; nothing is written."""
        drafts, under_way = self._drafts.count_of_item(code), open_by_hall(self._register, code)
        today, found = self._clock.now().date(), []
        for hall in sorted((one for one in self._halls if not one.closed), key=lambda one: one.face["order"]):
            laid = hall.implementations.get(code)
            offered = laid is not None and laid.is_offered(today)
            found.append(HallLoss(hall, offered, drafts.get(hall.key, 0), under_way[hall.key]))
        return tuple(found)

    def may_end(self, code: str) -> bool:
        """Say whether the item can be ended: it is published, has not ended, and no edition is in hand."""
        item = self._item(code)
        ended = item.has_ended(self._clock.now().date())
        return item.newest_published is not None and not ended and item.in_hand is None

    def retire(self, code: str, end: date, seen: tuple[int, date | None], by: int, reason: str) -> None:
        """Take the item out of force from ``end`` in all halls, instead of on the day that was set before.

        ``seen`` is the newest published edition and the end that the office saw.  Raises Refused without a reason,
        while an edition is in hand, for a day that is over or on which nothing has begun; Outdated when somebody else
        acted first.  Open cases go on under the edition they were filed under.
        """
        newest = self._newest(code, seen)
        if not reason.strip():
            raise Refused("reason_missing")
        item, today = self._items[code], self._clock.now().date()
        if item.in_hand is not None:
            raise Refused("edition_stage", source=item.in_hand.stage, target=GONE)
        refused = refusal(end, today, newest.effective)
        if refused is not None:
            raise Refused(refused, day=newest.effective)
        item.set_end(end)
        if end > today:
            newest.note(self._deed(ENDS, by, f"{end.isoformat()} {reason.strip()}"))
            self._tell(item, newest, ENDING, by)
            for laid in _laid(item, self._halls):
                laid.ends = end
        else:
            newest.note(self._deed(GONE, by, reason.strip()))
            self._tell(item, newest, RETIRED, by)
            _close(item, self._halls, self._deed("on", by, reason.strip()))
        self._register.stamp.move()

    def keep(self, code: str, seen: tuple[int, date | None], by: int, reason: str) -> None:
        """Take back the end that was set for a day to come.

        Raises Refused without a reason and where no end is set; Outdated when somebody else acted first.
        """
        newest = self._newest(code, seen)
        if not reason.strip():
            raise Refused("reason_missing")
        item = self._items[code]
        if item.ends is None:
            raise Refused("end_missing")
        item.set_end(None)
        newest.note(self._deed(STAYS, by, reason.strip()))
        for laid in _laid(item, self._halls):
            laid.ends = None
        self._untell(item, newest, by)
        self._register.stamp.move()

    def _item(self, code: str) -> Item:
        found = self._items.get(code)
        if found is None:
            raise NotFound("no_item")
        return found

    def _newest(self, code: str, seen: tuple[int, date | None]) -> Edition:
        """Return the newest published edition, which must be what was seen; the item has not ended yet."""
        item = self._item(code)
        newest = item.newest_published
        if newest is None or item.has_ended(self._clock.now().date()):
            raise Refused("edition_stage", source=item.editions[-1].stage, target=GONE)
        if (newest.number, item.ends) != seen:
            raise Outdated
        return newest

    def _tell(self, item: Item, newest: Edition, kind: str, by: int) -> None:
        """Give every hall that offers the item its to-do; of an end to come the edition it knew stays in it."""
        today = self._clock.now().date()
        for hall in self._halls:
            laid, key = hall.implementations.get(item.code), (hall.key, item.code)
            if laid is not None and laid.is_offered(today):
                earlier = self._register.arrivals.get(key)
                waits = kind == ENDING and earlier is not None
                since = earlier.since if waits else newest.number
                self._register.arrivals[key] = Arrival(kind, since, newest.number, self._minute(), by)

    def _untell(self, item: Item, newest: Edition, by: int) -> None:
        """Take back the to-do that nobody has looked at; who has looked at it is told that the item stays."""
        today = self._clock.now().date()
        for hall in self._halls:
            laid, key = hall.implementations.get(item.code), (hall.key, item.code)
            earlier = self._register.arrivals.get(key)
            if earlier is not None and earlier.kind == ENDING:
                left = earlier.without_asking(newest.number)
                if left is None:
                    del self._register.arrivals[key]
                else:
                    self._register.arrivals[key] = left
            elif earlier is None and laid is not None and laid.is_offered(today):
                self._register.arrivals[key] = Arrival(KEPT, newest.number, newest.number, self._minute(), by)

    def _minute(self) -> int:
        return minute_of(self._clock.now())

    def _deed(self, what: str, by: int, note: str) -> Deed:
        return Deed(what, by, self._minute(), note)


def settle_end(item: Item, halls: Iterable[Hall]) -> None:
    """Write down the end of an item whose day has come, before it comes back: readers have held to the day alone."""
    set_by = next(deed for one in reversed(item.editions) for deed in reversed(one.log) if deed.what == ENDS)
    _close(item, halls, set_by._replace(what="on"))


def _laid(item: Item, halls: Iterable[Hall]) -> Iterable:
    found = (hall.implementations.get(item.code) for hall in halls)
    return (laid for laid in found if laid is not None)


def _close(item: Item, halls: Iterable[Hall], deed: Deed) -> None:
    """Let what is published be retired and every hall have switched it off: to offer it again is for each to decide."""
    for edition in (one for one in item.editions if one.stage == PUBLISHED):
        edition.stage = GONE
    for laid in _laid(item, halls):
        laid.ends = None
        if laid.on:
            laid.on = False
            laid.log += (deed,)
