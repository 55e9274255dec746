"""``/me/account/delete``: what goes, what stays, and why it cannot be yet."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.forms.messages import Problem
from wangting.forms.standing import ERASE
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.services.erasing import NAMELESS
from wangting.views.dressing import go, shown_form
from wangting.views.portal.amending import wrong_password
from wangting.views.portal.companies import demand_person
from wangting.views.traversal.contexts import MyAccount

_ = TranslationStringFactory("wangting")

#: Open cases that the page lists.
SHOWN = 20


@view_config(context=MyAccount, name="delete", request_method="GET", permission=SIGNED_IN, renderer="portal/erase.pt")
def ask(context: MyAccount, request: Request) -> dict:
    """Say what goes and what stays."""
    demand_person(request)
    return _page(request, ())


@view_config(context=MyAccount, name="delete", request_method="POST", permission=SIGNED_IN, renderer="portal/erase.pt")
def erase(context: MyAccount, request: Request) -> dict | Response:
    """Delete the account of whoever knows its password and has no open case; drafts go after the commit."""
    me, room = demand_person(request), request.room
    outcome = ERASE.validate(request.POST.items(), lang=request.page.lang)
    errors = outcome.errors or wrong_password(request, outcome.values["current"])
    if errors:
        return _page(request, errors)
    if room.erasing.open_cases(me):
        raise Refused("cases_open")
    erasing, party_id, drafts = room.erasing, me.id, room.erasing.drafts(me)
    erasing.erase(me)
    request.tm.get().addAfterCommitHook(lambda committed: erasing.forget(party_id, drafts) if committed else None)
    return go(request, "/")


def _page(request: Request, errors: tuple[Problem, ...]) -> dict:
    button = Button("erase", _("注销账户"), "danger")
    action = request.page.url("/me/account/delete")
    cases = request.room.erasing.open_cases(request.identity.party)
    form = shown_form(request, ERASE, action, (button,), id="erase", errors=errors)
    return {"title": _("注销账户"), "form": form, "errors": errors, "cases": cases[:SHOWN], "count": len(cases),
            "nameless": NAMELESS, "noindex": True}  # fmt: skip
