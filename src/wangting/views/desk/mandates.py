"""``/<hall>/desk/mandates``: a mandate confirmed or revoked at the window, with whoever gives it standing there."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import NotFound, Refused
from wangting.security.permissions import MANDATE_CONFIRM
from wangting.services.fetching import fetch, numbered
from wangting.services.mandating import WINDOW
from wangting.views.downloads import attachment
from wangting.views.dressing import go
from wangting.views.mandatepage import mandate_page
from wangting.views.traversal.mandates import DeskMandate, DeskMandates

_ = TranslationStringFactory("wangting")

LONGEST = 20
#: What the clerk ticks: without it nothing is confirmed.
SEEN = "seen"
NOT_SEEN, NO_PAPERS = _("先核对本人和身份证，再勾选"), _("先核对三样原件，再勾选")


@view_config(context=DeskMandates, request_method="GET", permission=MANDATE_CONFIRM, renderer="desk/mandates.pt")
def ask(context: DeskMandates, request: Request) -> dict:
    """Ask for the number that stands on the villager's slip."""
    return {"title": _("窗口确认委托"), "typed": "", "is_unknown": False}


@view_config(context=DeskMandates, request_method="POST", permission=MANDATE_CONFIRM, renderer="desk/mandates.pt")
def look_up(context: DeskMandates, request: Request) -> dict | Response:
    """Lead to the mandate, if this hall may see it."""
    typed = request.POST.get("number", "").strip()[:LONGEST]
    try:
        found = DeskMandate(request, context, request.room.register.mandates.get(typed).number)
    except NotFound:
        request.response.status_int = 422
        return {"title": _("窗口确认委托"), "typed": typed, "is_unknown": True}
    return go(request, f"desk/mandates/{found.mandate.number}")


@view_config(context=DeskMandate, request_method="GET", permission=MANDATE_CONFIRM, renderer="desk/mandate.pt")
def show(context: DeskMandate, request: Request) -> dict:
    """Show what was written; that it was looked at is kept, where the person can see it."""
    found = context.mandate
    if found.principal is not None:
        request.room.house.side.looks.note(request.identity.party.id, "counter", "mandate", person=found.principal)
    return {**mandate_page(request, found), "error": None, "told": request.session.pop_flash()}


@view_config(context=DeskMandate, name="confirm", request_method="POST", permission=MANDATE_CONFIRM,
             renderer="desk/mandate.pt")  # fmt: skip
def confirm(context: DeskMandate, request: Request) -> dict | Response:
    """Put it in force: the clerk has seen the person and the identity card."""
    demand_another(context, request)
    if request.POST.get(SEEN) != "yes":
        request.response.status_int = 422
        error = NO_PAPERS if context.mandate.representative else NOT_SEEN
        return {**mandate_page(request, context.mandate), "error": error, "told": ()}
    request.room.mandating.confirm(context.mandate, request.identity.party, WINDOW)
    request.session.flash("confirmed")
    return go(request, f"desk/mandates/{context.mandate.number}")


@view_config(context=DeskMandate, name="revoke", request_method="POST", permission=MANDATE_CONFIRM)
def revoke(context: DeskMandate, request: Request) -> Response:
    """End it at once, at the word of whoever gave it."""
    demand_another(context, request)
    request.room.mandating.revoke(context.mandate, request.identity.party, WINDOW)
    request.session.flash("revoked")
    return go(request, f"desk/mandates/{context.mandate.number}")


@view_config(context=DeskMandate, name="confirm", request_method="GET", permission=MANDATE_CONFIRM)
@view_config(context=DeskMandate, name="revoke", request_method="GET", permission=MANDATE_CONFIRM)
def back(context: DeskMandate, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, f"desk/mandates/{context.mandate.number}")


@view_config(context=DeskMandate, name="evidence", request_method="GET", permission=MANDATE_CONFIRM)
def evidence(context: DeskMandate, request: Request) -> Response:
    """Send one photo."""
    found = numbered(context.mandate.evidence, request.subpath[0] if len(request.subpath) == 1 else "")
    return attachment(fetch(found), found.name, found.media_type)


def demand_another(context: DeskMandate, request: Request) -> None:
    """Raise Refused for a clerk whom the mandate binds: nobody is their own witness."""
    if request.identity.party.id in (context.mandate.principal, context.mandate.delegate):
        raise Refused("own_mandate")
