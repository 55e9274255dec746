"""Organisations and their operators 经办人: registered by the first one, who adds others and ends them at once.

An operator holds a mandate of the organisation, so that every rule, page and record of mandates is theirs as well
(docs/adr/0029).
"""

from __future__ import annotations

from datetime import date

from wangting.clock import Clock
from wangting.content.mandate import Mandate, Particulars
from wangting.content.parties import Organisation, Party, Person
from wangting.content.register import Register
from wangting.errors import NotFound, Refused
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import BadIdentifier, read_credit_code, read_mobile
from wangting.rules.masking import mask_phone
from wangting.services.mandating import ONLINE, WINDOW, Drawing, Mandating
from wangting.services.registering import ID, PHONE
from wangting.services.telling import Telling
from wangting.services.vouching import NO_PHONE, UNASKED, Answer, Firm, Vouching, Word

#: What credit codes are marked for: never mistaken for an ID number.
CREDIT_CODE = "credit_code"
#: Organisations that one person acts for at most.
MOST = 50
EVERYWHERE = {"halls": "亳州市各级大厅", "items": "所有可以委托办理的事项"}


class Representing:
    """Registers organisations and says who acts for them."""

    def __init__(self, *, register: Register, mandating: Mandating, vouching: Vouching, telling: Telling, vault: Vault,
                 clock: Clock) -> None:  # fmt: skip
        self._register = register
        self._mandating = mandating
        self._vouching = vouching
        self._telling = telling
        self._vault = vault
        self._clock = clock

    def find(self, credit_code: str) -> Organisation:
        """Return the organisation with this code; raises NotFound ``no_company``."""
        try:
            mark = self._vault.mark(CREDIT_CODE, read_credit_code(credit_code))
        except BadIdentifier as fault:
            raise NotFound("no_company") from fault
        found = self._register.parties.by_id_mark(mark)
        if not isinstance(found, Organisation):
            raise NotFound("no_company")
        return found

    def of(self, person: Party) -> list[tuple[Organisation, Mandate]]:
        """Return the organisations ``person`` acts for today or waits to act for, each with the mandate, by name."""
        held = self._register.mandates.held_by(person.id)
        living = [each for each in held if not each.terms.revoked and each.until >= self._today]
        # A later mandate of the same organisation stands before an earlier one, one in force before one that waits.
        living.sort(key=lambda each: (each.terms.confirmed, each.until))
        found = {party.id: (party, each) for each in living
                 if isinstance(party := self._register.parties.get(each.principal), Organisation)}  # fmt: skip
        return sorted(found.values(), key=lambda row: (row[0].name, row[0].id))

    def operators(self, firm: Organisation) -> list[Mandate]:
        """Return the mandates of those who act for ``firm`` today; the first is that of who manages them."""
        return self._mandating.in_force(firm.id)

    def is_operator(self, firm: Organisation, person: Party) -> bool:
        """Say whether ``person`` acts for ``firm`` today."""
        return any(each.delegate == person.id for each in self.operators(firm))

    def is_manager(self, firm: Organisation, person: Party) -> bool:
        """Say whether ``person`` adds and ends operators of ``firm``: who has acted longest without a break."""
        operators = self.operators(firm)
        return bool(operators) and operators[0].delegate == person.id

    def register(self, firm: Firm, by: Person, until: date, answer: Answer = UNASKED, *,
                 at_window: bool = False) -> Mandate:  # fmt: skip
        """Register ``firm`` with ``by`` as its first operator until ``until``; return the mandate.

        ``answer`` is that of ``Vouching.ask``.  It is in force at once where ``by`` is the representative; else it
        waits for a code to the representative, or for a window: ``at_window``, and wherever neither the register of
        organisations nor an earlier registration says who that is.  An organisation nobody acts for any more is
        registered anew.

        Raises BadIdentifier, Refused ``company_taken``, ``too_many_companies``, what ``Vouching.word_for`` and
        ``Mandating.faults`` name.
        """
        if len(self.of(by)) >= MOST:
            raise Refused("too_many_companies", limit=MOST)
        organisation = self._organisation(firm)
        if self.operators(organisation):
            raise Refused("company_taken")
        word = Word() if at_window else self._vouching.word_for(organisation, firm, by, answer)
        mandate = self._drawn(organisation, by, until, firm, word)
        if word.is_enough:
            self._mandating.confirm(mandate, by, ONLINE)
            self._telling.tell(by, "company_registered", company=organisation.name, until=until.isoformat())
        return mandate

    def appoint(self, firm: Firm, operator: Person, until: date, clerk: Party, *, ends_others: bool = False) -> Mandate:
        """Let ``operator`` act for ``firm``, whose papers ``clerk`` has seen at the window; return the mandate.

        With ``ends_others`` whoever acts for it now does not any longer.  ``firm.phone`` is stored as the
        representative's: the clerk saw who wrote it.  Raises as :meth:`register` does, and Refused
        ``operator_already``.
        """
        if len(self.of(operator)) >= MOST:
            raise Refused("too_many_companies", limit=MOST)
        organisation = self._organisation(firm)
        acting = self.operators(organisation)
        if ends_others:
            for each in acting:
                self._mandating.revoke(each, clerk, WINDOW)
        elif any(each.delegate == operator.id and each.until >= until for each in acting):
            raise Refused("operator_already")
        mandate = self._drawn(organisation, operator, until, firm, Word(phone=self._phone(firm)), clerk)
        self._mandating.confirm(mandate, clerk, WINDOW)
        gone = {each.delegate for each in acting if ends_others} - {operator.id}
        for each in gone:
            self._telling.tell(self._register.parties.get(each), "operator_ended", company=organisation.name)
        self._telling.tell(operator, "operator_added", company=organisation.name, until=until.isoformat())
        return mandate

    def add(self, firm: Organisation, manager: Party, operator: Party, until: date) -> Mandate:
        """Let ``operator`` act for ``firm`` until ``until``, at once; who acts for it already may do so for longer.

        Raises Refused ``not_the_manager``, ``operator_already`` and what ``Mandating.faults`` names.
        """
        self._demand_manager(firm, manager)
        held = [each for each in self.operators(firm) if each.delegate == operator.id]
        if any(each.until >= until for each in held):
            raise Refused("operator_already")
        phone = NO_PHONE._replace(phone_sealed=firm.phone_sealed, phone_masked=firm.phone_masked)
        mandate = self._mandating.draw_up(self._drawing(firm, operator, until, said=firm, phone=phone), manager, ONLINE)
        self._mandating.confirm(mandate, manager, ONLINE)
        self._telling.tell(operator, "operator_added", company=firm.name, until=until.isoformat())
        return mandate

    def end(self, firm: Organisation, by: Party, operator: int) -> None:
        """End every mandate of ``operator`` for ``firm`` at once; an operator may end their own, the manager all.

        Raises Refused ``not_the_manager``.
        """
        if by.id != operator:
            self._demand_manager(firm, by)
        ended = [each for each in self.operators(firm) if each.delegate == operator]
        for each in ended:
            self._mandating.revoke(each, by, ONLINE)
        if ended:
            self._telling.tell(self._register.parties.get(operator), "operator_ended", company=firm.name)

    @property
    def _today(self) -> date:
        return self._clock.now().date()

    def _demand_manager(self, firm: Organisation, by: Party) -> None:
        operators = self.operators(firm)
        if not operators or operators[0].delegate != by.id:
            raise Refused("not_the_manager")
        # Whoever ends the manager's mandate at this moment and this act must not both be right.
        if operators[0]._p_jar is not None:
            operators[0]._p_jar.readCurrent(operators[0])

    def _organisation(self, firm: Firm) -> Organisation:
        code = read_credit_code(firm.credit_code)
        try:
            found = self.find(code)
        except NotFound:
            found = Organisation(self._register.parties.new_id(), firm.name)
            found.id_sealed, found.id_masked = self._vault.seal(code, ID), code
            found.id_mark = self._vault.mark(CREDIT_CODE, code)
            self._register.parties.add(found)
        if not self._vouching.was_acted_for(found):
            # Of one that somebody has acted for there may be cases, whose notices go to its phone: it stays as it is
            # until what is registered now is confirmed.
            found.name, found.representative = firm.name, firm.representative
        return found

    def _phone(self, firm: Firm) -> Particulars:
        mobile = read_mobile(firm.phone) if firm.phone else ""
        return NO_PHONE._replace(phone_sealed=self._vault.seal(mobile, PHONE),
                                 phone_masked=mask_phone(mobile)) if mobile else NO_PHONE  # fmt: skip

    def _drawn(self, organisation: Organisation, operator: Person, until: date, firm: Firm, word: Word,
               clerk: Party | None = None) -> Mandate:  # fmt: skip
        """Return the mandate of ``operator`` as ``firm`` is written; sent twice it is one, and only the last waits."""
        waiting = [each for each in self._mandating.waiting(operator.id) if each.principal == organisation.id]
        said = (firm.name, firm.representative, word.mark, word.phone.phone_masked, until)
        for each in waiting:
            applicant = each.applicant
            if said == (applicant.name, each.representative, each.vouched, applicant.phone_masked, each.until):
                return each
        for each in waiting:
            self._mandating.revoke(each, clerk or operator, WINDOW if clerk else ONLINE)
        drawing = self._drawing(organisation, operator, until, said=firm, phone=word.phone)
        mandate = self._mandating.draw_up(drawing, clerk or operator, WINDOW if clerk else ONLINE)
        mandate.representative, mandate.vouched = firm.representative, word.mark
        return mandate

    def _drawing(self, firm: Organisation, operator: Party, until: date, *, said: Firm | Organisation,
                 phone: Particulars) -> Drawing:  # fmt: skip
        """Return the mandate of ``operator``: of ``firm`` as it is, or as it is ``said`` to be."""
        ever = sum(each.delegate == operator.id for each in self._register.mandates.given_by(firm.id))
        applicant = Particulars(said.name, b"", firm.id_mark, firm.id_masked, phone.phone_sealed, "",
                                phone.phone_masked)  # fmt: skip
        return Drawing(
            draft_id=f"company/{firm.id:x}/{operator.id:x}/{ever}",
            principal=firm,
            applicant=applicant,
            delegate=operator,
            since=self._today,
            until=until,
            said={**EVERYWHERE, "representative": said.representative},
        )
