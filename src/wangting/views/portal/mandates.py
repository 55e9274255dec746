"""``/me/mandates``: mandates given and held; one of them read, confirmed by its code, revoked at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.mandate import Mandate
from wangting.forms.messages import Problem
from wangting.gateways.messages.letter import Undelivered
from wangting.rules.mandate import ended
from wangting.rules.masking import mask_name
from wangting.security.permissions import SIGNED_IN
from wangting.services.fetching import fetch, numbered
from wangting.services.mandating import ONLINE, SMS
from wangting.services.vouching import UNASKED
from wangting.views.behalf import begin_for
from wangting.views.downloads import attachment
from wangting.views.dressing import go
from wangting.views.firms import register_asked
from wangting.views.mandatepage import STATES, mandate_page
from wangting.views.portal.agenthome import demand_post
from wangting.views.traversal.contexts import MyMandates
from wangting.views.traversal.mandates import MyMandate

_ = TranslationStringFactory("wangting")

#: Under which word the session knows that the code was right: asked once, though the request be tried again.
RIGHT = "mandate.right"
WRONG = _("确认码不对，或者过了时间。再看一遍短信，或者重发一个")


@view_config(context=MyMandates, request_method="GET", permission=SIGNED_IN, renderer="portal/mandates.pt")
def mandates(context: MyMandates, request: Request) -> dict:
    """List what was given and what is held, the newest first."""
    register, me = request.room.register, request.identity.party.id
    return {
        "title": _("委托"),
        "given": _rows(request, register.mandates.given_by(me), lambda each: each.delegate_name),
        "held": _rows(request, register.mandates.held_by(me), lambda each: mask_name(each.applicant.name)),
        "told": request.session.pop_flash(),
        "noindex": True,
    }


def _rows(request: Request, found: list[Mandate], name: Callable[[Mandate], str]) -> list[dict]:
    newest = sorted(found, key=lambda each: (each.since, each.number), reverse=True)
    return [{"href": request.page.url(f"/me/mandates/{each.number}"), "name": name(each), "until": each.until,
             "state": state_of(request, each)} for each in newest]  # fmt: skip


def state_of(request: Request, mandate: Mandate) -> TranslationString:
    """Return how a mandate stands today, in a word."""
    return STATES[ended(mandate.terms, request.room.house.clock.now().date())]


@view_config(context=MyMandate, request_method="GET", permission=SIGNED_IN, renderer="portal/mandate.pt")
def mandate(context: MyMandate, request: Request) -> dict:
    """Show one mandate: its words, its proof, what can be done with it."""
    return _model(context, request)


@view_config(context=MyMandate, name="code", request_method="POST", permission=SIGNED_IN)
def code(context: MyMandate, request: Request) -> Response:
    """Send the code to whoever signs; nothing is written but in the side store."""
    try:
        request.room.mandating.send_code(context.mandate)
        request.session.flash("sent")
    except Undelivered:
        request.session.flash("not_sent")
    return go(request, f"/me/mandates/{context.mandate.number}")


@view_config(context=MyMandate, name="code", request_method="GET", permission=SIGNED_IN)
@view_config(context=MyMandate, name="confirm", request_method="GET", permission=SIGNED_IN)
@view_config(context=MyMandate, name="revoke", request_method="GET", permission=SIGNED_IN)
def back(context: MyMandate, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, f"/me/mandates/{context.mandate.number}")


@view_config(context=MyMandate, name="confirm", request_method="POST", permission=SIGNED_IN,
             renderer="portal/mandate.pt")  # fmt: skip
def confirm(context: MyMandate, request: Request) -> dict | Response:
    """Put the mandate in force by its code; at the point work for the person begins at once."""
    room, found, me = request.room, context.mandate, request.identity.party
    if not found.terms.confirmed:
        if request.session.get(RIGHT) != found.number:
            if not room.mandating.is_right(found, request.POST.get("code", "")):
                request.response.status_int = 422
                return _model(context, request, (Problem("code", WRONG),))
            request.session[RIGHT] = found.number
            request.session.keep_now()
        # Who left in the meantime lets nobody in: the register is asked at the moment at which it counts.
        answer = register_asked(request, partial(room.vouching.ask_again, found)) if found.representative else UNASKED
        room.mandating.confirm(found, me, SMS, answer)
    if found.delegate != me.id:
        request.session.flash("confirmed")
        return go(request, f"/me/mandates/{found.number}")
    demand_post(request)
    begin_for(request, found.principal)
    return go(request, "/me/point/")


@view_config(context=MyMandate, name="revoke", request_method="POST", permission=SIGNED_IN)
def revoke(context: MyMandate, request: Request) -> Response:
    """End the mandate at once; either of the two can."""
    request.room.mandating.revoke(context.mandate, request.identity.party, ONLINE)
    request.session.flash("revoked")
    return go(request, f"/me/mandates/{context.mandate.number}")


@view_config(context=MyMandate, name="evidence", request_method="GET", permission=SIGNED_IN)
def evidence(context: MyMandate, request: Request) -> Response:
    """Give back one photo as a file to be saved."""
    found = numbered(context.mandate.evidence, request.subpath[0] if len(request.subpath) == 1 else "")
    return attachment(fetch(found), found.name, found.media_type)


def _model(context: MyMandate, request: Request, errors: tuple[Problem, ...] = ()) -> dict:
    found, me = context.mandate, request.identity.party.id
    return {**mandate_page(request, found), "mine": found.principal == me, "errors": errors,
            "told": request.session.pop_flash()}  # fmt: skip
