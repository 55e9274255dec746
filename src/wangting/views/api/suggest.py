"""``GET /api/v1/suggest``: what somebody may mean who is still typing; the pages' own script asks it."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from wangting.security.permissions import PUBLIC
from wangting.views.publicity import Public
from wangting.views.reasons import Reason
from wangting.views.traversal.api import ApiV1

#: More than these nobody reads while typing; letters of a question that are read.
MOST, LONGEST = 8, 100
ASKS = Public(asks=("q", "hall"))


@view_config(context=ApiV1, name="suggest", request_method="GET", permission=PUBLIC, public=ASKS, renderer="json")
def suggest(context: ApiV1, request: Request) -> dict:
    """Return a few near answers with the address of each guide and why it was found; nothing is kept of the words."""
    asked, hall = request.GET.get("q", "")[:LONGEST], request.GET.get("hall") or None
    page, catalogue = request.page, context.room.catalogue
    found = []
    for answer in context.room.finder.suggest(asked, hall, MOST):
        face, reason = catalogue.hall(answer.hall).face, Reason.of(answer.hit)
        found.append(
            {
                "name": answer.entry.name,
                "href": page.url(f"items/{answer.entry.code}", hall=answer.hall),
                "hall": None if answer.hall == hall else page.say(face["short"] + "厅", f"{face['short_en']} Hall"),
                "why": request.localizer.translate(reason.label),
                "said": reason.said,
            }
        )
    return {"suggestions": found}
