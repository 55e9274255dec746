"""``/office/department/``: what a department of the city drafts: what came back, what is being written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import minute_of, moment_of
from wangting.content.item import DRAFT, PUBLISHED, REVIEWED, Deed, Edition, Item
from wangting.rules.review import asked_back
from wangting.security.permissions import ITEM_DRAFT
from wangting.theming.dates import day
from wangting.views.numbers import whole
from wangting.views.office.home import DEPARTMENT
from wangting.views.office.items import LONGEST, STAGES, row_of, standing
from wangting.views.traversal.office import OfficeDepartment

_ = TranslationStringFactory("wangting")

#: Items on a page of the list of all.
PAGE = 25
#: For how long something that was published is told.
FRESH = timedelta(days=30)
BACK, WRITTEN, HANDED, PASSED, OUT = "back", "written", "handed", "passed", "out"
#: The heading of each group, in the order of what is to be done.
GROUPS = {
    BACK: _("退回来的，等您改"),
    WRITTEN: _("正在写的"),
    HANDED: _("送审了，等市里复核"),
    PASSED: _("复核通过，等市里发布"),
    OUT: _("三十天里发布的"),
}


@view_config(context=OfficeDepartment, request_method="GET", permission=ITEM_DRAFT, renderer="office/department.pt")
def home(context: OfficeDepartment, request: Request) -> dict:
    """Show what waits for whoever drafts here, and all items of their departments; ``?q=`` narrows the list."""
    room = request.room
    units = room.maintaining.departments_of(request.identity.asker)
    items = [item for item in room.maintaining.items_of(units) if item.editions]
    text = request.GET.get("q", "").strip()[:LONGEST]
    groups = _groups(request, items)
    found = [item for item in items if text in item.code or text in item.editions[-1].name]
    count = max(1, -(-len(found) // PAGE))
    number = min(max(1, whole(request.GET.get("page", ""), 1)), count)
    shown = found[(number - 1) * PAGE : number * PAGE]
    waiting = len(groups[BACK])
    title = _("${n} 份草稿退回来了，等您改", mapping={"n": waiting}) if waiting else _("本部门的事项")
    page = request.page
    return {
        "title": title,
        "units": [page.say(unit.name, unit.name_en) for unit in units],
        "groups": [(key, GROUPS[key], rows) for key, rows in groups.items() if rows],
        "rows": [_row(request, item, item.editions[-1]) for item in shown],
        "total": len(items),
        "text": text,
        "number": number,
        "count": count,
        "address": lambda other: page.url(DEPARTMENT, q=text or None, page=other),
        "told": request.session.pop_flash(),
        "noindex": True,
    }


def _groups(request: Request, items: Iterable[Item]) -> dict[str, list[dict]]:
    """Return the rows of each group; an item stands where it is now, and where it was published of late."""
    since = minute_of(request.room.house.clock.now() - FRESH)
    found: dict[str, list[dict]] = {key: [] for key in GROUPS}
    for item in items:
        hand, out = item.in_hand, item.newest_published
        if hand is not None:
            found[_group(hand)].append(_row(request, item, hand))
        deed = None if out is None else next((one for one in reversed(out.log) if one.what == PUBLISHED), None)
        if deed is not None and deed.at >= since and out.writers:
            found[OUT].append(_row(request, item, out))
    return found


def _group(edition: Edition) -> str:
    if edition.stage == REVIEWED:
        return PASSED
    if edition.is_handed:
        return HANDED
    return WRITTEN if asked_back(edition.log) is None else BACK


def _row(request: Request, item: Item, edition: Edition) -> dict:
    """Return one row; what came back leads to its edition and says why."""
    row = row_of(request, item, edition)
    back = asked_back(edition.log)
    if back is not None and edition.stage == DRAFT:
        row["note"], row["why"] = _sent(request, back), back.note
    if edition.stage in (DRAFT, REVIEWED):
        row["href"] = request.page.url(f"/office/items/{item.code}/editions/{edition.number}/")
    elif standing(item, edition, request) == "coming":
        row["side"] = _("${day}起施行", mapping={"day": day(edition.effective, request.page.lang, weekday=False)})
    if edition.is_handed:
        row["side"] = STAGES["handed"]
    return row


def _sent(request: Request, back: Deed) -> TranslationString:
    at = day(moment_of(back.at).date(), request.page.lang, weekday=False)
    return _("${day}退回", mapping={"day": at})
