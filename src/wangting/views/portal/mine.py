"""``/me/``: the cases and drafts of whoever is signed in."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from translationstring import TranslationStringFactory

from wangting.content.newest import MOST
from wangting.errors import NotFound
from wangting.rules.grants import AGENT
from wangting.security.permissions import SIGNED_IN
from wangting.services.workroom import Workroom
from wangting.theming.page import Page
from wangting.theming.texts import translator
from wangting.views.dressing import go
from wangting.views.numbers import whole
from wangting.views.portal.progress import Progress
from wangting.views.traversal.admin import OVERLAY
from wangting.views.traversal.contexts import Me
from wangting.views.traversal.mandates import MANDATE

_ = TranslationStringFactory("wangting")

#: Cases on a page; a family has a handful, an enterprise pages.
SIZE = 20
#: How the drafts are marked in which the papers for a case already filed are gathered; they belong to their case.
ANSWER = "answer/"


@view_config(context=Me, request_method="GET", permission=SIGNED_IN, renderer="portal/mine.pt")
def mine(context: Me, request: Request) -> dict | Response:
    """List what is going on and what was begun: one's own, or what was done for the person who is acted for."""
    room, party, behalf = request.room, request.identity.party, request.behalf
    if behalf is None and party.kind == AGENT:
        return go(request, "/me/point/")
    cases = room.register.cases_of(party.id) if behalf is None else filed_for(request)
    pages = max(1, -(-len(cases) // SIZE))
    number = min(max(1, whole(request.GET.get("page", ""), 1)), pages)
    shown = [_line(request.page, room, found) for found in cases[(number - 1) * SIZE : number * SIZE]]
    return {
        "title": _("我的办件") if behalf is None else _("代他办的"),
        "cases": shown,
        "count": len(cases),
        "are_more": len(cases) == MOST,
        "number": number,
        "pages": pages,
        "drafts": drafts_of(room, request.draft_owner),
        "unread": room.messaging.unread(party, cases, SIZE) if behalf is None else 0,
        "told": request.session.pop_flash(),
        "noindex": True,
    }


def _line(page: Page, room: Workroom, case_id: int) -> tuple[str | None, ...]:
    """Return the words that the template puts into the line of one case.

    They are: address, key of the hall, item, answer, hall, number, light (None when it is over), what is left.
    """
    say, found = translator(page.lang), Progress(room, room.register.case(case_id), page.lang)
    case, face = found.case, found.hall.face
    light, left = (None, "") if found.has_concluded else (found.light, found.left)
    return (page.url("/me/cases/" + case.number), case.owner_hall, case.item_name, say(found.answer),
            page.say(face["short"], face["short_en"]), case.number, light, say(left) if left else "")  # fmt: skip


def filed_for(request: Request) -> list[int]:
    """Return the cases filed for the person who is acted for, as far as a mandate covers them today."""
    room = request.room
    filed = room.register.cases_filed_by(request.behalf.owner)
    return [case_id for case_id in filed if room.casework.facts(room.register.case(case_id)).agent is not None]


def drafts_of(room: Workroom, party: int) -> list[dict]:
    """Return the drafts that are not filed yet, with the name of their item, last changed first."""
    drafts = (
        draft
        for draft in room.drafting.list(party)
        if not draft.item_code.startswith((ANSWER, MANDATE, OVERLAY)) and room.filing.receipt(draft.id) is None
    )
    return [{"draft": draft, "name": _name(room, draft.item_code), "hall": draft.hall} for draft in drafts]


def _name(room: Workroom, code: str) -> str:
    found = room.items.get(code)
    if found is None:
        raise NotFound("no_item")
    return found.title
