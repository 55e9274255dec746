"""``/me/companies``: the organisations somebody acts for; registering one, adding and ending operators."""

from __future__ import annotations

from datetime import date
from functools import partial

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.mandate import Mandate
from wangting.content.parties import Person
from wangting.errors import NotAllowed, Refused
from wangting.forms.companyform import COMPANY, OPERATOR
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.widgets import Button
from wangting.security.permissions import SIGNED_IN
from wangting.services.vouching import UNASKED
from wangting.views.dressing import go, shown_form
from wangting.views.firms import (
    AT_WINDOW,
    COMPANY_FIELDS,
    NOBODY,
    OPERATOR_FIELDS,
    firm_of,
    read,
    register_asked,
    slow_down,
    told_beside,
)
from wangting.views.traversal.companies import MyCompanies, MyCompany

_ = TranslationStringFactory("wangting")


@view_config(context=MyCompanies, request_method="GET", permission=SIGNED_IN, renderer="portal/companies.pt")
def companies(context: MyCompanies, request: Request) -> dict:
    """List the organisations."""
    demand_person(request)
    rows = request.room.representing.of(request.identity.party)
    return {"title": _("我的单位"), "rows": rows, "noindex": True}


@view_config(context=MyCompanies, name="register", request_method="GET", permission=SIGNED_IN,
             renderer="portal/company_register.pt")  # fmt: skip
def ask(context: MyCompanies, request: Request) -> dict:
    """Ask which organisation."""
    demand_person(request)
    return _register_page(request, _until(request), ())


@view_config(context=MyCompanies, name="register", request_method="POST", permission=SIGNED_IN,
             renderer="portal/company_register.pt")  # fmt: skip
def register(context: MyCompanies, request: Request) -> dict | Response:
    """Register it; it waits for the representative's code or a window where nobody here knows who that is."""
    me, room = demand_person(request), request.room
    values, errors = read(COMPANY, request)
    if errors:
        return _register_page(request, values, errors)
    slow_down(request)
    firm, until = firm_of(values), date.fromisoformat(values["until"])
    at_window = request.POST.get("act") == AT_WINDOW
    answer = UNASKED if at_window else register_asked(request, partial(room.vouching.ask, firm, me))
    try:
        mandate = room.representing.register(firm, me, until, answer, at_window=at_window)
    except Refused as refused:
        return _register_page(request, values, told_beside(request, refused, COMPANY_FIELDS))
    if mandate.terms.confirmed:
        return go(request, _path(mandate))
    if answer.mark and not room.mandating.signatory(mandate).phone_sealed:
        request.session.flash(f"register_{answer.verdict}")
    return go(request, f"/me/mandates/{mandate.number}")


@view_config(context=MyCompany, request_method="GET", permission=SIGNED_IN, renderer="portal/company.pt")
def company(context: MyCompany, request: Request) -> dict:
    """Show one organisation and who acts for it."""
    room, me = request.room, request.identity.party
    operators = room.representing.operators(context.firm)
    return {
        "title": context.firm.name,
        "firm": context.firm,
        "operators": operators,
        "me": me.id,
        "is_manager": room.representing.is_manager(context.firm, me),
        "told": request.session.pop_flash("company"),
        "noindex": True,
    }


@view_config(context=MyCompany, name="add", request_method="GET", permission=SIGNED_IN, renderer="portal/operator.pt")
def ask_whom(context: MyCompany, request: Request) -> dict:
    """Ask whom to add."""
    _demand_manager(context, request)
    return _operator_page(context, request, _until(request), ())


@view_config(context=MyCompany, name="add", request_method="POST", permission=SIGNED_IN, renderer="portal/operator.pt")
def add(context: MyCompany, request: Request) -> dict | Response:
    """Add an operator; phone and name must fit together, and nobody learns which of the two was wrong."""
    _demand_manager(context, request)
    room = request.room
    outcome = OPERATOR.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if not outcome.ok:
        return _operator_page(context, request, values, outcome.errors)
    slow_down(request)
    found = room.registering.find(values["operator"])
    if not isinstance(found, Person) or found.disabled or found.name != values["operator_name"]:
        return _operator_page(context, request, values, (Problem("operator", NOBODY),))
    try:
        room.representing.add(context.firm, request.identity.party, found, date.fromisoformat(values["until"]))
    except Refused as refused:
        return _operator_page(context, request, values, told_beside(request, refused, OPERATOR_FIELDS))
    request.session.flash("added", "company")
    return go(request, f"/me/companies/{context.firm.id_masked}")


@view_config(context=MyCompany, name="end", request_method="POST", permission=SIGNED_IN)
def end(context: MyCompany, request: Request) -> Response:
    """End one operator at once; every session of theirs loses the organisation with the next page."""
    typed = request.POST.get("operator", "")
    operator = int(typed) if typed.isascii() and typed.isdecimal() else 0
    request.room.representing.end(context.firm, request.identity.party, operator)
    if operator == request.identity.party.id:
        return go(request, "/me/companies/")
    request.session.flash("ended", "company")
    return go(request, f"/me/companies/{context.firm.id_masked}")


@view_config(context=MyCompany, name="end", request_method="GET", permission=SIGNED_IN)
def back(context: MyCompany, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, f"/me/companies/{context.firm.id_masked}")


def demand_person(request: Request) -> Person:
    """Return who is signed in; raises NotAllowed for agents and officials, whose accounts are for their work."""
    party = request.identity.party
    if not isinstance(party, Person):
        raise NotAllowed("not_for_oneself")
    return party


def _until(request: Request) -> Answers:
    return {"until": request.room.mandating.proposed_end().isoformat()}


def _path(mandate: Mandate) -> str:
    return f"/me/companies/{mandate.applicant.id_masked}"


def _demand_manager(context: MyCompany, request: Request) -> None:
    if not request.room.representing.is_manager(context.firm, request.identity.party):
        raise Refused("not_the_manager")


def _register_page(request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    form = _form(request, COMPANY, "/me/companies/register", values, errors, Button("register", _("登记单位"), "main"),
                 Button(AT_WINDOW, _("拿编号到窗口登记")))  # fmt: skip
    room = request.room
    return {
        "title": _("登记单位"),
        "form": form,
        "errors": errors,
        "is_proved": room.assuring.vouches(request.identity.party),
        "is_connected": room.vouching.is_connected(),
        "noindex": True,
    }


def _operator_page(context: MyCompany, request: Request, values: Answers, errors: tuple[Problem, ...]) -> dict:
    path = f"/me/companies/{context.firm.id_masked}"
    form = _form(request, OPERATOR, f"{path}/add", values, errors, Button("add", _("加上"), "main"))
    return {"title": _("加一位经办人"), "form": form, "errors": errors, "firm": context.firm, "noindex": True}


def _form(request: Request, form: Form, path: str, values: Answers, errors: tuple[Problem, ...],
          *buttons: Button) -> object:  # fmt: skip
    return shown_form(request, form, request.page.url(path), buttons, id="company", values=values, errors=errors)
