"""``GET /api/v1/search``: the finder for machines and for other sites."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from wangting.security.permissions import PUBLIC
from wangting.services.finding.texts import CLOSELY
from wangting.views.api.asking import whole
from wangting.views.publicity import Public
from wangting.views.traversal.api import ApiV1

#: Answers at most, and when nobody says; letters of a question that are read: the pinyin of the longest names.
LARGEST, USUAL = 50, 10
LONGEST = 400
ASKS = Public(asks=("q", "hall", "limit"))


@view_config(context=ApiV1, name="search", request_method="GET", permission=PUBLIC, public=ASKS, renderer="json")
def search(context: ApiV1, request: Request) -> dict:
    """Return what answers the question, the best first, one row for each base item, with the reason it was found."""
    limit = whole(request, "limit", USUAL, LARGEST)
    asked, hall = request.GET.get("q", "")[:LONGEST], request.GET.get("hall")
    found = context.room.finder.search(asked, hall, max(limit, CLOSELY))
    return {
        "results": [
            {
                "code": answer.entry.code,
                "name": answer.entry.name,
                "hall": answer.hall,
                "halls": list(answer.entry.halls),
                "score": answer.score,
                "why": answer.hit.why,
            }
            for answer in found[:limit]
        ]
    }
