"""``/<hall>/desk/cases/<number>``: the case, and the acts on it."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config, view_config

from wangting.errors import Invalid, NotAllowed, Outdated, Refused
from wangting.rules.scenario import demanded
from wangting.security.permissions import CASE_VIEW, DESK_VIEW
from wangting.services.examining import examination
from wangting.services.worklist import Wanted
from wangting.views.desk import words
from wangting.views.desk.answers import answers_of
from wangting.views.desk.casepage import SUPPLEMENT, CasePage
from wangting.views.desk.looking import note_look
from wangting.views.desk.rows import Rows
from wangting.views.dressing import go
from wangting.views.parking import put_back
from wangting.views.traversal.contexts import DeskCase

#: Characters of an opinion, and digits of a version: more was not typed on our page.
LONGEST_OPINION, DIGITS = 2000, 6
DONE = "done"


@view_config(context=DeskCase, request_method="GET", permission=CASE_VIEW, renderer="desk/case.pt")
def show(context: DeskCase, request: Request) -> dict:
    """Show the case; that it was looked at is kept in the side store, where the person can see it."""
    note_look(context, request, "case")
    waiting = put_back(request)
    return {**model(request, CasePage(request, context.case, waiting)), "restored": bool(waiting)}


@view_config(context=DeskCase, name="act", request_method="POST", permission=CASE_VIEW, renderer="desk/case.pt")
def act(context: DeskCase, request: Request) -> dict | Response:
    """Do what the pressed button says; what the law or somebody else forbids is raised and shown by :func:`refused`."""
    case, room, sent = context.case, request.room, request.POST
    name = sent.get("act", "")
    if not name:
        raise Refused("nothing_chosen")
    if room.casework.run_due(case):
        # Returned, not raised: what the clock did must be kept (STYLE 11).
        request.response.status_int = 409
        return model(request, CasePage(request, case, sent), Outdated())
    marks = examination(demanded(case.edition.data, case.answers), sent)
    if marks.hinders(name, room.casework.workflow(case)):
        raise Refused("marked_missing", act=name)
    opinion = sent.get("opinion", "")[:LONGEST_OPINION]
    facts = marks.facts() if name == SUPPLEMENT else {}
    room.casework.act(case, name, request.identity.asker, version=version_of(sent.get("version", "")), opinion=opinion,
                      facts=facts)  # fmt: skip
    request.session.flash({DONE: name, "entry": case.version})
    return go(request, f"desk/cases/{case.number}")


@view_config(context=DeskCase, name="act", request_method="GET", permission=CASE_VIEW)
@view_config(context=DeskCase, name="numbers", request_method="GET", permission=CASE_VIEW)
def back(context: DeskCase, request: Request) -> Response:
    """Lead whoever comes back from signing in, or by the browser's own button, to the case."""
    return go(request, f"desk/cases/{context.case.number}")


@view_config(context=DeskCase, name="numbers", request_method="POST", permission=CASE_VIEW, renderer="desk/case.pt")
def numbers(context: DeskCase, request: Request) -> dict:
    """Show the case with the numbers of people whole, to whoever must act on it now; the look says why."""
    purpose, page = request.POST.get("purpose", ""), CasePage(request, context.case, whole=True)
    if purpose not in words.PURPOSES:
        raise Invalid("query", name="purpose")
    if not page.acts:
        raise NotAllowed("not_your_act")
    note_look(context, request, purpose)
    return model(request, page)


@exception_view_config(Refused, path_info=r".*/desk/cases/[^/]+/act$", request_method="POST", renderer="desk/case.pt")
def refused(error: Refused, request: Request) -> dict:
    """Show the case as it is now, with what stands in the way and everything that was typed: no dead end."""
    request.response.status_int = 409 if isinstance(error, Outdated) else 422
    page = CasePage(request, request.context.case, request.POST)
    return model(request, page, error)


def model(request: Request, page: CasePage, error: Refused | None = None) -> dict:
    """Return what the template of the case is filled with."""
    return {
        "title": page.status,
        "words": words,
        "it": page,
        "case": page.case,
        "rows": beside(request),
        "answers": answers_of(request, page.case, whole=page.whole),
        "error": error,
        "told": request.session.pop_flash(),
        "restored": False,
    }


def beside(request: Request) -> Rows | None:
    """Return the list that stands beside an open case; None for those who have no desk, such as the supervisor."""
    desk = request.context.__parent__.__parent__
    if not request.has_permission(DESK_VIEW, desk):
        return None
    return Rows(request, desk.hall, Wanted(request.room.worklist(desk.hall).usual(request.identity.asker)))


def version_of(text: str) -> int:
    """Return the version the page showed; one that never was when the page was not ours, so that nothing is done."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= DIGITS else -1
