"""Finished pages, kept in memory under everything they depend on (DESIGN 6.13).

A page is kept under the stamp that its own transaction saw and the day before which it was not made, so that none is
ever taken for newer than it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from pyramid.registry import Registry
from pyramid.response import Response
from ZODB.POSException import POSError

from wangting.views.lasthall import last_hall
from wangting.views.page import ELDER, SIZE
from wangting.views.publicity import LONGEST, Public, Question, Shown, question
from wangting.views.shelf import Shelf
from wangting.views.stamping import StampWatch

#: Bytes of all pages kept together.
LIMIT = 64 << 20
#: Bytes of key, headers and objects around a page: 1,370 by tracemalloc over 1,000 pages, rounded up.
AROUND = 2048
#: A browser may keep the page, but asks each time: whoever has signed in since must not see what visitors see.
CONDITIONS = (("Cache-Control", "private, no-cache"), ("Vary", "Cookie"))
#: A page that brings one of these is for one visitor, or says itself how it may be kept.
NOT_FOR_ALL = frozenset({"Set-Cookie", "Cache-Control", "ETag"})
#: What a 304 does not say again.
LENGTH = "Content-Length"
OF_THE_BODY = frozenset({"Content-Type", LENGTH})

Environ = Mapping[str, object]
State = tuple[date, bytes]


@dataclass(frozen=True)
class Kept:
    """One finished page with the headers it was sent with; ``cookie`` belongs to one answer."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    tag: str

    def answer(self, environ: Environ, start_response: Callable[..., object], cookie: str | None) -> Iterable[bytes]:
        """Answer as WSGI: 304 when the browser has the page already; a Response would cost as much as all of it."""
        headers = list(self.headers)
        if cookie is not None:
            headers.append(("Set-Cookie", cookie))
        if environ.get("HTTP_IF_NONE_MATCH") == self.tag:
            start_response("304 Not Modified", [header for header in headers if header[0] not in OF_THE_BODY])
            return []
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [self.body]


@dataclass(frozen=True)
class Known:
    """An address that a public view answered since the stamp moved, with the headers that all its pages have."""

    public: Public
    headers: tuple[tuple[str, str], ...]


class PageCache:
    """Pages by scheme, hall's host, address, question, language, size, last hall, day and stamp."""

    def __init__(self, registry: Registry, limit: int = LIMIT) -> None:
        self._registry = registry
        self._watch = StampWatch(registry.database)
        self._state: State | None = None
        self.shelf = Shelf(limit)

    def state(self) -> State | None:
        """Return today and the stamp, and forget all pages when either moved; None when the storage does not answer."""
        try:
            state = (self._registry.house.clock.now().date(), self._watch.mark())
        except POSError:
            return None
        if state != self._state:
            self._state = state
            self.shelf.clear()
        return state

    def find(self, environ: Environ, cookies: Mapping[str, str], state: State) -> Kept | None:
        """Return the page that is asked for, if it is kept or can be made of what is in memory."""
        place = self._place(environ)
        known: Known | None = self.shelf.get(place)
        if known is None:
            return None
        try:
            asked = question(environ.get("QUERY_STRING", ""), known.public)
        except UnicodeDecodeError:
            return None
        key = self._key(cookies, place, known.public, asked, state)
        if key is None:
            return None
        page = self.shelf.get(key)
        if page is None and known.public.remembered is not None:
            body = known.public.remembered(self._registry, dict(asked), *state)
            page = None if body is None else self._put(key, body.encode(), known.headers)
        return page

    def keep(self, environ: Environ, cookies: Mapping[str, str], response: Response, shown: Shown, day: date) -> None:
        """Keep ``response``, asked for on ``day``, if it is a page that brings no cookie."""
        place = self._place(environ)
        key = self._key(cookies, place, shown.public, shown.asked, (day, shown.mark))
        if (
            key is None
            or response.status_int != HTTPStatus.OK
            or NOT_FOR_ALL & {name for name, _ in response.headerlist}
        ):
            return
        headers = tuple(header for header in response.headerlist if header[0] != LENGTH)
        self.shelf.put(place, Known(shown.public, headers), AROUND)
        response.headerlist[:] = self._put(key, response.body, headers).headers

    def _put(self, key: Hashable, body: bytes, headers: tuple[tuple[str, str], ...]) -> Kept:
        tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
        page = Kept((*headers, (LENGTH, str(len(body))), *CONDITIONS, ("ETag", tag)), body, tag)
        self.shelf.put(key, page, len(body) + AROUND)
        return page

    def _place(self, environ: Environ) -> tuple[str, str | None, str]:
        host = environ.get("HTTP_HOST") or environ["SERVER_NAME"]
        return environ["wsgi.url_scheme"], self._registry.tenancy.hall_of(host), environ.get("PATH_INFO", "")

    def _key(self, cookies: Mapping[str, str], place: tuple, public: Public, asked: Question,
             state: State) -> Hashable | None:  # fmt: skip
        """Return the key of a page; None for a question that is not worth one, and for one that changes the size."""
        letters = 0
        for name, value in asked:
            letters += len(value)
            if letters > LONGEST or (name == SIZE and SIZE not in public.asks):
                return None
        last = last_hall(self._registry.tenancy, cookies) if public.last_hall else None
        return (*place, asked, cookies.get(SIZE) == ELDER, last, *state)
