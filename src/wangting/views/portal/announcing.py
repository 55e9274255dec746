"""What a hall tells people: its pages, and the announcements of the hall and of the city."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.rules.prose import blocks
from wangting.security.permissions import PUBLIC
from wangting.services.announcing import Announcing
from wangting.views.publicity import PLAIN
from wangting.views.traversal.written import AnnouncementContext, Announcements, PageContext

_ = TranslationStringFactory("wangting")


@view_config(context=Announcements, request_method="GET", permission=PUBLIC, public=PLAIN,
             renderer="portal/announcements.pt")  # fmt: skip
def announcements(context: Announcements, request: Request) -> dict:
    """List what is announced in the hall today."""
    return {"title": _("公告"), "rows": announced(request, request.room.announcing, context.hall)}


@view_config(context=AnnouncementContext, request_method="GET", permission=PUBLIC, public=PLAIN,
             renderer="portal/written.pt")  # fmt: skip
def announcement(context: AnnouncementContext, request: Request) -> dict:
    """Show one announcement, and say so when it is over."""
    written = context.written
    is_over = request.room.announcing.is_over(written)
    return {**_shown(request, written), "since": written.since, "until": written.until, "is_over": is_over,
            "noindex": is_over}  # fmt: skip


@view_config(context=PageContext, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/written.pt")
def page(context: PageContext, request: Request) -> dict:
    """Show one page of the hall."""
    return {**_shown(request, context.written), "since": None, "until": None, "is_over": False}


def announced(request: Request, announcing: Announcing, hall: object) -> list[dict]:
    """Return a row for each current announcement of ``hall``."""
    return [
        {"title": request.page.say(one.title, one.title_en), "since": one.since,
         "href": request.page.url(f"announcements/{one.__name__}")}
        for one in announcing.current(hall)
    ]  # fmt: skip


def told(request: Request, announcing: Announcing, hall: object) -> list[dict]:
    """Return a row for each page of ``hall``."""
    return [
        {"title": request.page.say(one.title, one.title_en), "href": request.page.url(f"pages/{one.__name__}")}
        for one in announcing.pages(hall)
    ]


def _shown(request: Request, written: object) -> dict:
    text = request.page.say(written.text, written.text_en)
    return {"title": request.page.say(written.title, written.title_en), "blocks": blocks(text)}
