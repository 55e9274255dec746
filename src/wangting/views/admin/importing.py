"""``/<hall>/admin/officials/import``: a list of officials looked at row by row, then taken whole."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationStringFactory

from wangting.errors import Refused
from wangting.gateways.sheets.roster import LARGEST, ROSTER, TITLES, read, written
from wangting.rules.exchange import WRONG, Row
from wangting.security.permissions import HALL_ADMINISTER
from wangting.theming.faults import fault_of
from wangting.views.admin.forming import CONFLICT, count_found
from wangting.views.dressing import go
from wangting.views.traversal.admin import AdminOfficials

_ = TranslationStringFactory("wangting")

TEMPLATE, FILE, LONGEST = "admin/import.pt", "file-roster", 200


@view_config(context=AdminOfficials, name="import", request_method="GET", permission=HALL_ADMINISTER,
             renderer=TEMPLATE)  # fmt: skip
def ask(context: AdminOfficials, request: Request) -> dict:
    """Ask for the file."""
    return _page(request)


@view_config(context=AdminOfficials, name="import", request_method="POST", permission=HALL_ADMINISTER,
             renderer=TEMPLATE)  # fmt: skip
def bring(context: AdminOfficials, request: Request) -> dict | Response:
    """Look at the file, and take what was looked at when that button is pressed."""
    sent, importing = request.POST, context.office.importing
    if sent.get("do") == "take":
        # What comes back is judged again: it may have changed, here and in the directory.
        rows = read("rows.csv", sent.get("rows", "").encode())
        reason = sent.get("reason", "").strip()[:LONGEST]
        if not reason:
            return _page(request, rows, importing.plan(rows), "reason_needed")
        importing.take(rows, reason, context.recording)
        request.session.flash("imported", "admin")
        return go(request, "admin/officials/")
    file = sent.get(FILE)
    if not hasattr(file, "file"):
        raise Refused("no_file_chosen")
    rows = read(file.filename, file.file.read(LARGEST + 1))
    return _page(request, rows, importing.plan(rows))


@exception_view_config(Refused, path_info=r".*/admin/officials/import$", request_method="POST", renderer=TEMPLATE)
def refused(error: Refused, request: Request) -> dict:
    """Show the form again with what is wrong with the file as a whole; nothing was done."""
    return {**_page(request), "fault": fault_of(error.code, CONFLICT, error.facts), **_refusal(request)}


def _refusal(request: Request) -> dict:
    request.response.status_int = 422
    return {}


def _page(request: Request, rows: list[Row] | None = None, verdicts: list | None = None, code: str = "") -> dict:
    lines = [
        {"place": verdict.place, "login": verdict.code, "name": " ".join(verdict.changes),
         "faults": [(fault.column, fault_of(fault.code, CONFLICT).heading) for fault in verdict.faults]}
        for verdict in verdicts or ()
    ]  # fmt: skip
    count_found(request, (fault.code for verdict in verdicts or () for fault in verdict.faults))
    wrong = sum(verdict.outcome == WRONG for verdict in verdicts or ())
    title = _("从表格导入工作人员")
    if verdicts is not None:
        title = _("${wrong} 行不对，什么都没有导入", mapping={"wrong": wrong}) if wrong else _(
            "${count} 个人都可以导入", mapping={"count": len(lines)})  # fmt: skip
        request.response.status_int = 422 if wrong or code else 200
    return {"title": title, "lines": sorted(lines, key=lambda line: not line["faults"]), "wrong": wrong,
            "rows": written(rows) if rows is not None and not wrong else "", "columns": "，".join(TITLES),
            "sheet": ROSTER.title, "fault": fault_of(code, CONFLICT) if code else None, "noindex": True}  # fmt: skip
