"""The departments of a hall, and the page of each: what it does, and what is known of where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import PUBLIC
from wangting.services.catalogue import Offer
from wangting.views.portal.guide import address_of, class_of
from wangting.views.portal.listing import paged
from wangting.views.publicity import PLAIN, Public
from wangting.views.traversal.items import DepartmentContext, Departments

_ = TranslationStringFactory("wangting")


@view_config(context=Departments, request_method="GET", permission=PUBLIC, public=PLAIN,
             renderer="portal/departments.pt")  # fmt: skip
def departments(context: Departments, request: Request) -> dict:
    """List the departments of the hall; one without an item of its own today is there and says so."""
    hall, room = context.hall, request.room
    counts = Counter(entry.halls[hall.key] for entry in room.finder.index.in_hall(hall.key))
    rows = [
        {
            "href": request.page.url(address_of(unit.key)),
            "name": request.page.say(unit.name, unit.name_en),
            "count": counts[unit.key],
        }
        for unit in sorted(room.placing.departments(hall.key), key=lambda unit: (-counts[unit.key], unit.key))
    ]
    return {"title": _("${n} 个部门", mapping={"n": len(rows)}), "rows": rows}


@view_config(context=DepartmentContext, request_method="GET", permission=PUBLIC, public=Public(asks=("page",)),
             renderer="portal/department.pt")  # fmt: skip
def department(context: DepartmentContext, request: Request) -> dict:
    """Show what the department does here; what nobody has entered is said to be missing."""
    unit, key, page = context.unit, context.hall.key, request.page
    listed = [entry for entry in request.room.finder.index.in_hall(key) if entry.halls[key] == unit.key]
    offers = [request.room.catalogue.offer(key, entry.code) for entry in listed]
    address = address_of(unit.key)
    return {
        "title": page.say(unit.name, unit.name_en),
        "count": len(listed),
        "classes": _classes(offers, page.lang),
        "places": _known(offer.implementation.places for offer in offers),
        "hours": _known((offer.implementation.hours,) for offer in offers),
        "phones": _known(offer.implementation.phones for offer in offers),
        **paged(request, listed, lambda other: page.url(address, page=other)),
    }


def _classes(offers: Iterable[Offer], lang: str) -> list[tuple[str, int]]:
    return Counter(filter(None, (class_of(offer, lang) for offer in offers))).most_common()


def _known(said: Iterable[Iterable[str]]) -> list[str]:
    """Return what the implementations say, each once; the department has no entry of its own for it."""
    return list(dict.fromkeys(word for words in said for word in words if word))
