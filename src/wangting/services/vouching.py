"""Who may speak for an organisation: whom the register of organisations names, the phone of before, or a window.

A name and a phone that somebody types say nothing of an organisation, nor does the proved name of somebody who says to
be its representative.  So the first word is that of whom the register names, by ID number; without it a window sees
papers.  Of one that was acted for already, the same representative or the stored phone is good (docs/adr/0029, 0039).

The register takes its time: :meth:`Vouching.ask` is called between two transactions, :meth:`Vouching.word_for` takes
the answer only for the person about whom it was asked.
"""

from __future__ import annotations

from dataclasses import dataclass

from wangting.content.mandate import Mandate, Particulars
from wangting.content.parties import Organisation, Party, Person
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.gateways.identity.interface import AGREES, DIFFERS, UNKNOWN, FirmCheck, Represented, Unanswered
from wangting.gateways.vault import Vault
from wangting.services.assuring import Assuring
from wangting.services.particulars import Particularising
from wangting.services.registering import ID, Registering

#: Instead of a verdict: the register could not be asked.
AWAY = "away"
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

    ``is_enough`` where whoever registers is the representative, as the register of organisations or an earlier
    registration has it; without that and without a phone a window decides.
    """

    mark: str = ""
    phone: Particulars = NO_PHONE
    is_enough: bool = False


@dataclass(frozen=True)
class Answer:
    """What the register of organisations said about the person whose ID number has ``mark``; nothing, unless asked."""

    verdict: str = UNKNOWN
    mark: str = ""


UNASKED = Answer()


class Vouching:
    """Says whose word registers an organisation; it is asked when a mandate is drawn up and again when it is signed."""

    def __init__(self, *, register: Register, registering: Registering, assuring: Assuring, people: Particularising,
                 firms: FirmCheck, vault: Vault) -> None:  # fmt: skip
        self._register = register
        self._registering = registering
        self._assuring = assuring
        self._people = people
        self._firms = firms
        self._vault = vault

    def is_connected(self) -> bool:
        """Say whether there is a register of organisations to ask; one that cannot be read is none."""
        try:
            return self._firms.is_connected()
        except Unanswered:
            return False

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

    def named(self, firm: Firm, by: Person) -> Person | None:
        """Return who is named as the representative of ``firm``, by proof: ``by``, or whose account has its phone."""
        if self.vouches(by, firm.representative):
            return by
        found = self._registering.find_by_phone(firm.phone) if firm.phone else None
        return found if self.vouches(found, firm.representative) else None

    def ask(self, firm: Firm, by: Person) -> Answer:
        """Ask the register about ``firm`` and who is named as its representative; nothing is written."""
        return self._answer(firm, self.named(firm, by))

    def ask_again(self, mandate: Mandate) -> Answer:
        """Ask the register about an organisation whose code has come, and who vouched for it; nothing is written."""
        said = mandate.applicant
        firm = Firm(said.name, said.id_masked, mandate.representative)
        return self._answer(firm, self._register.parties.by_id_mark(mandate.vouched) if mandate.vouched else None)

    def demand_agreed(self, mandate: Mandate, answer: Answer) -> None:
        """Raise Refused where the code of ``mandate`` is not enough after ``answer`` of the register, asked just now.

        ``company_unlike_register`` where it names somebody else by now, ``company_unconfirmed`` where it confirms
        nothing any more; who is on record from an earlier registration needs no register.
        """
        is_about = bool(mandate.vouched) and answer.mark == mandate.vouched
        if is_about and answer.verdict == DIFFERS:
            raise Refused("company_unlike_register")
        if is_about and answer.verdict == AGREES:
            return
        organisation = self._register.parties.get(mandate.principal)
        is_on_record = mandate.vouched in ("", organisation.representative_mark)
        if not (is_on_record and self.was_acted_for(organisation)):
            raise Refused("company_unconfirmed")

    def _answer(self, firm: Firm, asked: Person | None) -> Answer:
        if asked is None:
            return UNASKED
        number = self._vault.open(asked.id_sealed, ID)
        said = Represented(firm.credit_code, firm.name, firm.representative, number)
        try:
            verdict = self._firms.compare(said)
        except Unanswered:
            verdict = AWAY
        return Answer(verdict, asked.id_mark)

    def word_for(self, organisation: Organisation, firm: Firm, by: Person, answer: Answer) -> Word:
        """Return whose word registers ``firm``, which is known as ``organisation``, after ``answer`` of the register.

        Raises Refused: ``company_unlike_register`` where the register names somebody else or has another name,
        ``representative_unproved`` where who registers claims to be the representative,
        ``representative_phone`` where nobody is named to ask, ``representative_unknown`` where nobody with that phone
        proved that name, ``company_differs`` where another name or representative is on record than the one written.
        """
        named = self.named(firm, by)
        if named is not None and named.id_mark == answer.mark:
            if answer.verdict == DIFFERS:
                raise Refused("company_unlike_register")
            if answer.verdict == AGREES:
                return self._word_of(named, by)
        if self.was_acted_for(organisation):
            return self._on_record(organisation, firm, by)
        if named is None:
            raise Refused(_missing(firm, by))
        return Word()

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

    def _word_of(self, representative: Person, by: Person) -> Word:
        if representative is by:
            return Word(by.id_mark, is_enough=True)
        return Word(representative.id_mark, self._people.of(representative))

    def _on_record(self, organisation: Organisation, firm: Firm, by: Person) -> Word:
        if self.vouches(by, firm.representative) and organisation.representative_mark == by.id_mark:
            return self._word_of(by, by)
        if not self._says_what_is_on_record(organisation, firm.name, firm.representative):
            raise Refused("company_differs")
        mark = organisation.representative_mark
        known = self._register.parties.by_id_mark(mark) if mark else None
        if known is not None and self.vouches(known, organisation.representative):
            return self._word_of(known, by)
        phone = self._stored(organisation)
        if not phone.phone_sealed:
            raise Refused("representative_unknown")
        return Word(phone=phone)

    def _says_what_is_on_record(self, organisation: Organisation, name: str, representative: str) -> bool:
        known = (organisation.name, organisation.representative)
        return self.was_acted_for(organisation) and (name, representative) == known

    def _stored(self, organisation: Organisation) -> Particulars:
        return NO_PHONE._replace(phone_sealed=organisation.phone_sealed, phone_masked=organisation.phone_masked)


def _missing(firm: Firm, by: Person) -> str:
    """Return why nobody is known as the representative of ``firm``."""
    if firm.representative == by.name:
        return "representative_unproved"
    return "representative_unknown" if firm.phone else "representative_phone"
