"""Editions: written, reviewed by somebody else, published to all halls in one transaction (ADR 0033)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from datetime import date

from wangting.clock import Clock, minute_of
from wangting.content.arrival import CHANGED, NEW, PROMISE, RETIRED, Arrival
from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import DRAFT, PUBLISHED, REVIEWED, Deed, Edition, Item
from wangting.content.register import Register
from wangting.errors import NotFound, Outdated, Refused
from wangting.gateways.side.interface import Drafts
from wangting.rules.ending import leaves_room
from wangting.rules.hierarchy import NOWHERE
from wangting.rules.publicfile import files_in
from wangting.rules.review import is_alone, is_news
from wangting.services.administering.recording import Recording
from wangting.services.attaching import show
from wangting.services.classifying import parts_of, place
from wangting.services.publishing.impact import Impact, impact_of
from wangting.services.publishing.informing import Informing
from wangting.services.publishing.retiring import settle_end

#: What somebody does with an edition.
WRITTEN, HANDED, TAKEN_BACK, SENT_BACK = "written", "handed", "taken_back", "sent_back"
ASKED, DISCARDED = "asked", "discarded"
#: Minutes in which the central office hears once of a draft that comes and goes.
ONCE_IN = 60
#: What stands in the way of dropping a draft.
OF_OTHERS, HAS_PARTS = "draft_of_others", "has_parts"


class Publishing:
    """What becomes of editions; who may is asked before.

    ``item.draft`` is for writing, handing in and taking away, ``office.publish`` for everything else.
    ``seen`` is what the asker's page carried (``Edition.seen_mark``): nobody reviews, publishes, sends back or takes
    away what they have not seen; such an act raises Outdated.

    ``halls`` are those that are open, ``every`` hall is also one that is closed; ``recording`` returns what writes into
    the journal of the city for a party.
    """

    def __init__(self, *, register: Register, items: MutableMapping[str, Item], halls: list[Hall], every: list[Hall],
                 drafts: Drafts, clock: Clock, informing: Informing,
                 recording: Callable[[int], Recording]) -> None:  # fmt: skip
        self._register = register
        self._items = items
        self._halls = halls
        self._every = every
        self._drafts = drafts
        self._clock = clock
        self._informing = informing
        self._recording = recording

    def item(self, code: str) -> Item:
        """Return the item; raises NotFound."""
        found = self._items.get(code)
        if found is None:
            raise NotFound("no_item")
        return found

    def in_hand(self) -> Iterator[tuple[Item, Edition]]:
        """Yield the items of which an edition is being worked on, with that edition."""
        for code in self._register.drafted:
            item = self._items.get(code)
            edition = None if item is None else item.in_hand
            if edition is not None:
                yield item, edition

    def write(self, code: str, data: Mapping[str, object], by: int, based_on: int, note: str = "") -> Edition:
        """Keep ``data`` as the draft of the item: the one there is, or a new edition; the data were checked before.

        ``based_on`` is the number of the edition that the writer saw; raises Outdated when there is a later one,
        Refused while it is in review.  ``note`` says in the log what was written.
        """
        item = self.item(code)
        newest = item.editions[-1]
        if newest.number != based_on:
            raise Outdated
        if newest.is_in_review:
            raise Refused("edition_in_review")
        if newest.stage == DRAFT:
            _stays(item)
            newest.rewrite(data)
            draft = newest
        else:
            draft = Edition(code, newest.number + 1, {**data, "number": newest.number + 1})
            item.add_edition(draft)
        self._register.drafted.add(code)
        draft.note(self._deed(WRITTEN, by, note))
        return draft

    def holds_back(self, code: str, number: int, by: int, *, alone: bool) -> str | None:
        """Return why the draft cannot be dropped, ``OF_OTHERS`` or ``HAS_PARTS``, or None; raises NotFound.

        ``alone``: only what nobody else worked on, as :meth:`discard` has it.
        """
        item = self.item(code)
        is_all = len(item.editions) == 1
        deeds = item.log if is_all else ()
        if alone and not (is_alone(item.edition(number).log, by) and all(deed.by == by for deed in deeds)):
            return OF_OTHERS
        return HAS_PARTS if is_all and any(parts_of(self._items, item)) else None

    def discard(self, code: str, number: int, by: int, seen: str, *, alone: bool = False) -> None:
        """Take a draft away; raises Refused for what is no draft or is being reviewed, Outdated.

        ``alone``: only what nobody else wrote in or, where the item goes too, worked on; raises Refused
        ``draft_of_others``.  Its own log goes with it, so the item's says who took it away.  An item that has nothing
        but this draft goes with it, nobody outside has ever seen it, and the journal of the city says who did that;
        raises Refused ``has_parts`` while others lie under it.
        """
        draft = self._at(code, number, DRAFT, seen)
        if draft.is_in_review:
            raise Refused("edition_in_review")
        fault = self.holds_back(code, number, by, alone=alone)
        if fault is not None:
            raise Refused(fault)
        _stays(draft)
        item = self.item(code)
        item.drop_draft()
        self._register.drafted.discard(code)
        if not item.editions:
            for key in [key for key in self._register.waivers if key[1] == code]:
                del self._register.waivers[key]
            if item.begun_in is not None:
                unit = self._register.orgunit(item.begun_in)
                unit.begun = tuple(other for other in unit.begun if other != code)
            place(self._items, item, NOWHERE)
            del self._items[code]
            self._recording(by).note("drop_item", code, name=item.title)
            self._register.stamp.move()
            return
        item.log += (self._deed(DISCARDED, by, str(number)),)
        for hall in self._halls:
            asked = self._register.arrivals.get((hall.key, code))
            if asked is not None and asked.kind == PROMISE:
                self._stop_asking(hall, code, asked)

    def hand_in(self, code: str, number: int, by: int, seen: str) -> Edition:
        """Hand the draft that was seen to the central office, which is told; nobody writes in it from now on.

        Taken back and handed in again within ``ONCE_IN`` minutes it is not told again.
        Raises Refused for one that was handed in already; Outdated.
        """
        draft = self._at(code, number, DRAFT, seen)
        if draft.is_in_review:
            raise Refused("edition_in_review")
        _stays(self.item(code))
        draft.handed = by
        is_told = is_news(draft.log, self._minute(), ONCE_IN)
        draft.note(self._deed(HANDED, by))
        if is_told:
            self._informing.handed(draft, by)
        return draft

    def take_back(self, code: str, number: int, by: int, seen: str) -> Edition:
        """Go on writing in a draft that was handed in and not reviewed yet; raises Refused, Outdated."""
        draft = self._at(code, number, DRAFT, seen)
        if draft.handed is None:
            raise Refused("not_handed")
        _stays(self.item(code))
        draft.handed = None
        draft.note(self._deed(TAKEN_BACK, by))
        return draft

    def review(self, code: str, number: int, by: int, seen: str) -> Edition:
        """Say that the draft that was seen is right; raises Refused for who wrote in it: four eyes; Outdated."""
        draft = self._at(code, number, DRAFT, seen)
        if by in draft.writers:
            raise Refused("own_edition")
        _stays(self.item(code))
        draft.advance(REVIEWED)
        draft.note(self._deed(REVIEWED, by))
        return draft

    def send_back(self, code: str, number: int, by: int, reason: str, seen: str) -> Edition:
        """Make what was handed in or reviewed a draft again, with the reason, and tell who wrote it.

        Raises Refused without a reason, and for a draft that is still being written; Outdated.
        """
        if not reason.strip():
            raise Refused("reason_missing")
        edition = self.item(code).edition(number)
        if not edition.is_in_review or edition.seen_mark != seen:
            raise Outdated
        _stays(self.item(code))
        wrote = edition.writers
        edition.stage, edition.handed = DRAFT, None
        edition.note(self._deed(SENT_BACK, by, reason.strip()))
        self._informing.sent_back(edition, wrote - {by})
        return edition

    def impact(self, code: str, number: int) -> Impact:
        """Return what publishing the edition would do; raises NotFound."""
        item, drafts, today = self.item(code), self._drafts.count_of_item(code), self._clock.now().date()
        return impact_of(item, item.edition(number), self._halls, self._register, drafts, today)

    def publish(self, code: str, number: int, by: int, effective: date, seen: str, *, quiet: bool = False) -> Impact:
        """Put a reviewed edition in force from ``effective`` in every hall, in the caller's one transaction.

        Raises Refused for a day that is over (nothing is changed for yesterday), for one before the edition
        that it follows, for one on or after the day the item is to end, and with the halls whose promise would break;
        Outdated when it is no longer what was seen, reviewed.  An item that has ended comes back as a new one.
        ``quiet``: nobody who wrote it is told by a notice, as where many are published at once.
        """
        edition = self._at(code, number, REVIEWED, seen)
        today = self._clock.now().date()
        if effective < today:
            raise Refused("effective_past", day=effective)
        found = self.impact(code, number)
        item, old = found.item, found.old
        if old is not None and effective < old.effective:
            raise Refused("effective_before", day=old.effective)
        if not leaves_room(item.ends, today, effective):
            raise Refused("effective_ended", day=item.ends)
        for laid in (one.implementation for one in found.halls if one.implementation is not None):
            _stays(laid)
        if found.breaking:
            raise Refused("promise_breaks", breaking=tuple(one.hall.title for one in found.breaking))
        if item.has_ended(today):
            settle_end(item, self._every)
        edition.effective = effective
        edition.data = {**edition.data, "effective": effective.isoformat()}
        edition.advance(PUBLISHED)
        edition.note(self._deed(PUBLISHED, by))
        if old is not None:
            # The end of the item stays where it was set, whichever edition is in force by then.
            edition.until, old.until = old.until, effective
        item.title = edition.name
        show(self._register, files_in(edition.data).values())
        self._register.drafted.discard(code)
        self._send(found, by)
        if not quiet:
            self._informing.published(edition, edition.writers - {by})
        self._register.stamp.move()
        return found

    def ask(self, code: str, number: int, by: int) -> tuple[Hall, ...]:
        """Ask the halls whose promise stands in the way to shorten it: a to-do for each; returns them."""
        found = self.impact(code, number)
        since = 0 if found.old is None else found.old.number
        for one in found.breaking:
            key = (one.hall.key, code)
            earlier = self._register.arrivals.get(key)
            # What the hall has not looked at yet must not be lost behind the question.
            known = since if earlier is None or earlier.kind == RETIRED else earlier.since
            self._register.arrivals[key] = Arrival(PROMISE, known, number, self._minute(), by)
        if found.breaking:
            found.new.note(self._deed(ASKED, by))
        return tuple(one.hall for one in found.breaking)

    def _stop_asking(self, hall: Hall, code: str, asked: Arrival) -> None:
        newest = self.item(code).newest_published
        left = asked.without_asking(0 if newest is None else newest.number)
        if left is None:
            del self._register.arrivals[(hall.key, code)]
        else:
            self._register.arrivals[(hall.key, code)] = left

    def _send(self, found: Impact, by: int) -> None:
        """Give every hall its to-do; one that has not looked at the edition before compares with the one it knew."""
        code = found.item.code
        for one in found.halls:
            earlier = self._register.arrivals.get((one.hall.key, code))
            if found.old is None:
                kind, since = NEW, 0
            elif one.implementation is not None:
                kind, since = CHANGED, found.old.number if earlier is None else earlier.since
            else:
                continue
            arrival = Arrival(kind, since, found.new.number, self._minute(), by)
            self._register.arrivals[(one.hall.key, code)] = arrival

    def _at(self, code: str, number: int, stage: str, seen: str) -> Edition:
        """Return the edition, still at ``stage`` and as it was seen; raises Outdated: somebody else acted first."""
        edition = self.item(code).edition(number)
        if edition.stage != stage or edition.seen_mark != seen:
            raise Outdated
        return edition

    def _minute(self) -> int:
        return minute_of(self._clock.now())

    def _deed(self, what: str, by: int, note: str = "") -> Deed:
        return Deed(what, by, self._minute(), note)


def _stays(depended: Item | Edition | Implementation) -> None:
    """Let what this act only reads be what it was at the commit: else one of two at once is tried again.

    A draft may be written in while it is being taken away, and a hall may be changing its promise.
    """
    # What was made in this very transaction is nobody else's yet.
    if depended._p_jar is not None:
        depended._p_jar.readCurrent(depended)
