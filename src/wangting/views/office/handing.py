"""``…/editions/<n>/hand-in`` and ``take-back``: a draft goes to the central office for review, and comes back."""

from __future__ import annotations

from collections.abc import Callable

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from wangting.errors import Outdated
from wangting.security.permissions import ITEM_DRAFT
from wangting.views.dressing import go
from wangting.views.office.editions import outdated, path_of, seen
from wangting.views.traversal.office import OfficeEdition


@view_config(context=OfficeEdition, name="hand-in", request_method="POST", permission=ITEM_DRAFT,
             renderer="office/edition.pt")  # fmt: skip
def hand_in(context: OfficeEdition, request: Request) -> dict | Response:
    """Hand the draft that was seen in; the central office is told."""
    return _done(context, request, request.room.publishing.hand_in, "handed")


@view_config(context=OfficeEdition, name="take-back", request_method="POST", permission=ITEM_DRAFT,
             renderer="office/edition.pt")  # fmt: skip
def take_back(context: OfficeEdition, request: Request) -> dict | Response:
    """Go on writing in what was handed in and not reviewed yet."""
    return _done(context, request, request.room.publishing.take_back, "taken_back")


@view_config(context=OfficeEdition, name="hand-in", request_method="GET", permission=ITEM_DRAFT)
@view_config(context=OfficeEdition, name="take-back", request_method="GET", permission=ITEM_DRAFT)
def back(context: OfficeEdition, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the page with the button."""
    return go(request, path_of(context.edition))


def _done(context: OfficeEdition, request: Request, act: Callable[..., object], told: str) -> dict | Response:
    try:
        act(context.item.code, context.edition.number, request.identity.party.id, seen(request))
    except Outdated:
        return outdated(context, request)
    request.session.flash(told)
    return go(request, path_of(context.edition))
