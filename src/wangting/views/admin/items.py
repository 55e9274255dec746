"""``/<hall>/admin/items/``: what has come from the central office, and every item of the hall by name or code."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.clock import moment_of
from wangting.content.arrival import CHANGED, ENDING, KEPT, NEW, PROMISE, RETIRED
from wangting.rules.edition import GENERAL, MATERIAL_HELP
from wangting.security.permissions import HALL_ADMINISTER
from wangting.services.finding.answers import answers
from wangting.services.publishing.overlaying import ACCEPT, KEEP, Matter
from wangting.theming.dates import day, length
from wangting.views.differences import PARTS, Difference, difference, differences
from wangting.views.dressing import go
from wangting.views.traversal.hallitems import HallItem, HallItems

_ = TranslationStringFactory("wangting")

LONGEST, MOST = 60, 30
CHOOSE = _("每一处都要选：保留，还是跟新版")
KINDS = {
    CHANGED: _("换了新版，请看一看"),
    NEW: _("新事项，请定本厅办不办"),
    RETIRED: _("已经取消，本厅已停办"),
    ENDING: _("要取消了，请看是哪天"),
    KEPT: _("不取消了，照常办"),
    PROMISE: _("请先改短承诺，新版才能发布"),
}


@view_config(context=HallItems, request_method="GET", permission=HALL_ADMINISTER, renderer="admin/items.pt")
def listed(context: HallItems, request: Request) -> dict:
    """List the to-dos, and what was found for the words asked for."""
    page, hall, room = request.page, context.hall, request.room
    text = request.GET.get("q", "").strip()[:LONGEST]
    waiting = [
        {
            "href": page.url(f"admin/items/{item.code}/arrival"),
            "name": item.title,
            "note": item.code,
            "side": KINDS[arrival.kind],
        }
        for item, arrival in context.overlaying.arrivals()
    ]
    found = answers(room.finder.index, text, hall.key, MOST) if text else []
    named = [text] if text in room.items else []
    codes = [*named, *(one.entry.code for one in found if one.near and one.entry.code not in named)]
    rows = [
        {
            "href": page.url(f"admin/items/{code}/"),
            "name": room.items[code].title,
            "note": code,
            "side": _("本厅在办") if _is_on(context, code) else _("本厅没开办"),
        }
        for code in codes
        if room.items[code].newest_published is not None
        and (not room.items[code].only_gathers or context.overlaying.laid(code) is not None)
    ]
    return {"title": _("本厅的事项"), "waiting": waiting, "text": text, "found": rows,
            "told": request.session.pop_flash()}  # fmt: skip


def _is_on(context: HallItems, code: str) -> bool:
    laid = context.overlaying.laid(code)
    return laid is not None and laid.is_offered(context.room.catalogue.today)


@view_config(context=HallItem, name="arrival", request_method="GET", permission=HALL_ADMINISTER,
             renderer="admin/arrival.pt")  # fmt: skip
def arrival(context: HallItem, request: Request) -> dict:
    """Show what has come, beside what was there and what the hall has of its own."""
    found = context.overlaying.arrival(context.item.code)
    beside, other = context.overlaying.matters(context.item.code)
    lang = request.page.lang
    return {
        "title": _heading(context, found.kind, lang),
        "item": context.item,
        "arrival": found,
        "at": moment_of(found.at),
        "matters": [_matter(one, lang) for one in beside],
        "rows": differences(other, lang),
        "is_promise": found.kind == PROMISE,
        "is_new": found.kind == NEW,
        "ends": context.item.ends,
        "errors": (),
        "chosen": {},
    }


def _heading(context: HallItem, kind: str, lang: str) -> TranslationString:
    ends = context.item.ends
    if kind != ENDING or ends is None:
        return KINDS[kind]
    return _("从${day}起取消", mapping={"day": day(ends, lang, weekday=False, year=True)})


def _about(shown: Difference) -> str:
    """Return the paper that a matter is about, or its part: official words, which stay as they are."""
    return shown.about or str(shown.term)


def _matter(one: Matter, lang: str) -> dict:
    shown = difference(one.change, lang)
    own = length(*one.own, lang) if isinstance(one.own, tuple) else one.own
    return {"part": one.part, "shown": shown, "own": own, "lost": one.lost, "keep": KEEP, "accept": ACCEPT}


@view_config(context=HallItem, name="arrival", request_method="POST", permission=HALL_ADMINISTER,
             renderer="admin/arrival.pt")  # fmt: skip
def settle(context: HallItem, request: Request) -> dict | Response:
    """Answer the to-do part by part; one without an answer brings the page back with the others marked."""
    model = arrival(context, request)
    chosen = {one["part"]: request.POST.get(f"choice-{one['part']}", "") for one in model["matters"]}
    if not all(choice in (KEEP, ACCEPT) for choice in chosen.values()):
        request.response.status_int = 422
        missing = [one for one in model["matters"] if chosen[one["part"]] not in (KEEP, ACCEPT)]
        errors = tuple((f"keep-{one['part']}", CHOOSE, _about(one["shown"])) for one in missing)
        return {**model, "errors": errors, "chosen": chosen}
    number = request.POST.get("number", "")
    seen = int(number) if number.isascii() and number.isdigit() and len(number) < MOST else 0
    context.overlaying.settle(context.item.code, seen, chosen, request.identity.party.id)
    request.session.flash("settled")
    return go(request, "admin/items/")


def part_name(part: str, item: object) -> object:
    """Return what a part of the hall's own help is called: a material by its name."""
    if part.startswith(MATERIAL_HELP):
        wanted = part.removeprefix(MATERIAL_HELP)
        papers = item.newest_published.materials if item.newest_published else ()
        return next((paper["name"] for paper in papers if paper["id"] == wanted), part)
    return PARTS[GENERAL if part == GENERAL else part]
