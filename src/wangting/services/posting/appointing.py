"""Gives posts for a period and takes them away: at once, at every open session."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from wangting.clock import Clock
from wangting.content.hall import Hall
from wangting.content.parties import Directory, Party
from wangting.content.postings import Posting
from wangting.errors import NotFound, Refused
from wangting.rules.access import Asker, Holding
from wangting.rules.grants import AGENT, Table
from wangting.rules.separation import HeldTogether, days_of, held_together
from wangting.security.gate import asker_of
from wangting.services.administering.recording import Recording, iso
from wangting.services.administering.staffing import Staffing

HALL_ADMIN = "hall_admin"
OFFICIAL = "official"


@dataclass(frozen=True)
class Order:
    """A post in a unit from ``since`` to ``until``, both included; ``until`` None has no end."""

    post: str
    unit: str
    since: date
    until: date | None = None


class Appointing:
    """Posts of one hall."""

    def __init__(self, *, hall: Hall, staffing: Staffing, directory: Directory, table: Table, clock: Clock) -> None:
        self._hall = hall
        self._staffing = staffing
        self._directory = directory
        self._table = table
        self._clock = clock

    def faults(self, order: Order, party: Party | None = None) -> list[str]:
        """Return the codes of everything that stands in the way; ``party`` None is somebody who is not there yet."""
        found = list(self._faults_of_order(order))
        if party is not None and not found:
            found += self._faults_of(party, order)
        return found

    def appoint(self, party: Party, order: Order, reason: str, recording: Recording) -> None:
        """Let ``party`` hold the post; raises Refused ``yourself``, or with the first of :meth:`faults`."""
        if party.id == recording.by:
            # Who runs the hall does not decide in it by their own word alone (DOMAIN 8: roles are separated).
            raise Refused("yourself")
        found = self.faults(order, party)
        if found:
            raise Refused(found[0])
        given = Posting(order.post, order.unit, order.since, order.until, self._hall.key)
        self._directory.post(party, (*party.postings, given))
        recording.note("appoint", party.id, reason, post=order.post, unit=order.unit, since=order.since,
                       until=order.until)  # fmt: skip

    def end(self, party: Party, place: int, reason: str, recording: Recording) -> None:
        """Take the post at ``place`` away now; raises NotFound for that of another hall, Refused ``own_admin_post``.

        Nobody takes away the post by which they administer: a hall is never left without an administrator.
        """
        postings = dict(self._staffing.postings(party))
        found = postings.get(place)
        if found is None or found.ended:
            raise NotFound("no_post_there")
        if found.post == HALL_ADMIN and party.id == recording.by:
            raise Refused("own_admin_post")
        ended = [found._replace(ended=iso(self._clock.now())) if number == place else each
                 for number, each in enumerate(party.postings)]  # fmt: skip
        self._directory.post(party, ended)
        recording.note("end_post", party.id, reason, post=found.post, unit=found.unit)

    def together_with(self, party: Party, extra: tuple[Holding, ...] = ()) -> HeldTogether | None:
        """Return the first place where ``party`` would hold together what nobody may, with ``extra``; None: nowhere.

        Those who stand in for ``party`` would have ``extra`` too, and are looked at as well.
        """
        instead = [self._directory.get(one) for one in party.stood_in_by]
        for one in (party, *instead):
            asker = asker_of(one)
            found = self._unexcused(replace(asker, holdings=(*asker.holdings, *extra)))
            if found is not None:
                return found
        return None

    def _unexcused(self, asker: Asker) -> HeldTogether | None:
        paths = self._staffing.paths()
        for day in days_of(asker, self._clock.now().date()):
            for one in held_together(asker, paths, day, self._table, self._staffing.overlay(day)):
                if one.reason is None:
                    return one
        return None

    def _faults_of_order(self, order: Order) -> Iterator[str]:
        today = self._clock.now().date()
        kinds = self._staffing.kinds(order.post, max(order.since, today))
        if not kinds:
            yield "no_post_here"
        try:
            unit = self._staffing.unit(order.unit)
        except NotFound:
            yield "unit_of_another_hall"
        else:
            if kinds and unit.kind not in kinds:
                yield "post_not_held_there"
        if order.until is not None and order.until < order.since:
            yield "post_backwards"
        elif order.until is not None and order.until < today:
            yield "post_over_already"

    def _faults_of(self, party: Party, order: Order) -> Iterator[str]:
        if (party.kind == AGENT) != (order.post == AGENT) or party.kind not in (OFFICIAL, AGENT):
            yield "post_of_another_kind"
        if party.disabled:
            yield "official_shut_out"
        if any(self._is_held(posting, order) for posting in party.postings):
            yield "post_held_already"
        elif self.together_with(party, (Holding(order.post, order.unit, order.since, order.until, self._hall.key),)):
            yield "held_together"

    @staticmethod
    def _is_held(posting: Posting, order: Order) -> bool:
        """Say whether the same post in the same unit is held on a day of ``order`` already."""
        same = (posting.post, posting.unit) == (order.post, order.unit) and not posting.ended
        begins = order.until is None or posting.since <= order.until
        return same and begins and (posting.until is None or order.since <= posting.until)
