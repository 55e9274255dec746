"""Adds officials and village agents, shuts them out and lets them in again, gives them another password."""

from __future__ import annotations

from wangting.clock import Clock
from wangting.content.parties import Agent, Directory, Official, Party
from wangting.content.postings import Spell
from wangting.errors import Refused
from wangting.rules.grants import AGENT
from wangting.services.administering.newcomers import Newcomer, faults_of_person
from wangting.services.administering.recording import Recording, iso
from wangting.services.administering.staffing import Staffing
from wangting.services.admitting import Admitting
from wangting.services.passwording import Passwording
from wangting.services.posting.appointing import Appointing
from wangting.services.registering import Registering


class Officials:
    """People of one hall."""

    def __init__(self, *, staffing: Staffing, appointing: Appointing, registering: Registering,
                 directory: Directory, admitting: Admitting, passwording: Passwording,
                 clock: Clock) -> None:  # fmt: skip
        self._staffing = staffing
        self._appointing = appointing
        self._registering = registering
        self._directory = directory
        self._admitting = admitting
        self._passwording = passwording
        self._clock = clock

    def faults(self, newcomer: Newcomer) -> list[tuple[str, str]]:
        """Return (field, code) of everything that stands in the way of adding ``newcomer``."""
        found = list(faults_of_person(newcomer, self._registering))
        found += [("post", code) for code in self._appointing.faults(newcomer.order)]
        return found

    def add(self, newcomer: Newcomer, password_hash: str, reason: str, recording: Recording, *,
            act: str = "add_official") -> Party:  # fmt: skip
        """Add somebody, who changes the password at the first sign-in; raises Refused with the first of the faults.

        Without a password it is set by the code of ``/reset``, or given later.
        """
        found = self.faults(newcomer)
        if found:
            raise Refused(found[0][1])
        order, party_id = newcomer.order, self._directory.new_id()
        name = newcomer.name.strip()
        party = Agent(party_id, name, order.unit) if order.post == AGENT else Official(party_id, name)
        self._registering.identify(party, phone=newcomer.phone)
        party.login, party.password, party.must_change = newcomer.login, password_hash, bool(password_hash)
        self._directory.add(party)
        recording.note("add_agent" if order.post == AGENT else act, party.id, reason, login=party.login)
        self._appointing.appoint(party, order, reason, recording)
        return party

    def shut_out(self, party: Party, reason: str, recording: Recording) -> None:
        """Disable ``party``: every session ends now.  Raises Refused ``yourself``, ``posts_elsewhere``."""
        self._demand_ours(party, recording)
        if party.disabled:
            raise Refused("shut_out_already")
        self._admitting.shut_out(party)
        party.spells = (*party.spells, Spell(iso(self._clock.now())))
        recording.note("shut_out", party.id, reason)

    def let_in(self, party: Party, reason: str, recording: Recording) -> None:
        """Let ``party`` sign in again, with the posts that are not over; raises Refused ``held_together``."""
        self._demand_ours(party, recording)
        if not party.disabled:
            raise Refused("not_shut_out")
        # Standing in for somebody who is shut out gives nothing; who is let in gives and gets again.
        self._admitting.let_in(party)
        if self._appointing.together_with(party):
            party.disabled = True
            raise Refused("held_together")
        now = iso(self._clock.now())
        party.spells = tuple(spell._replace(until=spell.until or now) for spell in party.spells)
        recording.note("let_in", party.id, reason)

    def give_password(self, party: Party, password_hash: str, reason: str, recording: Recording) -> None:
        """Give another password, to be changed at the next sign-in; every session ends."""
        self._demand_ours(party, recording)
        self._passwording.give(party, password_hash)
        recording.note("new_password", party.id, reason)

    def _demand_ours(self, party: Party, recording: Recording) -> None:
        if party.id == recording.by:
            raise Refused("yourself")
        if not self._staffing.is_only_here(party):
            raise Refused("posts_elsewhere")
