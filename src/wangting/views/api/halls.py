"""``GET /api/v1/halls`` and ``/api/v1/items``."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from wangting.security.permissions import PUBLIC
from wangting.views.api.asking import whole
from wangting.views.publicity import PLAIN, Public
from wangting.views.traversal.api import ApiItems, ApiV1

#: Items on a page: at most, and when nobody says.
LARGEST, USUAL = 500, 50
ROWS = Public(asks=("hall", "page", "size"))


@view_config(context=ApiV1, name="halls", request_method="GET", permission=PUBLIC, public=PLAIN, renderer="json")
def halls(context: ApiV1, request: Request) -> dict:
    """Return the halls with the number of items each offers."""
    del request
    catalogue = context.room.catalogue
    return {
        "halls": [
            {"key": hall.key, "name": hall.title, "items": len(hall.offered_on(catalogue.today))}
            for hall in catalogue.halls()
        ]
    }


@view_config(context=ApiItems, request_method="GET", permission=PUBLIC, public=ROWS, renderer="json")
def items(context: ApiItems, request: Request) -> dict:
    """Return a page of the items of one hall, or of the whole base catalogue; past the end it is empty.

    Main items that nobody applies for are not among them: the guides of their parts name them.
    """
    key = request.GET.get("hall")
    page, size = whole(request.GET, "page", 1, None), whole(request.GET, "size", USUAL, LARGEST)
    codes = context.room.catalogue.codes(key)
    gathering = context.room.finder.index.gathering if key is None else ()
    found = [(code, hall) for code, hall in codes.items() if code not in gathering]
    shown = ((context.room.items[code], hall) for code, hall in found[(page - 1) * size : page * size])
    rows = [{"code": item.code, "name": item.title, "hall": hall, "type": item.item_class} for item, hall in shown]
    return {"total": len(found), "page": page, "size": size, "items": rows}
