"""Why somebody can or cannot do something here; who could see a case on a day; who holds everything together."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.case import Case
from wangting.content.parties import Party
from wangting.errors import Invalid, NotFound
from wangting.rules.access import Decision, Step
from wangting.rules.masking import mask_name
from wangting.rules.numbering import parse_case_number
from wangting.rules.separation import held_together
from wangting.security.gate import asker_of
from wangting.security.permissions import CASE_ACT, HALL_ADMINISTER, SEPARATION_VIEW
from wangting.views.admin import words
from wangting.views.traversal.admin import Admin

_ = TranslationStringFactory("wangting")

CASE, HALL, ITEM, BAR, LONGEST = "case", "hall", "item", "|", 60


@view_config(context=Admin, name="why", request_method="GET", permission=HALL_ADMINISTER, renderer="admin/why.pt")
def why(context: Admin, request: Request) -> dict:
    """Ask for person, permission and place, and show the derivation of the answer."""
    asked = {name: request.GET.get(name, "")[:LONGEST] for name in ("who", "right", "post", "unit", "number", "item")}
    office, table = context.office, context.room.house.table
    today = context.room.house.clock.now().date()
    own = office.staffing.own_posts(today)
    people = office.staffing.people()
    party = next((one for one in people if one.login == asked["who"]), None)
    case, number_is_wrong = _case(context, asked["number"])
    permission, _bar, kind = asked["right"].partition(BAR)
    units = {unit.key: unit for unit in office.staffing.departments()}
    unit = units.get(asked["unit"]) or office.staffing.unit(context.hall.key)
    decision = None
    code = asked["item"].strip()
    item_is_wrong = bool(code) and code not in context.room.items
    if party is not None and (permission, kind) in table.rows and not number_is_wrong and not item_is_wrong:
        if code and kind == ITEM:
            decision = office.explaining.of_item(party, permission, context.room.maintaining.facts(code))
        elif case is not None and kind == CASE:
            decision = office.explaining.of_case(party, permission, case)
        else:
            decision = office.explaining.in_unit(party, permission, kind, unit, asked["post"], today)
    posts = [post for post in table.posts if post in context.hall.face["posts"]]
    return {
        "title": _heading(party, decision),
        "asked": asked,
        "people": people,
        "rights": [(f"{permission}{BAR}{kind}", words.right_name(permission, kind))
                   for permission, kind in sorted(table.rows)],
        "posts": [(post, words.post_name(post, own, request.page.lang)) for post in posts],
        "units": list(units.values()),
        "number_is_wrong": number_is_wrong,
        "item_is_wrong": item_is_wrong,
        "answers": _answers(request, code) if decision is not None and code and kind == ITEM else "",
        "decision": decision,
        "is_act": permission == CASE_ACT,
        "steps": [_step(request, context, step) for step in (decision.why if decision is not None else ())],
        "disabled": party is not None and party.disabled,
        "noindex": True,
    }  # fmt: skip


@view_config(context=Admin, name="history", request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/history.pt")  # fmt: skip
def history(context: Admin, request: Request) -> dict:
    """Show who could see a case on a day; that this was asked is kept, where the applicant can see it."""
    number, typed = request.GET.get("number", "")[:LONGEST], request.GET.get("day", "")[:LONGEST]
    case, number_is_wrong = _case(context, number)
    day = _day(typed)
    today = context.room.house.clock.now().date()
    seers = None
    if case is not None and day is not None and day <= today:
        mandates = [] if case.agent is None else context.room.register.mandates.between(case.applicant, case.agent)
        seers = [_seer(request, context, seer) for seer in context.office.explaining.who_could_see(case, day, mandates)]
        context.room.house.side.looks.note(request.identity.party.id, "hall_admin", "history", person=case.applicant,
                                           case=case.number)  # fmt: skip
    title = _("那天谁看得到这件")
    if seers is not None:
        title = _("那天有 ${count} 个人看得到这件", mapping={"count": len(seers)})
    return {"title": title, "number": number, "typed": typed, "number_is_wrong": number_is_wrong,
            "day_is_wrong": bool(typed) and (day is None or day > today), "day_asked": day, "seers": seers,
            "noindex": True}  # fmt: skip


@view_config(context=Admin, name="together", request_method="GET", permission=SEPARATION_VIEW,
             renderer="admin/together.pt")  # fmt: skip
def together(context: Admin, request: Request) -> dict:
    """List who holds accept, review and decide in one place today, with the overlay's reason or without any."""
    office, table = context.office, context.room.house.table
    today = context.room.house.clock.now().date()
    overlay, paths, units = office.staffing.overlay(today), office.staffing.paths(), context.room.register.orgunits
    rows = [
        {"name": party.name, "login": party.login, "unit": units[one.unit].name, "reason": one.reason}
        for party in office.staffing.people()
        if not party.disabled
        for one in held_together(asker_of(party), paths, today, table, overlay)
    ]
    people = len({row["login"] for row in rows})
    title = _("${count} 个人一人全办", mapping={"count": people}) if rows else _("没有人一人全办")
    posts = [words.post_name(post, (), request.page.lang) for post in table.separated]
    return {"title": title, "rows": sorted(rows, key=lambda row: (row["reason"] is not None, row["login"])),
            "posts": posts, "allowed": [(units[one.unit].name if one.unit in units else one.unit, one.reason)
                                        for one in overlay.together], "noindex": True}  # fmt: skip


def _answers(request: Request, code: str) -> object:
    """Return who answers for an item: a department of the city, or the central office alone."""
    unit = request.room.maintaining.department_of(code)
    if unit is None:
        return _("这个事项不在市直哪个部门，由市级事项管理起草")
    return _("这个事项由${name}起草", mapping={"name": request.page.say(unit.name, unit.name_en)})


def _heading(party: Party | None, decision: Decision | None) -> object:
    if decision is None or party is None:
        return _("为什么能、为什么不能")
    return _("${name}：能", mapping={"name": party.name}) if decision.allowed else _(
        "${name}：不能", mapping={"name": party.name})  # fmt: skip


def _case(context: Admin, typed: str) -> tuple[Case | None, bool]:
    """Return the case of this hall with the number that was typed, and whether there is none of it."""
    if not typed.strip():
        return None, False
    try:
        case = context.room.tracking.by_number(str(parse_case_number(typed)))
    except (Invalid, NotFound):
        return None, True
    return (case, False) if case.owner_hall == context.hall.key else (None, True)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _step(request: Request, context: Admin, step: Step) -> dict:
    units, own = context.room.register.orgunits, context.office.staffing.own_posts(date.max)
    unit = units[step.unit].name if step.unit in units else ""
    return {"holds": step.holds, "rule": words.RULES[step.rule], "unit": unit,
            "post": words.post_name(step.post, own, request.page.lang) if step.post else ""}  # fmt: skip


def _seer(request: Request, context: Admin, seer: object) -> dict:
    units, own = context.room.register.orgunits, context.office.staffing.own_posts(date.max)
    absent = context.room.register.parties.get(seer.for_whom)
    is_staff = seer.post not in ("applicant", "agent")
    return {
        "name": seer.party.name if is_staff else mask_name(seer.party.name),
        "login": seer.party.login if is_staff else "",
        "post": words.post_name(seer.post, own, request.page.lang),
        "unit": units[seer.unit].name if seer.unit in units else "",
        "absent": absent.name if absent is not None else "",
        "until": seer.until[11:16],
    }
