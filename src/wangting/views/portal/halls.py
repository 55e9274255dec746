"""Choosing a hall: by where somebody lives, from a list, or on the diagram (DESIGN 9)."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.hall import Hall
from wangting.security.permissions import PUBLIC
from wangting.services.placing import MOST, Place
from wangting.views.lasthall import last_hall
from wangting.views.portal.places import city_view
from wangting.views.publicity import Public
from wangting.views.traversal.contexts import City, Context

_ = TranslationStringFactory("wangting")

#: Longer than any name of a village.
LONGEST = 40


CHOOSER = Public(asks=("v",), last_hall=True)


@view_config(context=City, request_method="GET", permission=PUBLIC, public=CHOOSER, renderer="portal/halls.pt")
@city_view(name="halls", request_method="GET", permission=PUBLIC, public=CHOOSER, renderer="portal/halls.pt")
def halls(context: Context, request: Request) -> dict:
    """Show the chooser, and what was found for the name asked for."""
    room, page = request.room, request.page
    page.hall = None
    asked = request.GET.get("v", "").strip()[:LONGEST]
    found = room.placing.find(asked)
    listed = {hall.key: hall_row(request, hall) for hall in room.catalogue.halls()}
    return {
        "title": _("先选您所在的大厅"),
        "asked": asked,
        "found": [_place_row(place, listed) for place in found],
        "heading": _heading(asked, found),
        "capped": len(found) >= MOST,
        "halls": list(listed.values()),
        "by_key": listed,
        "last": listed.get(last_hall(request.registry.tenancy, request.cookies)),
        "villages": room.placing.count("village"),
        "items": len({item for hall in room.catalogue.halls() for item in hall.implementations}),
    }


def hall_row(request: Request, hall: Hall) -> dict:
    """Return what lists and the diagram show of a hall; the count is of what it offers today."""
    page, face = request.page, hall.face
    return {
        "key": hall.key,
        "href": page.url("", hall=hall.key),
        "name": page.say(face["short"] + "厅", f"{face['short_en']} Hall"),
        "short": page.say(face["short"], face["short_en"]),
        "note": page.say(face["place"], face["place_en"]),
        "count": len(hall.offered_on(request.room.catalogue.today)),
    }


def _place_row(place: Place, listed: dict[str, dict]) -> dict:
    """Return one place with the names above it: a village is never known by its name alone (DOMAIN 1)."""
    hall = listed[place.hall]
    return {"href": hall["href"], "hall": hall, "name": place.unit.name, "town": place.town.name if place.town else ""}


def _heading(asked: str, found: list[Place]) -> object:
    if not asked:
        return ""
    names = {place.unit.name for place in found}
    facts = {"asked": asked, "n": len(found)}
    if not found:
        return _("没有找到“${asked}”", mapping=facts)
    if len(names) < len(found):
        return _("“${asked}”找到 ${n} 处，同名的请按镇来选", mapping=facts)
    return _("“${asked}”找到 ${n} 处", mapping=facts)
