"""``GET /api/v1/search``: the finder for machines and for other sites."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import islice
from json.encoder import encode_basestring_ascii as quoted

from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.view import view_config

from wangting.errors import Invalid
from wangting.security.permissions import PUBLIC
from wangting.services.finding.answers import Found, is_guess, places
from wangting.services.finding.entries import Entry
from wangting.services.finding.texts import CLOSELY
from wangting.views.api.asking import whole
from wangting.views.publicity import Public
from wangting.views.traversal.api import ApiV1

#: Answers at most, and when nobody says; letters of a question that are read: the pinyin of the longest names.
LARGEST, USUAL = 50, 10
LONGEST = 400


def remembered(registry: Registry, given: Mapping[str, str], day: date, mark: bytes) -> str | None:
    """Answer out of what this process has in memory: two thirds of a search would be the way to the database.

    None where the index is not made yet, where the words are to be kept for the editors, for a hall that offers
    nothing, and for a number that cannot be: the view below answers those.
    """
    index = registry.house.knowledge.items.kept(mark, day)
    hall, asked = given.get("hall"), given.get("q", "")[:LONGEST]
    if index is None or (hall is not None and hall not in index.halls):
        return None
    try:
        limit = whole(given, "limit", USUAL, LARGEST)
    except Invalid:
        return None
    found = places(index, asked, hall, max(limit, CLOSELY), limit)
    if is_guess(asked, found):
        return None
    lines = []
    for place, hit, score, serving, _near in found:
        start, middle = index.written(place, _parts)
        offered = "null" if serving is None else quoted(serving)
        lines.append(f'{start}{offered}{middle}{score!r}, "why": {quoted(hit.why)}}}')
    return f'{{"results": [{", ".join(lines)}]}}'


ASKS = Public(asks=("q", "hall", "limit"), remembered=remembered)


@view_config(context=ApiV1, name="search", request_method="GET", permission=PUBLIC, public=ASKS, renderer="json")
def search(context: ApiV1, request: Request) -> dict:
    """Return what answers the question, the best first, one row for each base item, with the reason it was found."""
    limit = whole(request.GET, "limit", USUAL, LARGEST)
    asked, hall = request.GET.get("q", "")[:LONGEST], request.GET.get("hall")
    return _told(islice(context.room.finder.search(asked, hall, max(limit, CLOSELY)), limit))


def _told(found: Iterable[Found]) -> dict[str, list[dict[str, object]]]:
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
            for answer in found
        ]
    }


def _parts(entry: Entry) -> tuple[str, ...]:
    """Return what stands before and behind the hall in a row of :func:`_told`, letter for letter as JSON."""
    halls = ", ".join(map(quoted, entry.halls))
    return f'{{"code": {quoted(entry.code)}, "name": {quoted(entry.name)}, "hall": ', f', "halls": [{halls}], "score": '
