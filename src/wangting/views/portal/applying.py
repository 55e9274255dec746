"""Filling in an application: begun from the guide, kept as a draft with every button, checked before the next page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pyramid.csrf import check_csrf_origin, check_csrf_token
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config

from wangting.errors import Refused, TooLarge
from wangting.forms.form import Form
from wangting.forms.sent import Answers
from wangting.gateways.side.records import Draft
from wangting.rules.scenario import FIELD, chosen
from wangting.security.permissions import PUBLIC, SIGNED_IN
from wangting.security.waiting import PARKED
from wangting.services.catalogue import Offer
from wangting.views.dressing import go
from wangting.views.errors import refused, to_sign_in
from wangting.views.portal.draftpage import DraftPage, open_draft, open_to, sent_draft
from wangting.views.portal.guide import SCENARIO
from wangting.views.portal.papers import beside_its_field, pressed, taken
from wangting.views.traversal.contexts import DraftContext
from wangting.views.traversal.items import ItemContext
from wangting.views.waiting import has_room, is_our_form

PATH = r"^/me/drafts/[^/]+$"


@view_config(context=ItemContext, name="apply", request_method="GET", permission=SIGNED_IN, renderer="portal/draft.pt")
def begin(context: ItemContext, request: Request) -> dict:
    """Begin the draft, or go on with it; a GET writes only to the side store."""
    owner, offer = request.draft_owner, context.offer
    open_to(request, offer)
    room = request.room
    draft = room.drafting.begin(owner, offer.hall.key, offer.code, offer.edition.number)
    filed = room.filing.receipt(draft.id)
    if filed is not None:
        # The server stopped between the commit of the case and the note that the draft has become it.
        room.drafting.filed(draft.id, filed.number)
        draft = room.drafting.begin(owner, offer.hall.key, offer.code, offer.edition.number)
    return open_draft(request, _in_scenario(request, draft, offer)).model()


def _in_scenario(request: Request, draft: Draft, offer: Offer) -> Draft:
    """Note in which scenario the guide was read, when it was; the form asks for it and can change it."""
    scenario = chosen(offer.edition.data, request.GET.get(SCENARIO))
    if scenario is None or draft.values.get(FIELD) == scenario["id"]:
        return draft
    return request.room.drafting.save(draft, {FIELD: scenario["id"]})


@view_config(context=DraftContext, request_method="GET", permission=SIGNED_IN, renderer="portal/draft.pt")
def show(context: DraftContext, request: Request) -> dict | Response:
    """Show the draft as it was left; ``?check=1`` also shows what still stands in the way."""
    filed = request.room.filing.receipt(context.draft.id)
    if filed is not None:
        return go(request, f"/me/cases/{filed.number}/receipt")
    page = open_draft(request, context.draft)
    page.demand_mandate()
    return page.model(page.judged().errors if "check" in request.GET else ())


# The token is checked below: a form whose session has ended must not lose what was typed in it.
@view_config(context=DraftContext, request_method="POST", permission=PUBLIC, require_csrf=False,
             renderer="portal/draft.pt")  # fmt: skip
def keep(context: DraftContext, request: Request) -> dict | Response:
    """Keep what was typed, right or wrong, then do what the pressed button says."""
    if request.identity is None:
        draft = request.room.house.side.drafts.get(context.__name__)
        return parked(request, draft.id, DraftPage(request, draft, context.offer_of(draft)).form)
    check_csrf_origin(request)
    check_csrf_token(request)
    room = request.room
    filed = room.filing.receipt(context.draft.id)
    if filed is not None:
        return go(request, f"/me/cases/{filed.number}/receipt")
    page = sent_draft(request, context.draft)
    whole = DraftPage(request, page.draft, page.offer, is_whole=True)
    typed = whole.form.typed(texts(request))
    # A form of another scenario may lie open elsewhere: what it says is kept, what it does not ask stays as it was.
    said = {spec.id for spec in page.form.fields} | set(request.POST)
    said -= page.known.keys()
    draft = room.drafting.save(page.draft, {name: typed[name] for name in typed if name in said})
    page = DraftPage(request, draft, page.offer)
    page.demand_mandate()
    draft = taken(DraftPage(request, draft, page.offer, is_whole=True))
    page = DraftPage(request, draft, page.offer)
    answered = pressed(DraftPage(request, draft, page.offer, is_whole=True))
    if answered is not None:
        return answered
    if request.POST.get("act") == "save":
        request.session.flash("saved")
        return go(request, page.path)
    # What changed under the person's hands is read before it is checked.
    return go(request, page.path) if page.is_carried else _next(page, typed)


@exception_view_config(Refused, path_info=PATH, request_method="POST", renderer="portal/draft.pt")
@exception_view_config(TooLarge, path_info=PATH, request_method="POST", renderer="portal/draft.pt")
def refused_paper(error: Refused | TooLarge, request: Request) -> dict | Response:
    """Show the form again with everything in it when a paper was refused; other refusals have their own page."""
    context = getattr(request, "context", None)
    about_paper = not error.code.startswith("mandate")
    if about_paper and isinstance(context, DraftContext) and request.identity is not None:
        page = open_draft(request, context.draft)
        errors = beside_its_field(page, error)
        if errors is not None:
            return page.model(errors)
    return refused(error, request)


@view_config(context=DraftContext, name="submit", request_method="GET", permission=SIGNED_IN)
@view_config(context=DraftContext, name="delete", request_method="GET", permission=SIGNED_IN)
def back(context: DraftContext, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    path = f"/me/drafts/{context.draft.id}"
    return go(request, f"{path}/check" if request.view_name == "submit" else path)


@view_config(context=DraftContext, name="delete", request_method="POST", permission=SIGNED_IN)
def delete(context: DraftContext, request: Request) -> Response:
    """Forget the draft and its papers."""
    request.room.drafting.delete(context.draft)
    request.session.flash("deleted")
    return go(request, "/me/")


def _next(page: DraftPage, typed: Answers) -> dict | Response:
    outcome = page.judged()
    if outcome.ok:
        return go(page.request, f"{page.path}/check")
    return page.model(outcome.errors, typed)


def parked(request: Request, draft_id: str, form: Form) -> Response:
    """Keep what was posted on our own page until its owner has signed in again; a file must be chosen anew."""
    typed = {name: answer for name, answer in form.typed(texts(request)).items() if answer}
    if is_our_form(request) and has_room(request, draft_id, typed, may_be_long=True):
        request.session[PARKED] = request.room.drafting.park(draft_id, typed)
    return to_sign_in(request)


def texts(request: Request) -> Iterable[tuple[str, Any]]:
    """Return what was sent but for the files."""
    return [(name, value) for name, value in request.POST.items() if isinstance(value, str)]
