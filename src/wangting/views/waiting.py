"""What waits in a session until somebody has signed in again: which tokens, how much of it, and from where."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pyramid.interfaces import ISession
from pyramid.request import Request

#: The field of a form by which its owner is known; it is kept beside what was typed.
FORMED = "csrf_token"
#: Things that wait in one browser at most.
MOST = 5
#: Characters of what is kept of one of our pages, posts from one network in so many seconds: nobody has signed in
#: here, and the disk is everybody's.
LONGEST, POSTS, SECONDS = 20_000, 300, 3600
#: Of longer ones, such as a list of a hundred papers or an application, characters and posts.
LONGER, LONG_POSTS = 400_000, 30


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


def is_our_form(request: Request) -> bool:
    """Say whether the browser sent the form from our own page: a foreign one must not put words into an opinion."""
    origin = request.headers.get("Origin")
    return request.headers.get("Sec-Fetch-Site") in (None, "same-origin") and origin in (None, request.host_url)
