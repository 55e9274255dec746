"""The editions of an item as anybody may read them: a list, and the guide under each, as it was or as it will be."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config
from translationstring import TranslationString, TranslationStringFactory

from wangting.content.item import Edition
from wangting.errors import NotFound
from wangting.security.permissions import PUBLIC
from wangting.theming.dates import day
from wangting.views.portal.guide import days_of_offer, guide
from wangting.views.publicity import PLAIN
from wangting.views.traversal.items import Editions, PastEdition

_ = TranslationStringFactory("wangting")


@view_config(context=Editions, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/editions.pt")
def editions(context: Editions, request: Request) -> dict:
    """List the editions that were ever published, the newest first."""
    item, page = context.item, request.page
    current = _current(context)
    rows = [
        {
            "href": page.url(f"items/{item.code}/editions/{one.number}"),
            "name": _("第 ${number} 版", mapping={"number": one.number}),
            "note": _standing(one, current, request),
        }
        for one in reversed(context.published)
    ]
    return {"title": item.title, "rows": rows,
            "current": page.url(f"items/{item.code}") if current and context.implementation.on else None}  # fmt: skip


@view_config(context=PastEdition, request_method="GET", permission=PUBLIC, public=PLAIN, renderer="portal/guide.pt")
def past_guide(context: PastEdition, request: Request) -> dict:
    """Show the guide under this edition, with the words that say whether it applies today."""
    page, code, editions = request.page, context.offer.code, context.__parent__
    current = _current(editions)
    live = current is not None and editions.implementation.on
    return {
        **guide(context, request),
        # What is counted here, and where a scenario leads, belong to the edition of today.
        "days": days_of_offer(context.offer, None, page.lang),
        "scenarios": [],
        "past": {
            "words": _standing(context.edition, current, request),
            "current": page.url(f"items/{code}") if live and current is not context.edition else None,
            "all": page.url(f"items/{code}/editions/"),
        },
    }


def _current(context: Editions) -> Edition | None:
    try:
        return context.item.edition_on(context.room.catalogue.today)
    except NotFound:
        return None


def _standing(edition: Edition, current: Edition | None, request: Request) -> TranslationString:
    lang, today = request.page.lang, request.room.catalogue.today
    days = {"from": day(edition.effective, lang, weekday=False, year=True)}
    if edition is current:
        return _("现行的这一版，${from}起施行", mapping=days)
    if edition.effective > today:
        return _("还没有施行，${from}起才是", mapping=days)
    if edition.until is None:
        return _("已经不用的一版，${from}起施行过", mapping=days)
    days["until"] = day(edition.until, lang, weekday=False, year=True)
    return _("已经不用的一版，${from}起施行，到${until}前一天", mapping=days)
