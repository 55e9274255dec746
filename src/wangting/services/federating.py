"""Who somebody is who signed in elsewhere: found by what was linked, else by what the provider vouches for."""

from __future__ import annotations

from wangting.clock import Clock
from wangting.content.parties import Directory, Party
from wangting.errors import Refused
from wangting.gateways.oidc.interface import Vouched
from wangting.rules.assurance import PROVIDER
from wangting.rules.identifiers import BadIdentifier, birth_date, read_id_number, read_mobile
from wangting.rules.mandate import MandateLaw, needs_guardian
from wangting.services.assuring import Assuring
from wangting.services.registering import Registering


class Federating:
    """Links accounts of another government's sign-in to people of the directory."""

    def __init__(self, *, directory: Directory, registering: Registering, assuring: Assuring, clock: Clock,
                 law: MandateLaw) -> None:  # fmt: skip
        self._directory = directory
        self._registering = registering
        self._assuring = assuring
        self._clock = clock
        self._law = law

    def known(self, vouched: Vouched) -> Party | None:
        """Return whom the subject was linked to before, or None: then a first time has to be agreed to.

        Raises Refused ``oidc_shut_out`` for who may not sign in.
        """
        party = self._directory.by_subject(vouched.subject)
        if party is not None and party.disabled:
            raise Refused("oidc_shut_out")
        return party

    def found(self, vouched: Vouched) -> Party | None:
        """Return who is in the directory already, by the ID number or else the verified phone; None for somebody new.

        Raises Refused: ``oidc_no_number`` where the provider vouches for nothing by which somebody can be known,
        ``oidc_names_differ`` where number or phone is here under another name, ``oidc_too_young`` for who needs a
        guardian, ``oidc_shut_out``.
        """
        number = self._number(vouched)
        party = self._registering.find(number) if number else None
        if party is None and vouched.phone and not number:
            party = self._registering.find(self._phone(vouched))
        if party is None:
            self._may_register(vouched, number)
            return None
        if party.disabled:
            raise Refused("oidc_shut_out")
        # Phones are given to other people after a while: who has one now is not who registered with it.
        if (number or vouched.name) and "".join(party.name.split()) != "".join(vouched.name.split()):
            raise Refused("oidc_names_differ")
        return party

    def agree(self, vouched: Vouched) -> Party:
        """Link the subject, once the person has agreed; register who is new.  Raises as :meth:`found` does."""
        party, number = self.found(vouched), self._number(vouched)
        if party is None:
            phone = self._phone(vouched)
            free = phone if phone and self._registering.find(phone) is None else ""
            party = self._registering.register(name=vouched.name, id_number=number, phone=free, password_hash="",
                                               how="vouched")  # fmt: skip
        self._directory.link(vouched.subject, party)
        if number:
            self._assuring.prove(party, PROVIDER, self._assuring.about(party))
        return party

    def _may_register(self, vouched: Vouched, number: str) -> None:
        if not number or not vouched.name.strip():
            raise Refused("oidc_no_number")
        if needs_guardian(birth_date(number), self._law, self._clock.now().date()):
            raise Refused("oidc_too_young")

    def _number(self, vouched: Vouched) -> str:
        try:
            return read_id_number(vouched.id_number, self._clock.now().date()) if vouched.id_number else ""
        except BadIdentifier as fault:
            raise Refused("oidc_no_number") from fault

    def _phone(self, vouched: Vouched) -> str:
        try:
            return read_mobile(vouched.phone) if vouched.phone else ""
        except BadIdentifier:
            return ""
