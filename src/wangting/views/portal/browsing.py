"""All ways to look through what a hall offers, on one page: nothing is more than two steps from the hall's home."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import PUBLIC
from wangting.views.portal.listing import ways_of
from wangting.views.publicity import PLAIN
from wangting.views.traversal.contexts import HallContext

_ = TranslationStringFactory("wangting")


@view_config(context=HallContext, name="browse", request_method="GET", permission=PUBLIC, public=PLAIN,
             renderer="portal/browse.pt")  # fmt: skip
def browse(context: HallContext, request: Request) -> dict:
    """Show the ways: by matter of life, by whom an item serves, by theme, by department, by letter."""
    listed = request.room.finder.index.in_hall(context.hall.key)
    return {"title": _("${n} 项，换个办法找", mapping={"n": len(listed)}), **ways_of(request, listed)}
