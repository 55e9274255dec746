"""``/office/items/new``: an item begins, as a draft that citizens do not see."""

from __future__ import annotations

from collections.abc import Sequence

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.orgunit import OrgUnit
from wangting.errors import NotAllowed, Refused
from wangting.forms.editorform import new_item_form
from wangting.forms.form import Form
from wangting.forms.messages import Problem
from wangting.forms.sent import Answers
from wangting.forms.spec import Named
from wangting.forms.widgets import Button
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.terms import TERMS
from wangting.views.dressing import go, shown_form
from wangting.views.office.editor import path_of
from wangting.views.office.home import way_home
from wangting.views.traversal.office import NEW, OfficeItems

_ = TranslationStringFactory("wangting")

PATH = f"/office/items/{NEW}"
ENGLISH = {entry.zh: entry.en for entry in TERMS.values() if entry.key.startswith("item_class.")}
#: What is refused, by the field it is told beside.
FAULTS = {
    "code_form": ("base_code", _("编码只写大写字母和数字，最多 50 位")),
    "code_taken": ("base_code", _("已经有事项用这个编码")),
    "no_such_item": ("like", _("没有这个编码的事项")),
    "item_unfit": ("like", _("那个事项的内容放不进来，先不照它写")),
}


@view_config(context=OfficeItems, name=NEW, request_method="GET", permission=ITEM_DRAFT,
             renderer="office/new_item.pt")  # fmt: skip
def ask(context: OfficeItems, request: Request) -> dict:
    """Ask what the item is called; ``like`` in the address names one to begin with."""
    return _page(request, {"like": request.GET.get("like", "")})


@view_config(context=OfficeItems, name=NEW, request_method="POST", permission=ITEM_DRAFT,
             renderer="office/new_item.pt")  # fmt: skip
def create(context: OfficeItems, request: Request) -> dict | Response:
    """Begin the item and lead to the parts of its draft; what cannot be comes back as it was typed."""
    form = _form(request)
    typed = form.typed(request.POST.items())
    outcome = form.judge(typed, lang=request.page.lang)
    if not outcome.ok:
        return _page(request, typed, outcome.errors)
    told, content, room = outcome.values, request.registry.content, request.room
    creating = room.office.creating(lambda *facts: content.create("Item", *facts))
    sees = room.maintaining.may_draft(request.identity.asker, told["like"])
    try:
        by = request.identity.party.id
        code = creating.create(told["name"], told["item_class"] or None, by, told["base_code"], told["like"],
                               sees_drafts=sees)  # fmt: skip
    except Refused as refused:
        field, words = FAULTS[refused.code]
        return _page(request, typed, (Problem(field, words),))
    unit = _department(request, told.get("department", ""))
    if unit is not None:
        room.maintaining.begin(code, unit)
    request.session.flash("created")
    return go(request, path_of(code))


def _department(request: Request, chosen: str) -> OrgUnit | None:
    """Return in which department the item begins: the one chosen, or the only one; None for the central office's."""
    units = _departments(request)
    return next((unit for unit in units if unit.key == chosen), units[0]) if units else None


def _departments(request: Request) -> list[OrgUnit]:
    """Return for which departments whoever asks may begin items; the central office begins its own.

    Raises NotAllowed for who holds the post where it reaches no department.
    """
    if request.has_permission(OFFICE_PUBLISH):
        return []
    units = request.room.maintaining.departments_of(request.identity.asker)
    if not units:
        raise NotAllowed
    return units


def _form(request: Request) -> Form:
    classes = request.room.house.trade.ground.classes
    units = _departments(request)
    departments = tuple(Named(unit.key, unit.name, unit.name_en) for unit in units) if len(units) > 1 else ()
    return new_item_form(tuple(Named(name, name, ENGLISH.get(name, "")) for name in classes), departments)


def _page(request: Request, values: Answers, errors: Sequence[Problem] = ()) -> dict:
    button = Button("create", _("起草"), "main")
    form = shown_form(request, _form(request), request.page.url(PATH), (button,), id="new", values=values,
                      errors=errors)  # fmt: skip
    return {**way_home(request), "title": _("新事项"), "form": form, "errors": errors, "noindex": True}
