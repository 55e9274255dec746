"""``/office/items/<code>/edit/<part>``: the form of one part; what was typed is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config
from translationstring import TranslationStringFactory

from wangting.errors import NotSignedIn, Outdated
from wangting.forms.editorform import part_form
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import OF_ROWS, Answers
from wangting.forms.spec import Named
from wangting.forms.widgets import Button
from wangting.rules.exchange import Fault
from wangting.rules.template import filled
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.exchanging.checking import NO_FILE
from wangting.services.harmonising import MATERIALS
from wangting.views.dressing import go, shown_form
from wangting.views.errors import to_sign_in
from wangting.views.office.editor import found_in, path_of
from wangting.views.office.items import TITLES
from wangting.views.parking import LEFT_BEHIND, put_back, wait_for_owner
from wangting.views.traversal.officeediting import OfficeEditPart
from wangting.views.waiting import is_our_form

_ = TranslationStringFactory("wangting")

#: Under which name what was typed waits, as the list of names and values that a browser sent.
CONTROLS = "controls"
#: The button that only checks.
CHECK = "check"
#: The button of the materials that fills in what their templates say.
FILL = "fill"
#: What is wrong with the edition as a whole, by the beginning of its place, and the field it is told beside.
UNFIT = (
    ("edition.promised_limit", "promised_amount", _("承诺时限不能比法定时限长")),
    ("edition.scenarios", "scenarios", _("写了清单里没有的材料号，请对照材料清单")),
    ("edition.certificate", "certificate_code", _("证照要有名称，类型代码是 21 位数字和大写字母")),
    ("edition.materials", "materials", _("有一样材料这样存不了，请看份数和选项")),
)
#: What keeps a row from being one of a form, by its code.
ODD = {
    "no_heading": _("第一行要是小节标题"),
    "empty_section": _("这个标题下面还没有问题，加一行，或者去掉标题"),
    "no_english_heading": _("小节标题要有英文"),
    "no_hint_at_heading": _("标题没有提示，写到问题那一行"),
    "paper_elsewhere": _("材料在“材料”那一部分加和减，这里只排次序"),
    "options_and_choice": _("“从几项里选”要写可选的几项，别的都不写"),
}
#: Fields that may name a file, by the beginning of the place in the edition.
FILED = (("edition.materials", "materials"), ("edition.facts.result", "result_sample"))
NO_FILE_HERE = _("没有这个文件：${name}。请在“表格和样本文件”里传上来，或者写别处的网址")
OTHERWISE = _("这样存不了：${key}")
IN_REVIEW = _("您打开以后，这一版送审了，现在存不进去。您写的都在下面：别关这一页，撤回送审或者退回以后再按一次就存。")
SOMEBODY_ELSE = _("您打开以后，别人也改了这份草稿。您写的都在下面；看过别人改的，再按一次就存。")


@view_config(context=OfficeEditPart, request_method="GET", permission=ITEM_DRAFT, renderer="office/edit_part.pt")
def show(context: OfficeEditPart, request: Request) -> dict:
    """Show the part as it stands, or as it was being written when a session ended."""
    form = _form(context, request)
    # Refused while the draft is in review; what waits goes on waiting then.
    stands = request.room.office.editing.shown(context.item.code, context.__name__)
    waiting = put_back(request).get(CONTROLS)
    return _page(context, request, form, form.typed(json.loads(waiting)) if waiting else stands)


@view_config(context=OfficeEditPart, request_method="POST", permission=ITEM_DRAFT, renderer="office/edit_part.pt")
def write(context: OfficeEditPart, request: Request) -> dict | Response:
    """Keep the part in the draft; a row more or less, and what cannot stand, bring the form back as it was typed."""
    form, editing = _form(context, request), request.room.office.editing
    typed = form.typed(request.POST.items())
    is_filled = request.POST.get("act") == FILL
    if is_filled or OF_ROWS.intersection(request.POST.keys()):
        shown = _filled(typed, request) if is_filled else typed
        return {**_page(context, request, form, shown), "is_filled": is_filled}
    typed = _written(typed)
    outcome = form.judge(typed, lang=request.page.lang)
    if context.item.editions[-1].is_in_review:
        outcome = replace(outcome, errors=(Problem(form.fields[0].id, IN_REVIEW),))
    if not outcome.ok:
        return _page(context, request, form, typed, outcome.errors)
    code, by = context.item.code, request.identity.party.id
    if request.POST.get("act") == CHECK:
        data, faults = editing.tried(code, context.__name__, outcome.values)
        checked = None if faults else found_in(request, code, data)
        return {**_page(context, request, form, typed, _problems(faults, form)), "checked": checked}
    try:
        faults = editing.write(code, context.__name__, outcome.values, by, request.POST.get("mark", ""))
    except Outdated:
        return _page(context, request, form, typed, (Problem(form.fields[0].id, SOMEBODY_ELSE),))
    if faults:
        return _page(context, request, form, typed, _problems(faults, form))
    request.session.flash("written")
    return go(request, path_of(context.item.code))


#: Where a part is written; what else stands beside the parts comes back by itself (views/unfinished.py).
PARTS = r"^/office/items/[^/]+/edit/(?!alias|comment|copy|files|undo)[a-z]+/?$"


@exception_view_config(NotSignedIn, path_info=PARTS, request_method="POST")
def park(_error: NotSignedIn, request: Request) -> Response:
    """Keep what was typed on our own page and lead through sign-in back to the form."""
    controls = [pair for pair in request.POST.items() if isinstance(pair[1], str) and pair[0] not in LEFT_BEHIND]
    text = json.dumps(controls, ensure_ascii=False)
    if is_our_form(request):
        wait_for_owner(request, request.path, {CONTROLS: text}, may_be_long=True)
    return to_sign_in(request, request.path)


def _form(context: OfficeEditPart, request: Request) -> Form:
    flows = request.room.house.workflows.values()
    return part_form(context.__name__, tuple(Named(flow.key, flow.title, flow.title_en) for flow in flows))


def _page(context: OfficeEditPart, request: Request, form: Form, values: Answers,
          errors: Sequence[Problem] = ()) -> dict:  # fmt: skip
    editing, page = request.room.office.editing, request.page
    newest, part = context.item.editions[-1], context.__name__
    buttons = (Button("send", _("存进草稿"), "main"), Button(CHECK, _("先检查，不存")))
    templates = request.room.office.templating.templates() if part == MATERIALS else []
    if templates:
        buttons = (*buttons, Button(FILL, _("照模板填空着的")))
    html = shown_form(request, form, page.url(path_of(context.item.code) + part), buttons, id="edit",
                      values=values, errors=errors, hidden={"mark": newest.seen_mark})  # fmt: skip
    listed = newest.materials if part == "scenarios" else ()
    return {"title": TITLES[part], "item": context.item, "form": html, "errors": errors, "listed": listed,
            "part": part, "templates": [one.name for one in templates], "is_filled": False,
            "all_templates": page.url("/office/materials/") if request.has_permission(OFFICE_PUBLISH) else None,
            "is_generic": editing.is_generic(newest), "checked": None, "noindex": True}  # fmt: skip


def _written(typed: Answers) -> Answers:
    """Return what was typed without rows in which nothing is: what is wrong is told by the number of a row."""
    return {
        name: [row for row in answer if any(text.strip() for text in row.values())]
        if isinstance(answer, list) else answer
        for name, answer in typed.items()
    }  # fmt: skip


def _filled(typed: Answers, request: Request) -> Answers:
    """Return the rows with what the templates of their papers say where nothing was typed; nothing is written."""
    templating, rows = request.room.office.templating, typed.get(MATERIALS, [])
    found = [(row, templating.called(row["name"])) for row in rows]
    return {**typed, MATERIALS: [row if one is None else filled(one.data, row) for row, one in found]}


def _problems(faults: Iterable[Fault], form: Form) -> tuple[Problem, ...]:
    """Return what is wrong with the edition beside the field it comes from, or beside the first one."""
    known, first = {spec.id for spec in form.fields}, form.fields[0].id
    found = []
    for fault in faults:
        if fault.code in ODD:
            found.append(Problem(fault.column, ODD[fault.code]))
            continue
        beside = [(field, words) for place, field, words in UNFIT if fault.column.startswith(place)]
        if fault.code == NO_FILE:
            words = _(NO_FILE_HERE, mapping={"name": fault.facts["value"]})
            beside = [(field, words) for place, field in FILED if fault.column.startswith(place)]
        field, words = beside[0] if beside else (first, _(OTHERWISE, mapping={"key": fault.column}))
        found.append(Problem(field if field in known else first, words))
    return tuple(dict.fromkeys(found))
