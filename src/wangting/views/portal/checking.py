"""Checking the answers and handing the application in; handed in twice, it is one case with one receipt."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.messages import Problem
from wangting.security.permissions import SIGNED_IN
from wangting.services.filing import Submission
from wangting.theming.dates import day
from wangting.views.assurance import asked_of, subject_of
from wangting.views.dressing import go, wear
from wangting.views.portal.draftpage import DraftPage, open_draft, open_to
from wangting.views.traversal.contexts import DraftContext

_ = TranslationStringFactory("wangting")

#: The field that says what the page showed.
CONSENT, SHOWN = "consent", "shown"


@view_config(context=DraftContext, name="check", request_method="GET", permission=SIGNED_IN, renderer="portal/check.pt")
def check(context: DraftContext, request: Request) -> dict | Response:
    """Show all answers for reading; what cannot stand yet leads back to the form, which says what is wrong."""
    filed = request.room.filing.receipt(context.draft.id)
    if filed is not None:
        return go(request, f"/me/cases/{filed.number}/receipt")
    page = open_draft(request, context.draft)
    page.demand_mandate()
    return _model(page) if page.judged().ok and not page.is_carried else go(request, page.path, check=1)


@view_config(context=DraftContext, name="submit", request_method="POST", permission=SIGNED_IN,
             renderer="portal/check.pt")  # fmt: skip
def submit(context: DraftContext, request: Request) -> dict | Response:
    """Make the case and show its receipt; the draft is forgotten only after the commit."""
    room, draft = request.room, context.draft
    filed = room.filing.receipt(draft.id)
    if filed is not None:
        return go(request, f"/me/cases/{filed.number}/receipt")
    page = open_draft(request, draft)
    mandate = open_to(request, page.offer)
    outcome = page.judged()
    if not outcome.ok or page.is_carried:
        return go(request, page.path, check=1)
    if room.assuring.level(subject_of(request)) < room.assuring.demanded(page.edition):
        request.response.status_int = 422
        return _model(page, (Problem("assurance", _("还差实名等级：升好再提交，填的都在")),))
    if request.POST.get(SHOWN) != page.mark:
        # What is filed is what was read: another tab, or another device, has changed the draft since.
        request.response.status_int = 422
        return _model(page, (Problem(CONSENT, _("这份申请在别处改过，下面是现在的样子，请再看一遍")),))
    if request.POST.get(CONSENT) != "yes":
        request.response.status_int = 422
        return _model(page, (Problem(CONSENT, _("请先看一遍，再勾选“以上是真实的”")),))
    offer = page.offer
    submission = Submission(
        draft_id=draft.id,
        hall=offer.hall.key,
        case_prefix=offer.hall.case_prefix,
        implementation=offer.implementation,
        edition=offer.edition,
        path=room.placing.owner(offer.implementation.unit, request.identity.party).path,
        applicant=page.party,
        values=page.filed_values(outcome),
        files=page.files,
        agent=request.identity.party if mandate is not None else None,
        mandate=mandate.number if mandate is not None else "",
    )
    number = room.filing.submit(submission, request.identity.asker).number
    drafting, draft_id = room.drafting, draft.id
    filings = request.registry.meters.filed.labels(offer.hall.key)

    def note(committed: bool) -> None:
        if committed:
            filings.inc()
            drafting.filed(draft_id, number)

    request.tm.get().addAfterCommitHook(note)
    return go(request, f"/me/cases/{number}/receipt")


def _model(page: DraftPage, errors: tuple[Problem, ...] = ()) -> dict:
    request = page.request
    wear(request, page.offer.hall)
    house = request.room.house
    now = house.clock.now()
    counts_from = house.reckoner.counts_from(page.offer.hall.key, now)
    from_day = {"day": day(counts_from, request.page.lang)}
    shown = page.form.shown({**page.values(), **page.known}, page.files, request.page.lang)
    return {
        "title": _("检查一遍，再提交"),
        "offer": page.offer,
        "path": page.path,
        "mark": page.mark,
        "sections": shown,
        "known": page.known,
        "counts_from": None if counts_from == now.date() else _("提交马上有效，从 ${day}起算收件。", mapping=from_day),
        "assurance": asked_of(request, page.edition, f"{page.path}/check"),
        "errors": errors,
        "noindex": True,
    }
