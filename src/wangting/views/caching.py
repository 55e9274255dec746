"""The page cache: what every visitor sees alike is made once and handed out without a transaction (DESIGN 6.13).

Only GET and HEAD, only 200, only views marked ``public``, never with a cookie of a session.  What belongs to one
answer - headers, the cookie of the hall last visited - is added outside.  A page is kept under the stamp that its own
transaction saw and the day before which it was not made, so that none is taken for newer than it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from ZODB.POSException import POSError

from wangting.security.sessions import COOKIES
from wangting.views.lasthall import last_hall
from wangting.views.page import ELDER, SIZE
from wangting.views.publicity import LONGEST, READING, Public, Shown, question
from wangting.views.shelf import Shelf
from wangting.views.stamping import StampWatch

#: Bytes of all pages kept together.
LIMIT = 64 << 20
#: Bytes of key, headers and objects around a page: 1,370 by tracemalloc over 1,000 pages, rounded up.
AROUND = 2048
#: A browser may keep the page, but asks each time: whoever has signed in since must not see what visitors see.
CONDITIONS = {"Cache-Control": "private, no-cache", "Vary": "Cookie"}


@dataclass(frozen=True)
class Kept:
    """One finished page."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str

    def answer(self, request: Request) -> Response:
        """Return a response of its own; 304 when the browser has the page already."""
        if request.environ.get("HTTP_IF_NONE_MATCH") == self.tag:
            return Response(status=HTTPStatus.NOT_MODIFIED, headerlist=[("ETag", self.tag), *CONDITIONS.items()])
        return Response(headerlist=list(self.headers), app_iter=[self.body])


class PageCache:
    """Pages by hall's host, address, question, language, size, last hall, day and stamp."""

    def __init__(self, registry: Registry, limit: int = LIMIT) -> None:
        self._registry = registry
        self._watch = StampWatch(registry.database)
        self._state: tuple[date, bytes] | None = None
        self.shelf = Shelf(limit)

    def state(self) -> tuple[date, bytes] | None:
        """Return today and the stamp, and forget all pages when either moved; None when the storage does not answer."""
        try:
            state = (self._registry.house.clock.now().date(), self._watch.mark())
        except POSError:
            return None
        if state != self._state:
            self._state = state
            self.shelf.clear()
        return state

    def find(self, request: Request, state: tuple[date, bytes]) -> Kept | None:
        """Return the page that ``request`` asks for, if it is kept."""
        place = self._place(request)
        public: Public | None = self.shelf.get(place)
        key = None if public is None else self._key(request, place, public, state)
        return None if key is None else self.shelf.get(key)

    def keep(self, request: Request, response: Response, day: date) -> None:
        """Keep the answer to ``request``, asked on ``day``; called when every cookie it brings is on it."""
        shown: Shown = request.shown
        place = self._place(request)
        key = self._key(request, place, shown.public, (day, shown.mark))
        if key is None or response.status_int != HTTPStatus.OK or "Set-Cookie" in response.headers:
            return
        response.headers.update(CONDITIONS)
        tag = response.headers["ETag"] = f'W/"{hashlib.sha256(response.body).hexdigest()[:20]}"'
        kept = Kept(tuple(response.headerlist), response.body, tag)
        self.shelf.put(place, shown.public, AROUND)
        self.shelf.put(key, kept, len(kept.body) + AROUND)

    def _place(self, request: Request) -> tuple[str | None, str]:
        return self._registry.tenancy.hall_of(request.host), request.environ["PATH_INFO"]

    def _key(
        self, request: Request, place: tuple[str | None, str], public: Public, state: tuple[date, bytes]
    ) -> Hashable | None:
        """Return the key of a page; None for a question that is not worth one, and for one that changes the size."""
        asked = ""
        if request.environ.get("QUERY_STRING"):
            try:
                pairs = question(request, public)
            except UnicodeDecodeError:
                return None
            if SIZE not in public.asks and any(name == SIZE for name, _value in pairs):
                return None
            asked = urlencode(pairs)
        last = last_hall(request) if public.last_hall else None
        elder = request.cookies.get(SIZE) == ELDER
        return (*place, asked, elder, last, *state) if len(asked) <= LONGEST else None


def from_the_cache(handler: Callable[[Request], Response], registry: Registry) -> Callable[[Request], Response]:
    """Return the tween that answers from the cache, and keeps what may be kept."""
    cache = registry[PageCache] = PageCache(registry)

    def door(request: Request) -> Response:
        if request.method not in READING or not COOKIES.isdisjoint(request.cookies):
            return handler(request)
        state = cache.state()
        kept = None if state is None else cache.find(request, state)
        if kept is not None:
            return kept.answer(request)
        response = handler(request)
        if state is not None and hasattr(request, "shown"):
            # The last of all callbacks: by then a session that was begun, or a size that was asked for, has its cookie.
            request.add_response_callback(partial(cache.keep, day=state[0]))
        return response

    return door


def includeme(config: Configurator) -> None:
    """Stand above the transaction, below the doors of tenancy."""
    config.include("wangting.views.publicity")
    config.add_tween(
        "wangting.views.caching.from_the_cache",
        under="wangting.tenancy.https_only",
        over="pyramid_tm.tm_tween_factory",
    )
