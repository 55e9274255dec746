"""The items of a hall, filtered by a part of the name, by theme, by department.

A plain filter over names and everyday words: the finder, which understands more, is another issue's.
"""

from __future__ import annotations

from collections import Counter

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.rules.timelimit import Limit
from wangting.security.permissions import PUBLIC
from wangting.services.catalogue import Offer
from wangting.views.portal.guide import class_of
from wangting.views.portal.progress import days_of
from wangting.views.publicity import Public
from wangting.views.traversal.contexts import HallContext, Items

_ = TranslationStringFactory("wangting")

LONGEST = 60
#: The word under which a source puts what fits nowhere: no way in.
ELSEWHERE = "其他"


LIST = Public(asks=("q", "theme", "dept"))


@view_config(context=Items, request_method="GET", permission=PUBLIC, public=LIST, renderer="portal/items.pt")
@view_config(context=HallContext, name="search", request_method="GET", permission=PUBLIC, public=LIST,
             renderer="portal/items.pt")  # fmt: skip
def items(context: HallContext | Items, request: Request) -> dict:
    """List what the hall offers; the heading says how much was found."""
    room = request.room
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in ("q", "theme", "dept")}
    offers = room.catalogue.offers(context.hall.key)
    found = [offer for offer in offers if matches(offer, **asked)]
    units = sorted({offer.implementation.unit for offer in offers})
    facts = {"n": len(found), "q": asked["q"]}
    title = _("“${q}”找到 ${n} 项", mapping=facts) if asked["q"] else _("事项清单，${n} 项", mapping=facts)
    return {
        "title": title if found or not asked["q"] else _("没有找到“${q}”", mapping=facts),
        "asked": asked,
        "rows": [item_row(request, offer) for offer in found],
        "themes": themes_of(offers),
        "departments": [(key, unit_name(request, key)) for key in units],
        "elsewhere": _elsewhere(request, asked) if asked["q"] and not found else [],
        "total": len(offers),
    }


def matches(offer: Offer, q: str = "", theme: str = "", dept: str = "") -> bool:
    """Say whether the offer's name or one of its everyday words holds ``q``, and it is of the theme and department."""
    words = (offer.edition.name, *offer.item.aliases)
    held = not q or any(q.casefold() in word.casefold() for word in words)
    return held and (not theme or theme in themes_of_item(offer)) and dept in ("", offer.implementation.unit)


def themes_of(offers: list[Offer]) -> list[tuple[str, int]]:
    """Return the themes of what is offered with their numbers, the fullest first: no way in leads nowhere."""
    return Counter(theme for offer in offers for theme in themes_of_item(offer)).most_common()


def themes_of_item(offer: Offer) -> list[str]:
    """Return the themes that the source gives the item."""
    return [theme for theme in offer.item.record.get("theme") or () if theme != ELSEWHERE]


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


def _elsewhere(request: Request, asked: dict[str, str]) -> list[dict]:
    """Return what the other halls offer under the same words, the first hall of each item."""
    catalogue, seen, rows = request.room.catalogue, set(), []
    for hall in catalogue.halls():
        for offer in catalogue.offers(hall.key):
            if offer.code not in seen and matches(offer, q=asked["q"]):
                seen.add(offer.code)
                note = request.page.say(hall.title, hall.face["name_en"])
                rows.append(item_row(request, offer) | {"hall": hall.key, "note": note})
    return rows
