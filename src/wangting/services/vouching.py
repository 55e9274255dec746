"""Who may speak for an organisation: its representative by proof, the phone it was reached at before, or a window.

A name and a phone that somebody types say nothing of an organisation.  So a code goes only to the phone of an account
whose owner has proved the representative's name, or to the one that was stored when the organisation was confirmed
last (docs/adr/0029).
"""

from __future__ import annotations

from dataclasses import dataclass

from wangting.content.mandate import Mandate, Particulars
from wangting.content.parties import Organisation, Party, Person
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.services.assuring import Assuring
from wangting.services.particulars import Particularising
from wangting.services.registering import Registering

#: Nobody is reached by it.
NO_PHONE = Particulars("")


@dataclass(frozen=True)
class Firm:
    """An organisation as somebody registers it; ``phone`` is the one under which its representative has an account.

    It is looked up and never written to: empty where the representative registers, or a window does.
    """

    name: str
    credit_code: str
    representative: str
    phone: str = ""


@dataclass(frozen=True)
class Word:
    """Whose word registers: ``mark`` of the representative's ID number, ``phone`` of who is asked by a code.

    ``is_enough`` where whoever registers is the representative; without that and without a phone a window decides.
    """

    mark: str = ""
    phone: Particulars = NO_PHONE
    is_enough: bool = False


class Vouching:
    """Says whose word registers an organisation; it is asked when a mandate is drawn up and again when it is signed."""

    def __init__(self, *, register: Register, registering: Registering, assuring: Assuring,
                 people: Particularising) -> None:  # fmt: skip
        self._register = register
        self._registering = registering
        self._assuring = assuring
        self._people = people

    def was_acted_for(self, organisation: Organisation) -> bool:
        """Say whether anybody ever was confirmed for ``organisation``."""
        return any(each.terms.confirmed for each in self._register.mandates.given_by(organisation.id))

    def vouches(self, person: Party | None, name: str) -> bool:
        """Say whether ``person`` is called ``name`` by proof today; held current until the commit."""
        if not isinstance(person, Person) or person.disabled or person.name != name:
            return False
        if person._p_jar is not None:
            person._p_jar.readCurrent(person)
        return self._assuring.vouches(person)

    def word_for(self, organisation: Organisation, firm: Firm, by: Person) -> Word:
        """Return whose word registers ``firm``, which is known as ``organisation``.

        Raises Refused: ``representative_unproved`` where who registers claims to be the representative,
        ``representative_phone`` where nobody is named to ask, ``representative_unknown`` where nobody with that phone
        proved that name, ``company_differs`` where another name or representative is on record than the one written.
        """
        before = self.was_acted_for(organisation)
        if self.vouches(by, firm.representative) and (not before or organisation.representative_mark == by.id_mark):
            return Word(by.id_mark, is_enough=True)
        if before:
            return self._on_record(organisation, firm)
        if firm.representative == by.name:
            raise Refused("representative_unproved")
        if not firm.phone:
            raise Refused("representative_phone")
        found = self._registering.find_by_phone(firm.phone)
        if not self.vouches(found, firm.representative):
            raise Refused("representative_unknown")
        return Word(found.id_mark, self._people.of(found))

    def signatory(self, mandate: Mandate) -> Particulars:
        """Return who confirms ``mandate`` by a code, without a phone where only a window can."""
        if not mandate.representative:
            return mandate.signatory
        organisation = self._register.parties.get(mandate.principal)
        asked = self._register.parties.by_id_mark(mandate.vouched) if mandate.vouched else None
        if asked is not None:
            is_right = self.vouches(asked, mandate.representative)
            return self._people.of(asked) if is_right else NO_PHONE
        if mandate.vouched or not self._says_what_is_on_record(organisation, mandate.applicant.name,
                                                               mandate.representative):  # fmt: skip
            return NO_PHONE
        return self._stored(organisation)

    def _mark_at_window(self, mandate: Mandate) -> str:
        """Return the mark to keep when a window confirms ``mandate``: of the operator who is the representative."""
        operator = self._register.parties.get(mandate.delegate)
        return operator.id_mark if self.vouches(operator, mandate.representative) else ""

    def adopt(self, organisation: Organisation, mandate: Mandate, *, by_code: bool, at_window: bool) -> None:
        """Let ``organisation`` be called and reached as ``mandate`` says, which is being confirmed.

        The phone of before stays where the same representative names none.
        """
        said = mandate.applicant
        phone = self.signatory(mandate) if by_code else said
        if phone.phone_sealed or organisation.representative != mandate.representative:
            organisation.phone_sealed, organisation.phone_masked = phone.phone_sealed, phone.phone_masked
        if at_window:
            mark = self._mark_at_window(mandate)
            same = organisation.representative == mandate.representative
            organisation.representative_mark = mark or (organisation.representative_mark if same else "")
        elif mandate.vouched:
            organisation.representative_mark = mandate.vouched
        organisation.name, organisation.representative = said.name, mandate.representative

    def _on_record(self, organisation: Organisation, firm: Firm) -> Word:
        if not self._says_what_is_on_record(organisation, firm.name, firm.representative):
            raise Refused("company_differs")
        mark = organisation.representative_mark
        known = self._register.parties.by_id_mark(mark) if mark else None
        if known is not None and self.vouches(known, organisation.representative):
            return Word(mark, self._people.of(known))
        phone = self._stored(organisation)
        if not phone.phone_sealed:
            raise Refused("representative_unknown")
        return Word(phone=phone)

    def _says_what_is_on_record(self, organisation: Organisation, name: str, representative: str) -> bool:
        known = (organisation.name, organisation.representative)
        return self.was_acted_for(organisation) and (name, representative) == known

    def _stored(self, organisation: Organisation) -> Particulars:
        return NO_PHONE._replace(phone_sealed=organisation.phone_sealed, phone_masked=organisation.phone_masked)
