"""``/office/items/<code>/history``: what happened to an item, the newest first, in the words of the office."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.item import Deed
from wangting.security.permissions import ITEM_DRAFT
from wangting.services.history import Lived, history_of
from wangting.services.publishing.service import DISCARDED, WRITTEN
from wangting.terms import term
from wangting.views.numbers import whole
from wangting.views.office.home import way_home
from wangting.views.office.items import CLASSES, DEEDS, noted, who
from wangting.views.traversal.office import OfficeItem

_ = TranslationStringFactory("wangting")

Text = str | TranslationString

PAGE = 30
#: What belongs to an item whichever edition is in force, by the names in its log.
OWN: Mapping[str, Text] = {
    "item_class": _("事项类型"),
    "rank": _("事项层级"),
    "parent": _("上级事项"),
    "legacy_code": _("旧编码"),
    "agency": _("来源实施主体"),
    "note": _("说明"),
    "aliases": _("叫法"),
}


@view_config(context=OfficeItem, name="history", request_method="GET", permission=ITEM_DRAFT,
             renderer="office/history.pt")  # fmt: skip
def show(context: OfficeItem, request: Request) -> dict:
    """Show what happened to the item and to its editions, a page at a time."""
    item = context.item
    told = history_of(item)
    count = max(1, -(-len(told) // PAGE))
    number = min(max(1, whole(request.GET.get("page", ""), 1)), count)
    shown = told[(number - 1) * PAGE : number * PAGE]
    title = _("做过 ${n} 件事", mapping={"n": len(told)}) if told else _("还没有人动过")
    return {**way_home(request), "title": title, "item": item, "number": number, "count": count, "noindex": True,
            "rows": [_row(request, item.code, one) for one in shown]}  # fmt: skip


def _row(request: Request, code: str, one: Lived) -> dict:
    deed, edition = one
    named = _named(one)
    return {
        "at": moment_of(deed.at),
        "who": who(request, deed.by, deed.user),
        "what": _("用文件改了") if edition is None and deed.what == WRITTEN else DEEDS[deed.what],
        "note": "" if named else _noted(request, deed),
        "named": named,
        "changed": [
            (OWN[field], said(request, field, before), said(request, field, after))
            for field, before, after in deed.changed
        ],
        "edition": None if edition is None else edition.number,
        "href": None if edition is None else request.page.url(f"/office/items/{code}/editions/{edition.number}/"),
    }


def _named(one: Lived) -> list[Text]:
    """Return what a file changed of the item itself where the log has kept no more than the names of it."""
    names = one.deed.note.split(", ") if one.edition is None else []
    return [OWN[name] for name in names] if all(name in OWN for name in names) else []


def _noted(request: Request, deed: Deed) -> Text:
    return _("第 ${number} 版", mapping={"number": deed.note}) if deed.what == DISCARDED else noted(request, deed)


def said(request: Request, field: str, value: object) -> str:
    """Return the value of a field of the item's own as people write it; nothing where there is none."""
    if not value:
        return ""
    if field == "item_class" and value in CLASSES:
        return term(CLASSES[value], request.page.lang)
    if field == "rank":
        return term(f"item_rank.{value}", request.page.lang)
    if field == "parent" and value in request.room.items:
        return f"{request.room.items[value].title}（{value}）"
    if isinstance(value, Mapping):
        return request.page.say(value["zh"], value["en"])
    return value if isinstance(value, str) else "、".join(value)
