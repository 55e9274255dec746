"""Lets one official stand in for another for a time: with the posts the other has at the moment of use, no copies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from wangting.clock import Clock
from wangting.content.hall import Hall
from wangting.content.parties import Directory, Party
from wangting.content.postings import Posting, StandIn
from wangting.errors import NotFound, Refused
from wangting.rules.access import Holding
from wangting.rules.substitution import Standing, closes_a_circle
from wangting.services.administering.recording import Recording, iso
from wangting.services.administering.staffing import Staffing
from wangting.services.posting.appointing import OFFICIAL, Appointing

#: A substitute for longer is somebody who should hold the post.
LONGEST = timedelta(days=366)


class Substituting:
    """Substitutes within one hall."""

    def __init__(self, *, hall: Hall, staffing: Staffing, appointing: Appointing, directory: Directory,
                 clock: Clock) -> None:  # fmt: skip
        self._hall = hall
        self._staffing = staffing
        self._appointing = appointing
        self._directory = directory
        self._clock = clock

    def faults(self, party: Party, absent: Party, since: date, until: date) -> list[str]:
        """Return the codes of everything that stands in the way of ``party`` standing in for ``absent``."""
        found = list(self._faults_of_period(since, until))
        wanted = Standing(party.id, absent.id, since, until)
        if closes_a_circle(wanted, self._standings):
            found.append("stands_in_circle")
        if party.kind != OFFICIAL or absent.kind != OFFICIAL:
            found.append("post_of_another_kind")
        if party.disabled or absent.disabled:
            found.append("official_shut_out")
        if any(one.absent == absent.id and one.meets(wanted) for one in self._standings(party.id)):
            found.append("stands_in_already")
        if not found and self._appointing.together_with(party, self._lent(absent, since, until)):
            found.append("held_together")
        return found

    def stand_in(self, party: Party, absent: Party, since: date, until: date, reason: str,
                 recording: Recording) -> None:  # fmt: skip
        """Let ``party`` stand in for ``absent``; raises Refused ``yourself``, or with the first of :meth:`faults`."""
        if party.id == recording.by:
            raise Refused("yourself")
        for one in (party, absent):
            # Whether a circle closes is read from others: it must still be so at the commit.
            if one._p_jar is not None:
                one._p_jar.readCurrent(one)
        found = self.faults(party, absent, since, until)
        if found:
            raise Refused(found[0])
        party.stand_ins = (*party.stand_ins, StandIn(absent, self._hall.key, since, until))
        absent.stood_in_by = tuple(dict.fromkeys((*absent.stood_in_by, party.id)))
        recording.note("stand_in", party.id, reason, absent=absent.id, since=since, until=until)

    def end(self, party: Party, place: int, reason: str, recording: Recording) -> None:
        """Take it back now; raises NotFound for that of another hall."""
        found = party.stand_ins[place] if 0 <= place < len(party.stand_ins) else None
        if found is None or found.ended or found.hall != self._hall.key:
            raise NotFound("no_stand_in")
        ended = found._replace(ended=iso(self._clock.now()))
        party.stand_ins = tuple(ended if number == place else each for number, each in enumerate(party.stand_ins))
        recording.note("end_stand_in", party.id, reason, absent=found.absent.id)

    def _faults_of_period(self, since: date, until: date) -> Iterator[str]:
        if until < since:
            yield "post_backwards"
        elif until < self._clock.now().date():
            yield "post_over_already"
        elif until - since > LONGEST:
            yield "stands_in_too_long"

    def _standings(self, party_id: int) -> Iterator[Standing]:
        party = self._directory.get(party_id)
        for one in party.stand_ins:
            if not one.ended:
                yield Standing(party_id, one.absent.id, one.since, one.until)

    def _lent(self, absent: Party, since: date, until: date) -> tuple[Holding, ...]:
        postings: list[Posting] = [posting for _place, posting in self._staffing.postings(absent)]
        return tuple(
            Holding(one.post, one.unit, max(one.since, since), min(one.until or until, until), one.hall, absent.id)
            for one in postings
            if not one.ended
        )
