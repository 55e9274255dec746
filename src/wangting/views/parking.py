"""A session that ran out while an officer was writing: opinion and marks wait until that officer has signed in again.

As with every other form (views/unfinished.py) the token of the form says to whom it was shown: on a shared computer
nobody is shown what a colleague had typed, nor signs it as their own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from pyramid.interfaces import ISession
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import exception_view_config

from wangting.errors import NotSignedIn
from wangting.gateways.side.records import Parked
from wangting.views.errors import to_sign_in

#: Under which word the session keeps the token of what waits; sign-in carries it over.
WAITING = "desk.waiting"
ACT = "/act"
#: The field of a form by which its owner is known; it is kept beside what was typed.
FORMED = "csrf_token"
#: What is put back: the text and the marks, never a token or a version of the old page.
LEFT_BEHIND = frozenset({FORMED, "version", "act"})
#: Things that wait in one browser at most.
MOST = 5
#: Characters of what is kept of one of our pages, posts from one network in so many seconds: nobody has signed in
#: here, and the disk is everybody's.
LONGEST, POSTS, SECONDS = 20_000, 300, 3600
#: Of longer ones, such as a list of a hundred papers or an application, characters and posts.
LONGER, LONG_POSTS = 400_000, 30


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


def tokens(session: ISession, word: str) -> tuple[str, ...]:
    """Return the tokens of what waits under ``word``, the newest first."""
    kept = session.get(word, ())
    return tuple(reversed([kept] if isinstance(kept, str) else kept))


def wait(session: ISession, word: str, token: str) -> None:
    """Let one thing more wait under ``word``: of another form, or of another person at the same computer."""
    session[word] = [*reversed(tokens(session, word)), token][-MOST:]


def done_with(session: ISession, word: str, token: str) -> None:
    """Wait no longer for what has ``token``."""
    left = [each for each in reversed(tokens(session, word)) if each != token]
    if left:
        session[word] = left
    else:
        del session[word]


def has_room(request: Request, page: str, kept: Mapping[str, object], *, may_be_long: bool = False) -> bool:
    """Say whether ``kept`` may be parked for ``page`` from where this request comes; it is counted.

    Measured is all that would lie on the disk, in characters as it is written there: names and the address too, which
    whoever posts chooses as freely as what stands in the fields.
    """
    size = len(page) + len(json.dumps(kept, ensure_ascii=False))
    name, posts = ("park", POSTS) if size <= LONGEST else ("park-long", LONG_POSTS)
    if size > (LONGER if may_be_long else LONGEST):
        return False
    return not request.room.house.side.throttles.hit(f"{name}:{request.network}", posts, SECONDS)


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


def is_our_form(request: Request) -> bool:
    """Say whether the browser sent the form from our own page: a foreign one must not put words into an opinion."""
    origin = request.headers.get("Origin")
    return request.headers.get("Sec-Fetch-Site") in (None, "same-origin") and origin in (None, request.host_url)
