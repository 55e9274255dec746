"""The page of one draft: its form, filled as it was left, with what the account knows already."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pyramid.request import Request
from translationstring import TranslationStringFactory

from wangting.content.item import Edition
from wangting.content.mandate import Mandate
from wangting.content.parties import Party
from wangting.errors import NotAllowed, Refused
from wangting.forms.form import Form, Outcome, form_of
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button, Prefilled
from wangting.gateways.side.records import Draft, FileRef
from wangting.rules.access import Facts
from wangting.rules.edition import changes
from wangting.rules.grants import AGENT
from wangting.rules.record import serves_organisations, serves_persons
from wangting.rules.scenario import form_in, of_answers
from wangting.security.permissions import CASE_FILE
from wangting.services.catalogue import Offer
from wangting.services.registering import ID, PHONE
from wangting.theming.texts import translator
from wangting.views.assurance import asked_of
from wangting.views.behalf import applicant_of
from wangting.views.differences import Difference, differences
from wangting.views.dressing import shown_form, wear

_ = TranslationStringFactory("wangting")

#: The field that the name on the account answers; the number of the identity card is known by its kind.
NAME = "applicant_name"
#: The field that the name answers as well where an organisation applies; the credit code answers that of the number.
ORGANISATION = "organisation"
#: The field that says for which edition the form was made.
EDITION = "form_edition"
#: What differs between two editions and is no matter of who fills in a form.
UNTOLD = frozenset({"effective", "workflow"})
#: The phone of whoever applies; the form may ask for that of somebody else too.
OWN_PHONE = "phone"
#: Who applies in their own name; everybody else needs a mandate.
OWN_KINDS = frozenset({"person", "organisation"})


#: Letters of a mark; it only has to differ from those of the same draft.
MARK = 20


@dataclass(frozen=True)
class DraftPage:
    """A draft of whoever is signed in, with the offer it applies for."""

    request: Request
    draft: Draft
    offer: Offer
    #: Whether the form is that of all scenarios: what another one asked for is still read and kept.
    is_whole: bool = False
    #: The papers that a case has already; this is none yet.
    held = ()

    @property
    def path(self) -> str:
        """The address of the form."""
        return f"/me/drafts/{self.draft.id}"

    @property
    def edition(self) -> Edition:
        """The edition in force."""
        return self.offer.edition

    @property
    def party(self) -> Party:
        """Who applies: whoever is signed in, or the person they are at work for."""
        return applicant_of(self.request)

    def demand_mandate(self) -> None:
        """Raise Refused when somebody is acted for and no mandate covers the item any more."""
        if self.request.behalf is not None:
            self.request.behalf.demand(self.request, self.offer.hall.key, self.offer.code)

    @property
    def is_carried(self) -> bool:
        """Whether the draft was begun under another edition, and its owner has not sent the form of this one yet."""
        return self.draft.number is None and self.draft.edition != self.edition.number

    @property
    def changed(self) -> list[Difference]:
        """What differs for its owner from the edition under which it was begun."""
        if not self.is_carried:
            return []
        before = self.offer.item.edition(self.draft.edition)
        found = (one for one in changes(before.data, self.edition.data) if one.part not in UNTOLD)
        return differences(found, self.request.page.lang)

    @cached_property
    def form(self) -> Form:
        """The form of the edition in force."""
        data = self.edition.data
        scenario = None if self.is_whole else of_answers(data, self.draft.values)
        return form_of((*self.edition.mark, scenario and scenario["id"]), *form_in(data, scenario))

    @cached_property
    def files(self) -> Mapping[str, Sequence[FileRef]]:
        """The papers that are handed in: those that the form asks for."""
        asked = {spec.id for spec in self.form.fields}
        return {field: refs for field, refs in self.draft.files.items() if field in asked}

    @property
    def left_out(self) -> list[str]:
        """The names of the files that were sent for another scenario: they are kept, and not handed in."""
        return [ref.name for field, refs in self.draft.files.items() if field not in self.files for ref in refs]

    @cached_property
    def known(self) -> dict[str, str]:
        """What the account answers and nobody types again, masked where it is a number of a person."""
        told = {spec.id: self.party.id_masked for spec in self.form.fields if spec.kind == "id_number"}
        names = (NAME, ORGANISATION) if self.party.kind == "organisation" else (NAME,)
        named = {spec.id: self.party.name for spec in self.form.fields if spec.id in names}
        return {field: text for field, text in {**named, **told}.items() if text}

    def values(self) -> Answers:
        """Return the answers so far; the phone of the account stands in the form until another is written."""
        values = dict(self.draft.values)
        for spec in self.form.fields:
            if spec.id == OWN_PHONE and spec.id not in values and self.party.phone_sealed:
                values[spec.id] = self.request.room.house.vault.open(self.party.phone_sealed, PHONE)
        return values

    def filed_values(self, outcome: Outcome) -> Answers:
        """Return what is filed: the answers that stood, and the account's own in full."""
        vault, full = self.request.room.house.vault, {}
        for spec in self.form.fields:
            if spec.id in self.known:
                own = vault.open(self.party.id_sealed, ID) if spec.kind == "id_number" else self.party.name
                full[spec.id] = own
        return {**outcome.values, **full}

    @property
    def mark(self) -> str:
        """What tells this state of the draft from every other: the page of the last look carries it.

        By what would be filed and not by the time: saved again without a change it is the same.
        """
        files = {field: [ref.sha256 for ref in refs] for field, refs in self.files.items()}
        stated = {"edition": self.edition.number, "values": {**self.values(), **self.known}, "files": files}
        said = json.dumps(stated, ensure_ascii=False, sort_keys=True, default=str)
        return hashlib.sha256(said.encode()).hexdigest()[:MARK]

    def judged(self) -> Outcome:
        """Check the answers that are kept."""
        today = self.request.room.house.clock.now().date()
        return self.form.judge(self.values(), self.files, self.request.page.lang, today, self.known)

    def model(self, errors: tuple[Problem, ...] = (), values: Answers | None = None) -> dict:
        """Return the page model; a form that was sent and has errors is answered 422 with everything typed in it."""
        request = self.request
        wear(request, self.offer.hall)
        known_from = _("来自您的账号") if request.behalf is None else _("来自申请人的登记")
        if self.party.kind == "organisation":
            known_from = _("来自单位的登记：单位名称、统一社会信用代码")
        source = translator(request.page.lang)(known_from)
        form = shown_form(
            request,
            self.form,
            request.page.url(self.path),
            (Button("next", _("保存，下一步"), "main"), Button("save", _("存下，以后再填"))),
            id="draft",
            hidden={EDITION: str(self.edition.number)},
            values=self.values() if values is None else values,
            files=self.files,
            errors=errors,
            prefilled={field: Prefilled(text, source) for field, text in self.known.items()},
        )
        return {
            "title": _("填写申请"),
            "offer": self.offer,
            "draft": self.draft,
            "changed": self.changed,
            "left_out": self.left_out,
            "kept_until": self.draft.changed + request.room.house.draft_life,
            "path": self.path,
            "form": form,
            "assurance": asked_of(request, self.edition, self.path),
            "errors": errors,
            "told": request.session.pop_flash(),
            "noindex": True,
        }


def open_draft(request: Request, draft: Draft) -> DraftPage:
    """Return the page of ``draft``, with the form of the edition in force."""
    return DraftPage(request, draft, request.room.catalogue.offer(draft.hall, draft.item_code))


def sent_draft(request: Request, draft: Draft) -> DraftPage:
    """Return the page of ``draft``, which follows the edition in force when it was the form of that one that was sent.

    A form that lay open while another edition was published is kept; what changed is shown before it can go on.
    """
    page = open_draft(request, draft)
    if page.is_carried and request.POST.get(EDITION) == str(page.edition.number):
        return replace(page, draft=request.room.drafting.follow(draft, page.edition.number))
    return page


def open_to(request: Request, offer: Offer) -> Mandate | None:
    """Raise unless ``offer`` may be applied for today: asked when a draft begins and when it ends.

    Returns the mandate under which it is applied for, None for oneself.  NotAllowed for who cannot apply for themselves
    (officials, and agents who have not said for whom), Refused for what no mandate covers and for a hall that takes no
    applications on line.
    """
    room, asker, behalf = request.room, request.identity.asker, request.behalf
    hall = offer.hall.key
    facts = Facts(kind="item", hall=hall, path=("city", hall), on=room.house.clock.now().date())
    if behalf is None and asker.kind == AGENT:
        raise NotAllowed("for_whom_first")
    allowed = room.gate.may(asker, CASE_FILE, facts).allowed
    if not allowed or (behalf is None and asker.kind not in OWN_KINDS):
        raise NotAllowed("not_for_oneself")
    mandate = behalf.demand(request, hall, offer.code) if behalf is not None else None
    _demand_served(applicant_of(request), offer.edition)
    if not offer.is_online:
        raise Refused("not_online")
    return mandate


def _demand_served(applicant: Party, edition: Edition) -> None:
    """Raise Refused where the item serves only the others: organisations, or natural persons (服务对象)."""
    is_organisation, served = applicant.kind == "organisation", edition.data["service_object"]
    if is_organisation and not serves_organisations(served):
        raise Refused("person_item_only")
    if not is_organisation and not serves_persons(served):
        raise Refused("company_item_only")
