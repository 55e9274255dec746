"""``/office/items/<code>/class``: what an item is, and under which one it lies; in force at once, undone at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.errors import Outdated, Refused
from wangting.forms.editorform import NONE, class_form
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.spec import Named
from wangting.forms.widgets import Button
from wangting.rules.hierarchy import MISSING, NEEDLESS, PARTS, RANKS, UNFIT, UNKNOWN
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.classifying import BAD_LEGACY, Classed
from wangting.terms import TERMS
from wangting.views.dressing import go, shown_form
from wangting.views.office.history import OWN, said
from wangting.views.office.newitem import ENGLISH
from wangting.views.traversal.office import OfficeItem

_ = TranslationStringFactory("wangting")

#: What is refused, by the field it is told beside.
FAULTS = {
    MISSING: ("parent", _("子项和业务办理项要写上级事项的编码")),
    NEEDLESS: ("parent", _("主项没有上级；没有选层级的，也不写上级")),
    UNKNOWN: ("parent", _("没有这个编码的事项")),
    UNFIT: ("parent", _("上级要高一级：子项的上级是主项，业务办理项的上级是主项或者子项")),
    BAD_LEGACY: ("legacy_code", _("旧编码只写字母、数字和 . _ / -，最多 50 个，中间没有空格")),
    PARTS: ("rank", _("它下面还有事项，那些放不进这一级；先改那些")),
}
SOMEBODY_ELSE = _("您打开以后，别人也改了。您写的都在下面；看过现在是怎样的，再按一次就存。")
UNDO = "undo"


@view_config(context=OfficeItem, name="class", request_method="GET", permission=OFFICE_PUBLISH,
             renderer="office/class.pt")  # fmt: skip
def ask(context: OfficeItem, request: Request) -> dict:
    """Show what the item is, and what was changed last."""
    return _page(context, request, _stands(context, request))


@view_config(context=OfficeItem, name="class", request_method="POST", permission=OFFICE_PUBLISH,
             renderer="office/class.pt")  # fmt: skip
def change(context: OfficeItem, request: Request) -> dict | Response:
    """Let the item be what was chosen, or what it was before; what cannot be comes back as it was typed."""
    classifying, code, by = request.room.office.classifying, context.item.code, request.identity.party.id
    form = _form(request)
    typed = form.typed(request.POST.items())
    is_undone = request.POST.get("act") == UNDO
    outcome = form.judge(typed, lang=request.page.lang)
    if not is_undone and not outcome.ok:
        return _page(context, request, typed, outcome.errors)
    try:
        if is_undone:
            classifying.undo(code, by, _seen(request))
            request.session.flash("undone")
        elif classifying.classify(code, _told(outcome.values), by, _seen(request)):
            request.session.flash("classified")
    except Outdated:
        return _page(context, request, _kept(context, request, typed), (Problem("item_class", SOMEBODY_ELSE),))
    except Refused as refused:
        if refused.code not in FAULTS:
            raise
        field, words = FAULTS[refused.code]
        return _page(context, request, _kept(context, request, typed), (Problem(field, words),))
    return go(request, f"/office/items/{code}/class")


def _stands(context: OfficeItem, request: Request) -> Answers:
    """Return the answers that say what the item is now."""
    item_class, rank, parent, legacy = request.room.office.classifying.stands(context.item.code)
    return {"item_class": item_class or NONE, "rank": rank or NONE, "parent": parent or "", "legacy_code": legacy or ""}


def _kept(context: OfficeItem, request: Request, typed: Answers) -> Answers:
    """Return what was typed; the button that takes back sends nothing but itself."""
    return _stands(context, request) if request.POST.get("act") == UNDO else typed


def _told(values: Mapping[str, object]) -> Classed:
    item_class, rank = (None if values[name] == NONE else values[name] for name in ("item_class", "rank"))
    parent, legacy = ((values[name] or "").strip() or None for name in ("parent", "legacy_code"))
    return Classed(item_class, rank, parent, legacy)


def _seen(request: Request) -> Classed:
    """Return what the page showed: it stood in the form."""
    return Classed(*(request.POST.get(f"was_{name}", "") or None for name in Classed._fields))


def _form(request: Request) -> Form:
    classes = request.room.house.trade.ground.classes
    ranks = (TERMS[f"item_rank.{rank}"] for rank in RANKS)
    return class_form(tuple(Named(name, name, ENGLISH.get(name, "")) for name in classes),
                      tuple(Named(rank, one.zh, one.en) for rank, one in zip(RANKS, ranks, strict=True)))  # fmt: skip


def _page(context: OfficeItem, request: Request, values: Answers, errors: Sequence[Problem] = ()) -> dict:
    item, classifying, page = context.item, request.room.office.classifying, request.page
    was = {f"was_{name}": value or "" for name, value in classifying.stands(item.code)._asdict().items()}
    path = page.url(f"/office/items/{item.code}/class")
    form = shown_form(request, _form(request), path, (Button("send", _("改"), "main"),), id="class", values=values,
                      errors=errors, hidden=was)  # fmt: skip
    parts = [(part.title, page.url(f"/office/items/{part.code}/")) for part in classifying.parts(item.code)]
    last = [(OWN[name], said(request, name, before), said(request, name, after))
            for name, before, after in classifying.last(item.code)]  # fmt: skip
    return {"title": _("类型和归属"), "item": item, "form": form, "errors": errors, "was": was, "last": last,
            "path": path, "parts": parts, "told": request.session.pop_flash(), "noindex": True}  # fmt: skip
