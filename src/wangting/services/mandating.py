"""Mandates: drawn up, confirmed by a code or at a window, revoked at once; and what they cover on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from wangting.clock import Clock, minute_of
from wangting.content.mandate import Mandate, Particulars, Step
from wangting.content.parties import Organisation, Party, Person
from wangting.content.register import Register
from wangting.errors import Refused, TooMany
from wangting.gateways.side.interface import Codes, Throttles
from wangting.gateways.side.records import FileRef
from wangting.gateways.staging import Staging
from wangting.rules.mandate import Draft, MandateLaw, Stint, ended, faults, most_telling, seniority, why_not
from wangting.rules.masking import mask_name
from wangting.rules.notice import fill
from wangting.services.keeping import keep_files
from wangting.services.notifying import Notifying
from wangting.services.particulars import Particularising
from wangting.services.vouching import UNASKED, Answer, Vouching

DRAWN, CONFIRMED, REVOKED = "drawn", "confirmed", "revoked"
#: How a step was taken: by the applicant on line, at an agency point, by the code of a message, at a window.
ONLINE, POINT, SMS, WINDOW = "online", "point", "sms", "window"
#: What one-time codes of mandates are issued for.
PURPOSE = "mandate"
#: Codes sent for one mandate, and to one phone, in so many seconds: nobody's phone is to be flooded.
SENDS, TO_A_PHONE, SECONDS = 5, 10, 3600


@dataclass(frozen=True)
class Drawing:
    """What is signed.  ``principal`` is the party who gives it, None for somebody not registered yet.

    ``halls`` and ``items`` are keys, empty for all; ``said`` are their names as the text says them, and the
    ``representative`` where the principal is an organisation; ``files`` are the staged evidence by field.
    """

    draft_id: str
    principal: Party | None
    applicant: Particulars
    delegate: Party
    since: date
    until: date
    halls: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    guardian: Particulars | None = None
    files: Mapping[str, Sequence[FileRef]] = field(default_factory=dict)


class Mandating:
    """Keeps mandates; what one covers is asked of the rules each time."""

    def __init__(self, *, register: Register, clock: Clock, law: MandateLaw, people: Particularising, codes: Codes,
                 throttles: Throttles, notifying: Notifying, staging: Staging, vouching: Vouching) -> None:  # fmt: skip
        self._register = register
        self._vouching = vouching
        self._clock = clock
        self._law = law
        self._people = people
        self._codes = codes
        self._throttles = throttles
        self._notifying = notifying
        self._staging = staging

    @property
    def law(self) -> MandateLaw:
        """The declared periods and words."""
        return self._law

    @property
    def figures(self) -> dict[str, int]:
        """The figures that refusals name: full ``years`` of the law, ``days`` of the longest mandate."""
        return {"years": self._law.guardian_below, "days": self._law.longest}

    @property
    def _today(self) -> date:
        return self._clock.now().date()

    def proposed_end(self) -> date:
        """Return the last day that a form proposes."""
        return self._today + timedelta(days=self._law.usual)

    def faults(self, drawing: Drawing) -> tuple[str, ...]:
        """Return the codes of what stands in the way, for the form that shows them beside their fields."""
        principal, guardian = drawing.principal, drawing.guardian
        draft = Draft(
            principal=principal.id if principal is not None else None,
            principal_kind=principal.kind if principal is not None else Person.kind,
            delegate=drawing.delegate.id,
            delegate_kind=drawing.delegate.kind,
            since=drawing.since,
            until=drawing.until,
            born=self._people.born(drawing.applicant),
            guarded=guardian is not None,
            guardian_born=self._people.born(guardian) if guardian is not None else None,
        )
        found = faults(draft, self._law, self._today)
        same = guardian is not None and guardian.id_mark == drawing.applicant.id_mark
        return (*found, "guardian_is_the_child") if same else found

    def draw_up(self, drawing: Drawing, by: Party, way: str) -> Mandate:
        """Write the mandate; nobody may act under it before it is confirmed.

        Drawn from the same draft twice, it is one.  Raises Refused with the first of :meth:`faults`.
        """
        if found := self.faults(drawing):
            raise Refused(found[0], **self.figures)
        held = self._register.mandates.held_by(drawing.delegate.id)
        known = next((each for each in held if each.draft_id == drawing.draft_id), None)
        if known is not None:
            return known
        now = self._clock.now()
        mandate = Mandate(
            number=self._register.mandates.new_number(),
            principal=drawing.principal.id if drawing.principal is not None else None,
            applicant=drawing.applicant,
            guardian=drawing.guardian,
            delegate=drawing.delegate.id,
            delegate_name=drawing.delegate.name,
            since=drawing.since,
            until=drawing.until,
            halls=drawing.halls,
            items=drawing.items,
            text=self._text(drawing),
            evidence=keep_files(self._register, self._staging, drawing.files, minute_of(now)),
            draft_id=drawing.draft_id,
        )
        self._register.mandates.add(mandate)
        self._note(mandate, DRAWN, by, way)
        return mandate

    def _text(self, drawing: Drawing) -> tuple[str, ...]:
        values = {
            "principal": drawing.applicant.name,
            "guardian": drawing.guardian.name if drawing.guardian is not None else "",
            "delegate": drawing.delegate.name,
            "since": _written(drawing.since),
            "until": _written(drawing.until),
            **drawing.said,
        }
        more = [self._law.guardian_text] if drawing.guardian is not None else []
        if "representative" in drawing.said:
            more.append(self._law.company_text)
        return tuple(fill(words, values) for words in (*self._law.text, *more))

    def signatory(self, mandate: Mandate) -> Particulars:
        """Return who confirms ``mandate`` by a code; without a phone where only a window can."""
        return self._vouching.signatory(mandate)

    def send_code(self, mandate: Mandate) -> None:
        """Send the code to whoever signs; raises Refused where there is nothing to confirm or no phone, TooMany."""
        self._demand_waiting(mandate)
        signatory = self.signatory(mandate)
        if not signatory.phone_sealed:
            raise Refused("mandate_no_phone")
        reached = signatory.phone_mark or f"of {mandate.principal}"
        for key, limit in ((mandate.number, SENDS), (reached, TO_A_PHONE)):
            wait = self._throttles.hit(f"mandate-code:{key}", limit, SECONDS)
            if wait:
                raise TooMany(wait=wait)
        minutes = self._law.code_minutes
        code = self._codes.issue(PURPOSE, mandate.number, timedelta(minutes=minutes), self._law.code_tries)
        values = {"code": code, "minutes": str(minutes), "until": _written(mandate.until),
                  "delegate": mask_name(mandate.delegate_name), "firm": mandate.applicant.id_masked}  # fmt: skip
        text = self._law.company_code_text if mandate.representative else self._law.code_text
        message_id = f"mandate.{mandate.number}.{int(self._clock.now().timestamp())}"
        self._notifying.tell(message_id, signatory.phone_sealed, fill(text, values))

    def is_right(self, mandate: Mandate, code: str) -> bool:
        """Say whether ``code`` is the one that was sent, in time and unused; a wrong one costs a try."""
        return self._codes.redeem(PURPOSE, mandate.number, "".join(code.split()))

    def confirm(self, mandate: Mandate, by: Party, way: str, answer: Answer = UNASKED) -> None:
        """Put ``mandate`` in force, once; ``answer`` of ``Vouching.ask_again`` is for a code of an organisation.

        Somebody not registered yet becomes a party now, and not before: what a stranger typed must not stand in the
        way of the one who it belongs to.  Raises Refused when it was revoked or is over.
        """
        if mandate.terms.confirmed and not mandate.terms.revoked:
            return
        self._demand_waiting(mandate)
        if mandate.principal is None:
            principal = self._people.party_of(mandate.applicant)
            if principal.id == mandate.delegate:
                raise Refused("mandate_to_oneself")
            mandate.principal = principal.id
            self._register.mandates.give(mandate)
        self._settle_with(mandate, way)
        if way == SMS and mandate.representative:
            self._vouching.demand_agreed(mandate, answer)
        self._adopt(mandate, way)
        self._note(mandate, CONFIRMED, by, way)

    def revoke(self, mandate: Mandate, by: Party, way: str) -> None:
        """End ``mandate`` at once: every act that depends on it and is under way now is tried again and refused."""
        if not mandate.terms.revoked:
            self._settle_with(mandate, way)
            self._note(mandate, REVOKED, by, way)

    def _settle_with(self, mandate: Mandate, way: str) -> None:
        """Let what changes the operators of one organisation collide, so that each sees what the other did.

        Raises Refused ``company_taken`` where a code would make a second operator beside those who act for the
        organisation already: they add one, or a window does; ``representative_unknown`` where whoever was asked is
        no longer the representative by proof.
        """
        principal = self._register.parties.get(mandate.principal)
        if not isinstance(principal, Organisation):
            return
        if way == SMS and not mandate.terms.confirmed and self.in_force(principal.id):
            raise Refused("company_taken")
        if way == SMS and not self.signatory(mandate).phone_sealed:
            raise Refused("representative_unknown")
        principal._p_changed = True

    def _adopt(self, mandate: Mandate, way: str) -> None:
        """Let an organisation be called and reached as what registers it says: confirmed, and not before."""
        principal = self._register.parties.get(mandate.principal)
        if isinstance(principal, Organisation) and mandate.representative and not self.in_force(principal.id):
            self._vouching.adopt(principal, mandate, by_code=way == SMS, at_window=way == WINDOW)

    def _demand_waiting(self, mandate: Mandate) -> None:
        code = ended(mandate.terms, self._today)
        if code in ("mandate_revoked", "mandate_over") or mandate.until < self._today:
            raise Refused(code if code == "mandate_revoked" else "mandate_over")
        if mandate.terms.confirmed:
            raise Refused("mandate_confirmed_already")

    def _note(self, mandate: Mandate, what: str, by: Party, way: str) -> None:
        mandate.note(Step(what, by.id, way, self._clock.now().isoformat(timespec="seconds")))

    # what is covered

    def standing(self, principal: int, delegate: int) -> list[Mandate]:
        """Return what is in force between the two today."""
        return [each for each in self._register.mandates.between(principal, delegate) if self.is_in_force(each)]

    def is_in_force(self, mandate: Mandate) -> bool:
        """Say whether anything may be done under ``mandate`` today."""
        return ended(mandate.terms, self._today) is None

    def lapse(self, principal: int, delegate: int) -> str | None:
        """Return why ``delegate`` can do nothing for ``principal`` today, or None when something is in force."""
        codes = [ended(each.terms, self._today) for each in self._register.mandates.between(principal, delegate)]
        return None if None in codes else most_telling(code for code in codes if code)

    def demand(self, principal: int, delegate: int, hall: str, item: str) -> Mandate:
        """Return the mandate that covers the item in the hall today, and hold it current until the commit.

        Raises Refused with the most telling of the codes of ``rules.mandate.why_not``.
        """
        between = self._register.mandates.between(principal, delegate)
        codes = []
        for mandate in between:
            if mandate._p_jar is not None:
                mandate._p_jar.readCurrent(mandate)
            code = why_not(mandate.terms, hall, item, self._today)
            if code is None:
                return mandate
            codes.append(code)
        raise Refused(most_telling(codes))

    def principals(self, delegate: int) -> list[tuple[Party, date]]:
        """Return for whom ``delegate`` may act today, each with the last day, by name."""
        until: dict[int, date] = {}
        for mandate in self._register.mandates.held_by(delegate):
            if self.is_in_force(mandate):
                until[mandate.principal] = max(until.get(mandate.principal, mandate.until), mandate.until)
        found = [(self._register.parties.get(party), last) for party, last in until.items()]
        return sorted(found, key=lambda row: (row[0].name, row[0].id))

    def in_force(self, principal: int) -> list[Mandate]:
        """Return the mandates of ``principal`` in force today, by how long their delegates have acted without a break.

        Of those of one moment the one that its own delegate drew up comes first: the others were added by that one.
        """
        given, now = self._register.mandates.given_by(principal), self._clock.now()
        stints: dict[int, list[Stint]] = defaultdict(list)
        for each in given:
            if each.stint is not None:
                stints[each.delegate].append(each.stint)
        return sorted((each for each in given if self.is_in_force(each)),
                      key=lambda each: (seniority(stints[each.delegate], now), each.step(CONFIRMED).at))  # fmt: skip

    def waiting(self, delegate: int) -> list[Mandate]:
        """Return the mandates of ``delegate`` that wait for their confirmation and are not over."""
        held = self._register.mandates.held_by(delegate)
        return [each for each in held if not {CONFIRMED, REVOKED} & {step.what for step in each.steps}
                and each.until >= self._today]  # fmt: skip


def _written(day: date) -> str:
    """Return a day as a signed paper says it."""
    return f"{day.year}年{day.month}月{day.day}日"
