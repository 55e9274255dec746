"""The home of a hall: what do you want to do, what of mine is going on, the ways in."""

from __future__ import annotations

from itertools import islice

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import PUBLIC
from wangting.services.finding.entries import Entry
from wangting.views.portal.announcing import announced, told
from wangting.views.portal.listing import item_row, matters_of
from wangting.views.portal.mine import drafts_of
from wangting.views.portal.progress import Progress
from wangting.views.portal.tracking import track_form
from wangting.views.publicity import PLAIN
from wangting.views.traversal.contexts import HallContext

_ = TranslationStringFactory("wangting")

#: Items and cases of one's own shown before "all of them".
SHOWN, MINE = 8, 3
#: Everyday words to try, and how long one may be to look like a word.
TRIES, WORD = 4, 6
#: Announcements shown before "all of them".
TOLD = 3


@view_config(context=HallContext, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/home.pt")
def home(context: HallContext, request: Request) -> dict:
    """Show the hall."""
    room, key = request.room, context.hall.key
    listed = room.finder.index.in_hall(key)
    party = request.identity.party if request.identity else None
    mine = room.register.cases_of(party.id) if party else []
    return {
        "title": _("您要办什么事？"),
        "count": len(listed),
        "matters": matters_of(request, listed),
        "tries": _tries(listed),
        "rows": [item_row(request, room.catalogue.offer(key, entry.code)) for entry in _samples(listed)],
        "cases": [Progress(room, room.register.case(number), request.page.lang) for number in mine[:MINE]],
        "cases_count": len(mine),
        "announced": announced(request, room.announcing, context.hall)[:TOLD],
        "told": told(request, room.announcing, context.hall),
        "drafts": drafts_of(room, party.id)[:MINE] if party else [],
        "track": None if party else track_form(request, look=""),
        "noindex": party is not None,
    }


def _samples(listed: list[Entry]) -> list[Entry]:
    """Return a few items: the first of each matter of life, then the first of all."""
    first: dict[str, Entry] = {}
    for entry in listed:
        for key in entry.life:
            first.setdefault(key, entry)
    codes = {entry.code: entry for entry in [*first.values(), *listed[:SHOWN]]}
    return list(codes.values())[:SHOWN]


def _tries(listed: list[Entry]) -> list[str]:
    """Return a few everyday words that lead to items of the hall, those of matters of life first."""
    ordered = sorted(listed, key=lambda entry: not entry.life)
    words = (alias for entry in ordered for alias in entry.aliases[:1] if len(alias) <= WORD)
    return list(islice(dict.fromkeys(words), TRIES))
