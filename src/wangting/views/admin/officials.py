"""``/<hall>/admin/officials``: who works in this hall; adding somebody, giving a post, letting somebody stand in."""

from __future__ import annotations

import secrets
from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.parties import Party
from wangting.forms.adminform import official_form, post_form, stand_in_form
from wangting.forms.spec import Named
from wangting.rules.grants import AGENT
from wangting.security.permissions import HALL_ADMINISTER
from wangting.services.administering.newcomers import Newcomer
from wangting.services.posting.appointing import OFFICIAL, Order
from wangting.views.admin import words
from wangting.views.admin.forming import FORM, count_found, day_or_none, form_page, leaf, problems
from wangting.views.dressing import go
from wangting.views.traversal.admin import AdminOfficial, AdminOfficials, AdminPlace

_ = TranslationStringFactory("wangting")

LONGEST = 40
#: For what a password is sealed until it is shown, and under which word the session keeps it.
GIVEN = "given-password"
#: Kinds of units in which officials hold posts; village agents have a page of their own.
OF_OFFICIALS = ("hall", "department", "town")


@view_config(context=AdminOfficials, request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/officials.pt")  # fmt: skip
def officials(context: AdminOfficials, request: Request) -> dict:
    """List people, a page at a time; what is searched for is part of a name, a login, a unit."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    rows = [row for party in context.office.staffing.people() if (row := person_row(context, request, party))
            and typed in f"{row['name']} {row['login']} {row['note']}"]  # fmt: skip
    shown, pager = leaf(request, rows)
    return {"title": _("${count} 个工作人员", mapping={"count": len(rows)}), "q": typed, "rows": shown, **pager,
            "told": request.session.pop_flash("admin"), "noindex": True}  # fmt: skip


@view_config(context=AdminOfficials, name="add", request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask(context: AdminOfficials, request: Request) -> dict:
    """Ask who it is and which post it is."""
    return _add_page(context, request, {"since": today_of(context).isoformat()})


@view_config(context=AdminOfficials, name="add", request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def add(context: AdminOfficials, request: Request) -> dict | Response:
    """Add the official and show the first password, this once."""
    outcome = _form(context).validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _add_page(context, request, values, outcome.errors)
    newcomer = Newcomer(values["name"], values["login"], values["phone"], order_of(values))
    faults = context.office.officials.faults(newcomer)
    count_found(request, (code for _field, code in faults))
    found = problems(faults)
    if found:
        return _add_page(context, request, values, found)
    password = secrets.token_urlsafe(9)
    hashed = context.room.registering.hashed(password)
    party = context.office.officials.add(newcomer, hashed, values["reason"], context.recording)
    keep_password(request, party, password)
    return go(request, f"admin/officials/{party.id}/")


@view_config(context=AdminOfficial, name="appoint", request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask_post(context: AdminOfficial, request: Request) -> dict:
    """Ask which post."""
    return _post_page(context, request, {"since": today_of(context).isoformat()})


@view_config(context=AdminOfficial, name="appoint", request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def appoint(context: AdminOfficial, request: Request) -> dict | Response:
    """Give the post."""
    outcome = post_form(*_choices(context)).validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _post_page(context, request, values, outcome.errors)
    order, appointing = order_of(values), context.office.appointing
    found = problems(("post", code) for code in appointing.faults(order, context.party))
    if found:
        return _post_page(context, request, values, found)
    appointing.appoint(context.party, order, values["reason"], context.recording)
    request.session.flash("appointed", "admin")
    return go(request, f"admin/officials/{context.party.id}/")


@view_config(context=AdminOfficial, name="stand-in", request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask_absent(context: AdminOfficial, request: Request) -> dict:
    """Ask in whose stead, and for how long."""
    return _stand_in_page(context, request, {"since": today_of(context).isoformat()})


@view_config(context=AdminOfficial, name="stand-in", request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def stand_in(context: AdminOfficial, request: Request) -> dict | Response:
    """Let the official stand in."""
    outcome = stand_in_form(_colleagues(context)).validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _stand_in_page(context, request, values, outcome.errors)
    absent = context.office.staffing.person(int(values["absent"]))
    period = (date.fromisoformat(values["since"]), date.fromisoformat(values["until"]))
    found = problems(("absent", code) for code in context.office.substituting.faults(context.party, absent, *period))
    if found:
        return _stand_in_page(context, request, values, found)
    context.office.substituting.stand_in(context.party, absent, *period, values["reason"], context.recording)
    request.session.flash("stands_in", "admin")
    return go(request, f"admin/officials/{context.party.id}/")


def keep_password(request: Request, party: Party, password: str) -> None:
    """Keep a password for the next page of whoever made it, sealed: the side store holds none in clear."""
    sealed = request.room.house.vault.seal(password, GIVEN)
    request.session.flash({"login": party.login, "sealed": sealed.hex()}, GIVEN)


def given_password(request: Request) -> list[dict]:
    """Return the password that was made just now, once."""
    vault = request.room.house.vault
    return [{"login": one["login"], "password": vault.open(bytes.fromhex(one["sealed"]), GIVEN)}
            for one in request.session.pop_flash(GIVEN)]  # fmt: skip


def today_of(context: AdminPlace) -> date:
    """Return the present day."""
    return context.room.house.clock.now().date()


def order_of(values: dict) -> Order:
    """Return the post that a form asks for."""
    return Order(values["post"], values["unit"], date.fromisoformat(values["since"]), day_or_none(values["until"]))


def person_row(context: AdminPlace, request: Request, party: Party) -> dict | None:
    """Return one line of the list: the posts that are not over; None for a village agent."""
    if party.kind == AGENT:
        return None
    units, today = request.room.register.orgunits, today_of(context)
    own = context.office.staffing.own_posts(today)
    held = [posting for _place, posting in context.office.staffing.postings(party)
            if not posting.ended and (posting.until is None or posting.until >= today)]  # fmt: skip
    note = "；".join(f"{words.post_name(one.post, own, request.page.lang)} · {units[one.unit].name}" for one in held)
    return {"href": request.page.url(f"admin/officials/{party.id}/"), "name": party.name, "login": party.login,
            "note": note, "disabled": party.disabled}  # fmt: skip


def _choices(context: AdminPlace) -> tuple[tuple[Named, ...], tuple[Named, ...]]:
    today, staffing = today_of(context), context.office.staffing
    units = [unit for unit in staffing.units if unit.kind in OF_OFFICIALS and not unit.closed]
    return (words.post_choices(staffing.posts(today), staffing.own_posts(today)), words.unit_choices(units))


def _form(context: AdminPlace) -> object:
    return official_form(*_choices(context))


def _colleagues(context: AdminOfficial) -> tuple[Named, ...]:
    people = context.office.staffing.people()
    return tuple(Named(str(one.id), f"{one.name} {one.login}") for one in people
                 if one.kind == OFFICIAL and one.id != context.party.id)  # fmt: skip


def _add_page(context: AdminOfficials, request: Request, values: dict, errors: tuple = ()) -> dict:
    back = (request.page.url("admin/officials/"), _("工作人员"))
    lead = _("第一个密码由网厅生成，只显示一次；本人第一次登录时换掉。")
    return form_page(request, _form(context), _("新增"), title=_("新增工作人员"), back=back, lead=lead,
                     values=values, errors=errors)  # fmt: skip


def _back(context: AdminOfficial, request: Request) -> tuple[str, str]:
    return request.page.url(f"admin/officials/{context.party.id}/"), context.party.name


def _post_page(context: AdminOfficial, request: Request, values: dict, errors: tuple = ()) -> dict:
    return form_page(request, post_form(*_choices(context)), _("给这个岗位"), title=_("给岗位"),
                     back=_back(context, request), values=values, errors=errors)  # fmt: skip


def _stand_in_page(context: AdminOfficial, request: Request, values: dict, errors: tuple = ()) -> dict:
    lead = _("代岗的人在这段时间有对方在本厅的岗位；对方的岗位没了，代岗也就没了。")
    return form_page(request, stand_in_form(_colleagues(context)), _("安排代岗"), title=_("安排代岗"), lead=lead,
                     back=_back(context, request), values=values, errors=errors)  # fmt: skip
