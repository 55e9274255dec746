"""People as a mandate names them: who a mandate is of is known by the ID number, never by the name alone."""

from __future__ import annotations

from datetime import date

from wangting.clock import Clock
from wangting.content.mandate import Particulars
from wangting.content.parties import Directory, Party, Person, Source
from wangting.errors import Refused
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import birth_date, read_id_number, read_mobile
from wangting.rules.masking import mask_id_number, mask_phone
from wangting.services.registering import ID, PHONE


class Particularising:
    """Reads and keeps the particulars of people."""

    def __init__(self, *, directory: Directory, vault: Vault, clock: Clock) -> None:
        self._directory = directory
        self._vault = vault
        self._clock = clock

    def of(self, party: Party) -> Particulars:
        """Return the particulars of somebody in the directory."""
        return Particulars(party.name, party.id_sealed, party.id_mark, party.id_masked, party.phone_sealed,
                           party.phone_mark, party.phone_masked)  # fmt: skip

    def typed(self, name: str, id_number: str, phone: str = "") -> Particulars:
        """Return the particulars of what was typed; raises BadIdentifier for a number that cannot be."""
        number = read_id_number(id_number, self._clock.now().date())
        sealed = (self._vault.seal(number, ID), self._vault.mark(ID, number), mask_id_number(number))
        if not phone:
            return Particulars(name.strip(), *sealed)
        mobile = read_mobile(phone)
        return Particulars(name.strip(), *sealed, self._vault.seal(mobile, PHONE), self._vault.mark(PHONE, mobile),
                           mask_phone(mobile))  # fmt: skip

    def known(self, typed: Particulars) -> Party | None:
        """Return who is registered under the ID number of ``typed``.

        Raises Refused ``mandate_names_differ`` where the name is another, ``mandate_phone_differs`` where the phone
        is: the code must reach the phone that the person registered.
        """
        party = self._directory.by_id_mark(typed.id_mark)
        if party is None:
            return None
        if party.name != typed.name:
            raise Refused("mandate_names_differ")
        if party.phone_mark and typed.phone_mark and party.phone_mark != typed.phone_mark:
            raise Refused("mandate_phone_differs")
        return party

    def party_of(self, particulars: Particulars) -> Party:
        """Return the party of ``particulars``, registered now without a password when there is none.

        A phone that somebody else signs in with, as in a family, gets the notices and signs nobody in.
        """
        found = self._directory.by_id_mark(particulars.id_mark)
        if found is not None:
            return found
        person = Person(self._directory.new_id(), particulars.name)
        person.id_sealed, person.id_mark, person.id_masked = particulars[1:4]
        person.phone_sealed, person.phone_masked = particulars.phone_sealed, particulars.phone_masked
        if self._directory.by_phone_mark(particulars.phone_mark) is None:
            person.phone_mark = particulars.phone_mark
        on = self._clock.now().date().isoformat()
        known = ("name", "id_number", "phone") if person.phone_sealed else ("name", "id_number")
        person.sources = tuple(Source(what, "mandate", on) for what in known)
        self._directory.add(person)
        return person

    def born(self, particulars: Particulars) -> date | None:
        """Return the day of birth inside the ID number; None where there is none."""
        return birth_date(self._vault.open(particulars.id_sealed, ID)) if particulars.id_sealed else None
