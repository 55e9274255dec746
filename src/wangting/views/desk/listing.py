"""``/<hall>/desk/``: what is mine to do, in order of deadline."""

from __future__ import annotations

from urllib.parse import quote

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from wangting.errors import Invalid, NotFound
from wangting.rules.numbering import parse_case_number
from wangting.security.permissions import CASE_VIEW, DESK_VIEW, IDENTITY_WITNESS, MANDATE_CONFIRM
from wangting.services.locating import credit_code_in
from wangting.services.worklist import TABS, Key, Wanted
from wangting.views.desk.rows import Rows
from wangting.views.dressing import go
from wangting.views.traversal.contexts import Desk, DeskCase, DeskCases

#: What a person types to find a case is never longer.
LONGEST = 60


@view_config(context=Desk, request_method="GET", permission=DESK_VIEW, renderer="desk/list.pt")
def worklist(context: Desk, request: Request) -> dict | Response:
    """Show the list; a whole case number in the search box leads straight to its case."""
    text = request.GET.get("q", "").strip()[:LONGEST]
    number = _number(text)
    if number is not None and _is_here(context, request, number):
        return go(request, f"desk/cases/{quote(number)}")
    wanted = _wanted(context, request, text)
    rows = Rows(request, context.hall, wanted)
    return {"title": rows.heading, "rows": rows, "not_here": number, "told": request.session.pop_flash(),
            "may_confirm": bool(request.has_permission(MANDATE_CONFIRM, context)),
            "may_witness": bool(request.has_permission(IDENTITY_WITNESS, context))}  # fmt: skip


def _wanted(context: Desk, request: Request, text: str) -> Wanted:
    tab, light, state = (request.GET.get(name, "") for name in ("tab", "light", "state"))
    if tab not in TABS:
        tab = context.room.worklist(context.hall).usual(request.identity.asker)
    code = credit_code_in(text)
    among = context.room.locating(context.hall).of_firm(code) if code else None
    return Wanted(tab, light, state, text, request.GET.get("free") == "1", _key(request.GET.get("after")), among)


def _key(text: str | None) -> Key | None:
    """Read the place in the list at which the page before ended; raises Invalid for anything else."""
    if not text:
        return None
    minute, _dash, case_id = text.partition("-")
    if not (minute + case_id).isascii() or not minute.isdigit() or not case_id.isdigit() or len(text) > LONGEST:
        raise Invalid("query", name="after")
    return int(minute), int(case_id)


def _number(text: str) -> str | None:
    try:
        return str(parse_case_number(text))
    except Invalid:
        return None


def _is_here(context: Desk, request: Request, number: str) -> bool:
    """Say whether there is such a case that this officer may see: another hall's is not there (DESIGN 5)."""
    try:
        found = DeskCase(request, DeskCases(request, context, "cases"), number)
    except NotFound:
        return False
    return bool(request.has_permission(CASE_VIEW, found))
