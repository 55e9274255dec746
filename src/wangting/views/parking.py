"""A session that ran out while an officer was writing: opinion and marks wait until that officer has signed in again.

As with every other form (views/unfinished.py) the token of the form says to whom it was shown: on a shared computer
nobody is shown what a colleague had typed, nor signs it as their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config

from wangting.errors import NotSignedIn
from wangting.gateways.side.records import Parked
from wangting.security.waiting import WAITING
from wangting.views.errors import to_sign_in
from wangting.views.waiting import FORMED, done_with, has_room, is_our_form, tokens, wait

ACT = "/act"
#: What is put back: the text and the marks, never a token or a version of the old page.
LEFT_BEHIND = frozenset({FORMED, "version", "act"})


@exception_view_config(NotSignedIn, path_info=r".*/desk/cases/[^/]+/act$", request_method="POST")
def park(_error: NotSignedIn, request: Request) -> Response:
    """Keep what was typed on our own page and lead through sign-in back to the case."""
    case_page = request.path.removesuffix(ACT)
    keep_waiting(request, case_page)
    return to_sign_in(request, case_page)


def keep_waiting(request: Request, page: str) -> None:
    """Keep what was typed on a form of ours until ``page`` is shown again; a foreign form is not kept."""
    if is_our_form(request):
        typed = {name: text for name, text in request.POST.items() if isinstance(text, str) and text}
        kept = {name: text for name, text in typed.items() if name not in LEFT_BEHIND}
        wait_for_owner(request, page, kept)


def wait_for_owner(request: Request, page: str, kept: Mapping[str, str], *, may_be_long: bool = False) -> None:
    """Let ``kept`` wait for ``page`` and whom its form was shown to, where there is room for it; raises NoRoom."""
    owned = {**kept, FORMED: request.POST.get(FORMED, "")}
    if has_room(request, page, owned, may_be_long=may_be_long):
        wait(request.session, WAITING, request.room.house.side.parked.park(page, owned, {}))


def put_back(request: Request) -> Mapping[str, str]:
    """Return what waits for this page and this person, once; what is for another page or person goes on waiting."""
    parking, found = request.room.house.side.parked, None
    for token in tokens(request.session, WAITING):
        parked = parking.read(token)
        if parked is None or _is_for(parked, request):
            # What was sent for the same page before it is older than what comes back.
            done_with(request.session, WAITING, token)
            parking.take(token)
            found = found or parked
    return {} if found is None else {name: str(text) for name, text in found.values.items() if name != FORMED}


def _is_for(parked: Parked, request: Request) -> bool:
    """Say whether ``parked`` waits for the page that is shown and for who is signed in."""
    return parked.draft_id == request.path and request.session.is_of(str(parked.values.get(FORMED, "")))
