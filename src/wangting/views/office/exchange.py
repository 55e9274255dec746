"""``/office/exchange/``: the whole catalogue as a file, and back: first a look row by row, then drafts."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from http import HTTPStatus
from itertools import islice
from pathlib import Path, PurePosixPath

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.clock import minute_of
from wangting.content.item import Deed
from wangting.errors import NotFound, Refused
from wangting.gateways.sheets.opening import FORMATS, format_of
from wangting.rules.exchange import CHANGED, NEW, SAME, WRONG, Fault, Row, Verdict
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.exchanging.service import refuse_wrong
from wangting.services.publishing.service import WRITTEN
from wangting.views.downloads import attachment
from wangting.views.dressing import go
from wangting.views.traversal.officework import OfficeExchange

_ = TranslationStringFactory("wangting")

PATH = "/office/exchange/"
#: Under which name the session keeps which file was looked at: nobody can name another one.
LOOKED_AT = "office.exchange"
FIELD = "file-catalogue"
#: Rows of a report that are shown.
SHOWN = 200
MEDIA = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".yaml": "application/yaml",
    ".json": "application/json",
}
FAULTS = {
    "twice": _("和前面一行是同一个编码"),
    "another_edition": _("导出以后有了新的一版，请重新导出再改"),
    "in_review": _("这一版正在复核，现在不能改"),
    "unfit": _("这样存不了"),
    "not_whole": _("要写整数"),
    "not_yes_no": _("只能写“是”或“否”"),
    "not_option": _("选项要写成：值|中文|英文"),
    "formula": _("不能用公式，请写成文字"),
    "no_code": _("没有写基本编码"),
    "no_item": _("事项表里没有这个编码"),
}
OTHERWISE = _("读不懂这一行")


@view_config(context=OfficeExchange, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/exchange.pt")
def ask(context: OfficeExchange, request: Request) -> dict:
    """Offer the catalogue as a file, and ask for one."""
    return _model(request)


@view_config(context=OfficeExchange, name="catalogue.xlsx", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeExchange, name="catalogue.yaml", request_method="GET", permission=OFFICE_PUBLISH)
@view_config(context=OfficeExchange, name="catalogue.json", request_method="GET", permission=OFFICE_PUBLISH)
def download(context: OfficeExchange, request: Request) -> Response:
    """Send the whole catalogue as it stands, drafts included."""
    name = request.view_name
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        format_of(path).write(path, request.room.office.exchanging.items())
        content = path.read_bytes()
    return attachment(content, name, MEDIA[path.suffix])


@view_config(context=OfficeExchange, request_method="POST", permission=OFFICE_PUBLISH, renderer="office/exchange.pt")
def look(context: OfficeExchange, request: Request) -> dict:
    """Look at a file row by row; nothing is written."""
    sent = request.POST.get(FIELD)
    if not hasattr(sent, "file"):
        request.response.status_int = HTTPStatus.UNPROCESSABLE_ENTITY
        return {**_model(request), "errors": ((FIELD, _("请选一个文件")),)}
    room = request.room
    name = PurePosixPath(sent.filename.replace("\\", "/")).name
    staged = room.house.staging.add(sent.file, room.house.upload_rules.file_size)
    try:
        verdicts = list(room.office.exchanging.plan(_rows(request, staged.sha256, name)))
    except Refused as fault:
        request.response.status_int = HTTPStatus.UNPROCESSABLE_ENTITY
        known = fault.code == "unknown_format"
        words = _("只收 ${known} 文件", mapping=fault.facts) if known else _("这个文件读不出来，请从这里导出一份再改")
        return {**_model(request), "errors": ((FIELD, words),)}
    request.session[LOOKED_AT] = [staged.sha256, name]
    return {**_model(request), "report": _report(verdicts, name)}


@view_config(context=OfficeExchange, name="take", request_method="POST", permission=OFFICE_PUBLISH)
def take(context: OfficeExchange, request: Request) -> Response:
    """Let the file that was looked at become drafts, all of it or nothing."""
    sha256, name = request.session.get(LOOKED_AT) or ("", "")
    if not sha256 or not request.room.house.staging.path(sha256).exists():
        raise NotFound("no_file_looked_at")
    deed = Deed(WRITTEN, request.identity.party.id, minute_of(request.room.house.clock.now()))
    rows = _only_known(_rows(request, sha256, name), request)
    verdicts = list(request.room.office.exchanging.take(rows, deed=deed))
    refuse_wrong(verdicts)
    del request.session[LOOKED_AT]
    request.session.flash(["taken", sum(verdict.outcome == CHANGED for verdict in verdicts)])
    return go(request, PATH)


@view_config(context=OfficeExchange, name="take", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeExchange, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, PATH)


def _rows(request: Request, sha256: str, name: str) -> Iterator[Row]:
    return format_of(Path(name)).read(request.room.house.staging.path(sha256))


def _only_known(rows: Iterable[Row], request: Request) -> Iterator[Row]:
    """Yield ``rows``; raises Refused at a code that no item has: new items come by the command, which indexes them."""
    for row in rows:
        if row.item.get("code") not in request.room.items:
            raise Refused("new_items_by_command")
        yield row


def _model(request: Request) -> dict:
    told = [one[1] for one in request.session.pop_flash() if isinstance(one, list) and one[0] == "taken"]
    files = [(request.page.url(f"{PATH}catalogue{suffix}"), suffix[1:].upper()) for suffix in FORMATS]
    return {"title": _("导出和导入"), "files": files, "report": None, "field": FIELD, "told": told, "noindex": True}


def _report(verdicts: list[Verdict], name: str) -> dict:
    """Return what the file would do: how many rows of each kind, and the rows that are not as they were."""
    counted = Counter(verdict.outcome for verdict in verdicts)
    told = [verdict for verdict in verdicts if verdict.outcome != SAME]
    told.sort(key=lambda verdict: verdict.outcome != WRONG)
    return {
        "name": name,
        "new": counted[NEW],
        "changed": counted[CHANGED],
        "same": counted[SAME],
        "wrong": counted[WRONG],
        "may_take": bool(counted[CHANGED]) and not counted[WRONG] and not counted[NEW],
        "rows": [
            {
                "place": verdict.place,
                "code": verdict.code,
                "is_wrong": verdict.outcome == WRONG,
                "is_new": verdict.outcome == NEW,
                "changes": verdict.changes,
                "faults": [_fault(fault) for fault in verdict.faults],
            }
            for verdict in islice(told, SHOWN)
        ],
        "more": max(0, len(told) - SHOWN),
    }


def _fault(fault: Fault) -> dict:
    said = str(fault.facts.get("message") or fault.facts.get("value") or "")
    return {"place": fault.place, "column": fault.column, "words": FAULTS.get(fault.code, OTHERWISE), "said": said}
