"""``/<hall>/admin/points``: the agency points of the hall's villages, and who works at them."""

from __future__ import annotations

import secrets

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.forms.adminform import AGENT_FORM
from wangting.rules.grants import AGENT
from wangting.security.permissions import HALL_ADMINISTER
from wangting.services.administering.newcomers import Newcomer
from wangting.services.administering.staffing import VILLAGE
from wangting.services.posting.appointing import Order
from wangting.views.admin.forming import FORM, count_found, form_page, leaf, problems
from wangting.views.admin.officials import keep_password, order_of, today_of
from wangting.views.dressing import go
from wangting.views.traversal.admin import AdminPoint, AdminPoints

_ = TranslationStringFactory("wangting")

LONGEST = 40


@view_config(context=AdminPoints, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/points.pt")
def points(context: AdminPoints, request: Request) -> dict:
    """List villages with their agents, a page at a time; what is searched for is part of a name or a code."""
    typed = request.GET.get("q", "").strip()[:LONGEST]
    staffing, units = context.office.staffing, request.room.register.orgunits
    villages = [unit for unit in staffing.units if unit.kind == VILLAGE]
    agents: dict[str, list] = {}
    for party in staffing.people():
        for _place, one in staffing.postings(party):
            if one.post == AGENT and not one.ended and (one.until is None or one.until >= today_of(context)):
                agents.setdefault(one.unit, []).append(party)
    found = [unit for unit in villages if typed in f"{unit.name} {unit.key} {units[unit.parent].name}"]
    shown, pager = leaf(request, found)
    rows = [{"code": unit.key, "name": unit.name, "town": units[unit.parent].name, "agents": agents.get(unit.key, [])}
            for unit in shown]  # fmt: skip
    title = _("${count} 个村（社区），${agents} 个有代办员",
              mapping={"count": len(villages), "agents": len(agents)})  # fmt: skip
    return {"title": title, "q": typed, "rows": rows, **pager, "noindex": True}


@view_config(context=AdminPoint, request_method="GET", permission=HALL_ADMINISTER, renderer=FORM)
def ask(context: AdminPoint, request: Request) -> dict:
    """Ask who the agent is."""
    return _page(context, request, {"since": today_of(context).isoformat()})


@view_config(context=AdminPoint, request_method="POST", permission=HALL_ADMINISTER, renderer=FORM)
def add(context: AdminPoint, request: Request) -> dict | Response:
    """Add an agent at this point."""
    outcome = AGENT_FORM.validate(request.POST.items(), lang=request.page.lang)
    values = outcome.values
    if outcome.errors:
        return _page(context, request, values, outcome.errors)
    order: Order = order_of({**values, "post": AGENT, "unit": context.unit.key})
    newcomer = Newcomer(values["name"], values["login"], values["phone"], order)
    faults = context.office.officials.faults(newcomer)
    count_found(request, (code for _field, code in faults))
    found = problems(("until" if field == "post" else field, code) for field, code in faults)
    if found:
        return _page(context, request, values, found)
    password = secrets.token_urlsafe(9)
    hashed = context.room.registering.hashed(password)
    party = context.office.officials.add(newcomer, hashed, values["reason"], context.recording)
    keep_password(request, party, password)
    return go(request, f"admin/officials/{party.id}/")


def _page(context: AdminPoint, request: Request, values: dict, errors: tuple = ()) -> dict:
    title = _("给${village}加代办员", mapping={"village": context.unit.name})
    return form_page(request, AGENT_FORM, _("新增"), title=title, values=values, errors=errors,
                     back=(request.page.url("admin/points/"), _("代办点")),
                     lead=_("第一个密码由网厅生成，只显示一次；本人第一次登录时换掉。"))  # fmt: skip
