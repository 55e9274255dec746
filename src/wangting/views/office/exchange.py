"""``/office/exchange/``: the whole catalogue as a file, and back: first a look row by row, then drafts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from typing import Any

import transaction
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import minute_of
from wangting.content.item import Deed
from wangting.errors import NotFound, Refused
from wangting.gateways.late import late
from wangting.gateways.sheets.opening import FORMATS, format_of
from wangting.rules.exchange import CHANGED, NEW, Row
from wangting.rules.hierarchy import MISSING, NEEDLESS, PARTS, UNFIT, UNKNOWN
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.exchanging.service import Make, refuse_wrong
from wangting.services.exchanging.telling import COLUMNS, SHEET, summary, told_rows
from wangting.services.publishing.service import WRITTEN
from wangting.services.running import BROKEN, DONE, REFUSED, Running, Tell
from wangting.services.workroom import Workroom
from wangting.views.apart import InRoom, apart
from wangting.views.downloads import attachment
from wangting.views.dressing import go
from wangting.views.traversal.officework import OfficeExchange

_ = TranslationStringFactory("wangting")

#: A workbook of a report is written by a library that few processes need.
write_tables = late("wangting.gateways.sheets.tables", "write")
PATH = "/office/exchange/"
#: Under which name the session keeps which files were looked at, the newest last and so many: nobody can name another.
LOOKED_AT, MOST = "office.exchange", 5
FIELD = "file-catalogue"
#: Under which name it keeps the work that goes on for it, and what that is.
RUN, LOOK, TAKE = "office.run", "look", "take"
#: A look writes nothing; of work that writes and has fallen silent nobody knows whether it is being committed.
BROKEN_OFF = {
    LOOK: _("做到一半断了，什么都没有改动。请再传一次"),
    TAKE: _("收到一半没有消息了，收没收成还不知道。请再传一次，先看一遍：没有要收的，就是已经收好了"),
}
#: Seconds for which a page waits for quick work; seconds after which a page of progress comes again.
PATIENCE, AGAIN = 2.0, 2
#: Rows after which what was made is put aside.
BATCH = 500
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
    "no_file": _("这个大厅没有这个文件；请先传上来，或者写别处的网址"),
    MISSING: _("子项和业务办理项要写上级事项的编码"),
    NEEDLESS: _("主项没有上级；没有选层级的，也不写上级"),
    UNKNOWN: _("没有这个编码的事项"),
    UNFIT: _("上级要高一级：子项的上级是主项，业务办理项的上级是主项或者子项"),
    PARTS: _("它下面还有事项，那些放不进这一级；先改那些"),
}
#: Why no row of a file can be read; a header is wrong without a missing or a strange title when one stands there twice.
WRONG_COLUMNS = "wrong_columns"
UNREAD = {
    "unknown_format": _("只收 ${known} 文件"),
    "no_sheet": _("没有叫“${sheet}”的工作表"),
    WRONG_COLUMNS: _("工作表“${sheet}”的表头不对。缺的列：${missing}。不认识的列：${strange}。请改好表头再传"),
}
TWICE = _("工作表“${sheet}”的表头里，有的列写了两次。请改好表头再传")
UNREADABLE = _("这个文件读不出来，请从这里导出一份再改")
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
def look(context: OfficeExchange, request: Request) -> dict | Response:
    """Look at a file row by row; nothing is written.  A long one goes on beside the pages."""
    sent = request.POST.get(FIELD)
    if not hasattr(sent, "file"):
        return _refused(request, _("请选一个文件"))
    room = request.room
    name = PurePosixPath(sent.filename.replace("\\", "/")).name
    sha256 = room.house.staging.add(sent.file, room.house.upload_rules.file_size).sha256
    others = [(known, other) for known, other in _looked_at(request).items() if known != sha256]
    request.session[LOOKED_AT] = dict([*others, (sha256, name)][-MOST:])
    _begin(request, LOOK, partial(_looked, sha256=sha256, name=name, limit=room.house.upload_rules.file_size))
    return _now(request)


@view_config(context=OfficeExchange, name="take", request_method="POST", permission=OFFICE_PUBLISH)
def take(context: OfficeExchange, request: Request) -> Response:
    """Let the file whose report is shown become drafts, all of it or nothing; another may have been looked at since."""
    sha256 = request.POST.get("file", "")
    name = _looked_at(request).get(sha256)
    if name is None or not request.room.house.staging.path(sha256).exists():
        raise NotFound("no_file_looked_at")
    _begin(request, TAKE, partial(_taken, sha256=sha256, name=name, by=request.identity.party.id))
    state = _state(request)
    if state["state"] == REFUSED:
        raise Refused(state["code"], **state["facts"])
    return _end(request, state) if state["state"] == DONE else go(request, f"{PATH}progress")


@view_config(context=OfficeExchange, name="progress", request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/exchange.pt")  # fmt: skip
def progress(context: OfficeExchange, request: Request) -> dict | Response:
    """Tell how far the work is; the page comes again by itself until it is done."""
    return _now(request)


@view_config(context=OfficeExchange, name="report.xlsx", request_method="GET", permission=OFFICE_PUBLISH)
def report(context: OfficeExchange, request: Request) -> Response:
    """Send what was told of every row of the file that was looked at."""
    state = _state(request)
    sha256 = (state.get("result") or {}).get("report", "")
    if not sha256 or not request.room.house.staging.path(sha256).exists():
        raise NotFound("no_file_looked_at")
    return attachment(request.room.house.staging.path(sha256).read_bytes(), "report.xlsx", MEDIA[".xlsx"])


@view_config(context=OfficeExchange, name="take", request_method="GET", permission=OFFICE_PUBLISH)
def back(context: OfficeExchange, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, PATH)


def _looked_at(request: Request) -> dict[str, str]:
    """Return the names of the files that this person has looked at, by their sums."""
    return request.session.get(LOOKED_AT) or {}


def _begin(request: Request, act: str, work: InRoom) -> None:
    """Begin ``work`` over a connection of its own, and remember which it is."""
    token = Running(request.room.house.staging.runs).begin(apart(request, work), PATIENCE)
    request.session[RUN] = [token, act]


def _state(request: Request) -> dict:
    """Return where the work stands that this person has begun; raises NotFound when there is none."""
    token, act = request.session.get(RUN) or ("", "")
    state = Running(request.room.house.staging.runs).state(token)
    if state is None:
        raise NotFound("no_file_looked_at")
    return {**state, "act": act}


def _now(request: Request) -> dict | Response:
    """Return the page of where the work stands."""
    state = _state(request)
    if state["state"] == DONE:
        if state["act"] == TAKE:
            return _end(request, state)
        return {**_model(request), "report": state["result"]}
    if state["state"] == BROKEN:
        return _refused(request, BROKEN_OFF[state["act"]])
    if state["state"] == REFUSED and state["act"] == TAKE:
        raise Refused(state["code"], **state["facts"])
    if state["state"] == REFUSED:
        return _refused(request, _unread(state["code"], state["facts"]))
    request.response.headers["Refresh"] = f"{AGAIN}; url={request.page.url(f'{PATH}progress')}"
    return {**_model(request), "going": {"done": state["done"], "is_look": state["act"] == LOOK}}


def _unread(code: str, facts: Mapping[str, str]) -> TranslationString:
    """Return why no row of a file could be read."""
    words = UNREAD.get(code, UNREADABLE)
    if code == WRONG_COLUMNS and not facts["missing"] and not facts["strange"]:
        words = TWICE
    return words % {name: value or "—" for name, value in facts.items()}


def _refused(request: Request, words: TranslationString) -> dict:
    request.response.status_int = HTTPStatus.UNPROCESSABLE_ENTITY
    return {**_model(request), "errors": ((FIELD, words),)}


def _end(request: Request, state: Mapping[str, Any]) -> Response:
    for kept in (LOOKED_AT, RUN):
        request.session.pop(kept, None)
    request.session.flash(["taken", state["result"]["taken"]])
    return go(request, PATH)


def _looked(room: Workroom, _make: Make, tell: Tell, *, sha256: str, name: str, limit: int) -> dict:
    """Return what the file would do, with a workbook of what is told of every row."""
    verdicts = []
    for number, verdict in enumerate(room.office.exchanging.plan(_rows(room, sha256, name)), 1):
        verdicts.append(verdict)
        tell(number)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_tables(path, {SHEET: COLUMNS}, ((SHEET, cells) for one in verdicts for cells in told_rows(one)))
        with path.open("rb") as written:
            kept = room.house.staging.add(written, limit).sha256
    return {**summary(verdicts, name), "file": sha256, "report": kept}


def _taken(room: Workroom, make: Make, tell: Tell, *, sha256: str, name: str, by: int) -> dict:
    """Let the file become drafts; raises Refused where a row is wrong, and nothing is changed."""

    def done(number: int) -> None:
        tell(number)
        if number % BATCH == 0:
            # Ten thousand new items need no more memory than a few hundred.
            transaction.savepoint(optimistic=True)

    deed = Deed(WRITTEN, by, minute_of(room.house.clock.now()))
    verdicts = list(room.office.making(make).take(_rows(room, sha256, name), done, deed))
    refuse_wrong(verdicts)
    return {"taken": sum(verdict.outcome in (NEW, CHANGED) for verdict in verdicts)}


def _rows(room: Workroom, sha256: str, name: str) -> Iterator[Row]:
    return format_of(Path(name)).read(room.house.staging.path(sha256))


def _model(request: Request) -> dict:
    told = [one[1] for one in request.session.pop_flash() if isinstance(one, list) and one[0] == "taken"]
    files = [(request.page.url(f"{PATH}catalogue{suffix}"), suffix[1:].upper()) for suffix in FORMATS]
    return {"title": _("导出和导入"), "files": files, "report": None, "going": None, "field": FIELD, "told": told,
            "faults": FAULTS, "otherwise": OTHERWISE, "noindex": True}  # fmt: skip
