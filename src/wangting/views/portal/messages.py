"""``/me/messages``: everything that was sent to whoever is signed in."""

from __future__ import annotations

from datetime import datetime

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.security.permissions import SIGNED_IN
from wangting.views.dressing import go
from wangting.views.numbers import whole
from wangting.views.traversal.companies import MyMessages

_ = TranslationStringFactory("wangting")

#: Messages on a page.
SIZE = 20


@view_config(context=MyMessages, request_method="GET", permission=SIGNED_IN, renderer="portal/messages.pt")
def messages(context: MyMessages, request: Request) -> dict:
    """List the messages, the newest first; a GET marks nothing as read."""
    found = request.room.messaging.of(request.identity.party)
    pages = max(1, -(-len(found) // SIZE))
    number = min(max(1, whole(request.GET.get("page", ""), 1)), pages)
    shown = found[(number - 1) * SIZE : number * SIZE]
    return {
        "title": _("消息"),
        "rows": [(datetime.fromisoformat(each.at), each.is_new, each.number, *each.said()) for each in shown],
        "unread": sum(each.is_new for each in found),
        "number": number,
        "pages": pages,
        "noindex": True,
    }


@view_config(context=MyMessages, name="read", request_method="POST", permission=SIGNED_IN)
def read(context: MyMessages, request: Request) -> Response:
    """Mark all as read."""
    request.room.messaging.mark_read(request.identity.party)
    return go(request, "/me/messages/")


@view_config(context=MyMessages, name="read", request_method="GET", permission=SIGNED_IN)
def back(context: MyMessages, request: Request) -> Response:
    """Lead whoever comes back from signing in to the page with the button."""
    return go(request, "/me/messages/")
