"""``/<hall>/desk/companies``: the papers of an organisation are at the window; the clerk appoints who acts for it."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Person
from wangting.errors import Refused
from wangting.forms.companyform import APPOINT
from wangting.forms.kinds import YES
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button
from wangting.security.permissions import MANDATE_CONFIRM
from wangting.views.dressing import go, shown_form
from wangting.views.firms import (
    COMPANY_FIELDS,
    NOBODY,
    OPERATOR_FIELDS,
    firm_of,
    read,
    slow_down,
    told_beside,
)
from wangting.views.traversal.contexts import Desk

_ = TranslationStringFactory("wangting")

#: What is kept of the look at the operator, where that person can see it; and of what was done, for the next page.
LOOK, TOLD = "company", "appointed"
FIELDS = {**COMPANY_FIELDS, **OPERATOR_FIELDS, "too_many_companies": "operator"}


@view_config(context=Desk, name="companies", request_method="GET", permission=MANDATE_CONFIRM,
             renderer="desk/companies.pt")  # fmt: skip
def ask(context: Desk, request: Request) -> dict:
    """Ask for what stands on the licence, and who is to act."""
    return _page(request, {"until": request.room.mandating.proposed_end().isoformat()}, ())


@view_config(context=Desk, name="companies", request_method="POST", permission=MANDATE_CONFIRM,
             renderer="desk/companies.pt")  # fmt: skip
def appoint(context: Desk, request: Request) -> dict | Response:
    """Let somebody act for an organisation at once, by its papers; who did so for it until now may be ended."""
    room, clerk = request.room, request.identity.party
    values, errors = read(APPOINT, request)
    if errors:
        return _page(request, values, errors)
    slow_down(request)
    found = room.registering.find(values["operator"])
    if not isinstance(found, Person) or found.disabled or found.name != values["operator_name"]:
        return _page(request, values, (Problem("operator", NOBODY),))
    post = room.gate.may(request.identity.asker, MANDATE_CONFIRM, context.facts()).post
    room.house.side.looks.note(clerk.id, post, LOOK, person=found.id)
    until, ends_others = date.fromisoformat(values["until"]), values["ends_others"] == YES
    try:
        mandate = room.representing.appoint(firm_of(values), found, until, clerk, ends_others=ends_others)
    except Refused as refused:
        return _page(request, values, told_beside(request, refused, FIELDS))
    request.session.flash(mandate.number, TOLD)
    return go(request, "desk/companies")


def _page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    form = shown_form(
        request,
        APPOINT,
        request.page.url("desk/companies"),
        (Button("appoint", _("看过了，指定经办人"), "main"),),
        id="appoint",
        values=values,
        errors=errors,
    )
    return {"title": _("指定单位的经办人"), "form": form, "errors": errors, "told": request.session.pop_flash(TOLD)}
