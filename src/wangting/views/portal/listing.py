"""The items of a hall to look through: by matter of life, theme, whom they serve, department, first letter."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.rules.lifeevent import LifeEvent
from wangting.rules.timelimit import Limit
from wangting.security.permissions import PUBLIC
from wangting.services.catalogue import Offer
from wangting.services.finding.entries import Entry
from wangting.views.numbers import whole
from wangting.views.portal.guide import class_of
from wangting.views.portal.objects import OBJECTS, serves
from wangting.views.portal.progress import days_of
from wangting.views.publicity import Public
from wangting.views.traversal.items import Items

_ = TranslationStringFactory("wangting")

LONGEST = 60
#: Rows on one page.
SIZE = 50
FILTERS = ("life", "theme", "object", "dept", "letter")


@view_config(context=Items, request_method="GET", permission=PUBLIC, public=Public(asks=(*FILTERS, "page")),
             renderer="portal/items.pt")  # fmt: skip
def items(context: Items, request: Request) -> dict:
    """List what the hall offers; the heading says how much was found."""
    index, key = request.room.finder.index, context.hall.key
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in FILTERS}
    listed = index.in_hall(key)
    found = [entry for entry in listed if _matches(entry, key, asked) and asked["letter"] in ("", index.letter(entry))]
    given = {name: value or None for name, value in asked.items()}
    return {
        **ways_of(request, listed),
        **paged(request, found, lambda other: request.page.url("items/", **given, page=other)),
        "title": _("事项清单，${n} 项", mapping={"n": len(found)}),
        "matter": event_of(request, asked["life"]),
        "asked": asked,
        "given": given,
        "narrowed": [(name, _name_of(request, name, value)) for name, value in asked.items() if value],
    }


def ways_of(request: Request, listed: Sequence[Entry]) -> dict:
    """Return every way to look through what a hall offers, each with its number: none of them leads nowhere."""
    key, index = request.context.hall.key, request.room.finder.index
    units = Counter(entry.halls[key] for entry in listed)
    return {
        "matters": matters_of(request, listed),
        "themes": themes_of(listed),
        "objects": [(one, name, sum(serves(entry, one) for entry in listed)) for one, name in OBJECTS.items()],
        "departments": [(unit, unit_name(request, unit), count) for unit, count in sorted(units.items())],
        "letters": sorted(Counter(map(index.letter, listed)).items()),
        "total": len(listed),
    }


def paged(request: Request, found: Sequence[Entry], address: Callable[[int], str]) -> dict:
    """Return one page of ``found`` as rows; a page past the end is the last one."""
    key = request.context.hall.key
    pages = max(1, math.ceil(len(found) / SIZE))
    number = min(max(1, whole(request.GET.get("page", ""), 1)), pages)
    shown = found[(number - 1) * SIZE : number * SIZE]
    return {
        "rows": [item_row(request, request.room.catalogue.offer(key, entry.code)) for entry in shown],
        "number": number,
        "pages": pages,
        "page_url": address,
    }


def matters_of(request: Request, listed: Iterable[Entry]) -> list[dict]:
    """Return the matters of life for which the hall has items, with the character of each and the number."""
    count = Counter(key for entry in listed for key in entry.life)
    return [
        {"key": event.key, "glyph": event.glyph, "name": request.page.say(event.title, event.title_en),
         "count": count[event.key]}
        for event in request.room.house.knowledge.life if count[event.key]
    ]  # fmt: skip


def event_of(request: Request, key: str) -> LifeEvent | None:
    """Return the matter of life that is asked for, None where nobody asks or there is none of this name."""
    return next((event for event in request.room.house.knowledge.life if event.key == key), None)


def _matches(entry: Entry, hall: str, asked: dict[str, str]) -> bool:
    theme, wanted, dept, life = asked["theme"], asked["object"], asked["dept"], asked["life"]
    fits = (not theme or theme in entry.themes) and (not life or life in entry.life)
    return fits and (not wanted or serves(entry, wanted)) and dept in ("", entry.halls[hall])


def _name_of(request: Request, name: str, value: str) -> object:
    """Return what is narrowed by, as people read it; what there is not is shown as it was asked."""
    event = event_of(request, value) if name == "life" else None
    if event is not None:
        return request.page.say(event.title, event.title_en)
    if name == "object":
        return OBJECTS.get(value, value)
    known = name == "dept" and value in request.room.register.orgunits
    return unit_name(request, value) if known else value


def themes_of(listed: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return the themes of what is offered with their numbers, the fullest first: no way in leads nowhere."""
    return Counter(theme for entry in listed for theme in entry.themes).most_common()


def item_row(request: Request, offer: Offer) -> dict:
    """Return an item as one row: its name, its class, who decides, in how many days."""
    lang = request.page.lang
    return {
        "href": request.page.url(f"items/{offer.code}", hall=offer.hall.key),
        "name": offer.edition.name,
        "kind": class_of(offer, lang),
        "unit": unit_name(request, offer.implementation.unit),
        "days": _days(offer, lang),
    }


def unit_name(request: Request, key: str) -> str:
    """Return the name of a department in the language of the page."""
    unit = request.room.register.orgunit(key)
    return request.page.say(unit.name, unit.name_en)


def _days(offer: Offer, lang: str) -> object:
    if offer.promised is None:
        return ""
    return days_of(Limit(*offer.promised), lang) if offer.promised[0] else _("当天")
