"""``/office/queries/``: words that people typed and that found nothing; one press makes a word the name of an item."""

from __future__ import annotations

from collections.abc import Iterable

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.gateways.side.records import Unanswered
from wangting.security.permissions import OFFICE_PUBLISH
from wangting.services.finding.entries import Entry
from wangting.views.dressing import go
from wangting.views.numbers import whole
from wangting.views.traversal.office import OfficeQueries

_ = TranslationStringFactory("wangting")

PATH = "/office/queries/"
#: Words on a page; what each may mean; what a search of the editor's own shows.
MOST, GUESSES, FOUND = 20, 3, 10
#: Nobody types more than the side store keeps of a search.
LONGEST = 100


@view_config(context=OfficeQueries, request_method="GET", permission=OFFICE_PUBLISH, renderer="office/queries.pt")
def queries(context: OfficeQueries, request: Request) -> dict:
    """Show the words, the most asked first; ``?word=`` shows one with a search for the item it means."""
    aliasing, number = request.room.office.aliasing, max(1, whole(request.GET.get("page", ""), 1))
    word, asked = (request.GET.get(name, "").strip()[:LONGEST] for name in ("word", "q"))
    known = aliasing.unanswered(MOST, number)
    if word:
        found = aliasing.guesses(asked or word, FOUND)
        return {"title": _("这个词是哪个事项"), "word": word, "asked": asked or word,
                "found": _items(found), "rows": (), "told": (), "number": 1, "more": False}  # fmt: skip
    rows = [_row(one, _items(aliasing.guesses(one.text, GUESSES)), request) for one in known[:MOST]]
    return {"title": _("搜不到的词"), "word": "", "asked": "", "found": (), "rows": rows,
            "told": request.session.pop_flash(), "number": number, "more": len(known) > MOST}  # fmt: skip


@view_config(context=OfficeQueries, request_method="POST", permission=OFFICE_PUBLISH)
def answer(context: OfficeQueries, request: Request) -> Response:
    """Make the word a name of the item that was pressed, or take it from the list; either way it is dealt with."""
    aliasing, word = request.room.office.aliasing, request.POST.get("word", "").strip()[:LONGEST]
    code = request.POST.get("code")
    if code:
        item = aliasing.add(code, word, request.identity.party.id)
        request.session.flash(("added", word, item.title))
    else:
        request.session.flash(("dropped", word, ""))
    # The side store is not given up with a transaction: the word goes only once its alias is there to stay.
    request.tm.get().addAfterCommitHook(lambda done: done and aliasing.forget(word))
    return go(request, PATH)


def _row(one: Unanswered, guesses: list[dict], request: Request) -> dict:
    return {"word": one.text, "times": one.times, "last": one.last, "guesses": guesses,
            "href": request.page.url(PATH, word=one.text)}  # fmt: skip


def _items(entries: Iterable[Entry]) -> list[dict]:
    return [{"code": entry.code, "name": entry.name} for entry in entries]
