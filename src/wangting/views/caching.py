"""The page cache: what every visitor sees alike is made once and handed out without a request (DESIGN 6.13).

Only GET and HEAD, only 200, only views marked ``public``, never with a cookie of a session.  It stands above the
transaction and above Pyramid's request as well, as the execution policy around ``pyramid_retry``'s: as a tween it
came to half of a bare hello, here to more than eight tenths (docs/adr/0015).  The doors of tenancy hold all the same,
because scheme and host are part of what a page is kept under.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus

from pyramid.config import PHASE3_CONFIG, Configurator
from pyramid.interfaces import IExecutionPolicy
from pyramid.response import Response
from pyramid.router import Router
from webob.cookies import RequestCookies

from wangting.security.sessions import COOKIES
from wangting.views.kept import PageCache
from wangting.views.lasthall import reminder
from wangting.views.publicity import READING, SHOWN

Wsgi = Callable[[dict, Callable], Iterable[bytes]]
Policy = Callable[[dict, Router], Wsgi]


class FrontDoor:
    """Pyramid's execution policy: a page that is kept, else what ``inner`` makes of the request."""

    def __init__(self, cache: PageCache, inner: Policy) -> None:
        self._cache = cache
        self._inner = inner

    def __call__(self, environ: dict, router: Router) -> Wsgi:
        """Return what answers the request."""
        if environ["REQUEST_METHOD"] not in READING:
            return self._sent(environ, router)
        cookies = RequestCookies(environ) if environ.get("HTTP_COOKIE") else {}
        cookie = reminder(router.registry.tenancy, environ, cookies)
        state = self._cache.state() if COOKIES.isdisjoint(cookies) else None
        kept = self._cache.find(environ, cookies, state) if state else None
        if kept is not None:
            return partial(kept.answer, cookie=cookie)
        response: Response = self._inner(environ, router)
        if state is not None and SHOWN in environ:
            self._cache.keep(environ, cookies, response, environ[SHOWN], state[0])
        if cookie is not None and response.status_int == HTTPStatus.OK:
            response.headerlist.append(("Set-Cookie", cookie))
        return response

    def _sent(self, environ: dict, router: Router) -> Wsgi:
        """Answer what was sent, and close the copy that WebOb made to read it twice: a fault would hold on to it."""
        sent = environ.get("wsgi.input")
        try:
            return self._inner(environ, router)
        finally:
            copy = environ.get("wsgi.input")
            if copy is not sent:
                copy.close()


def _stand(config: Configurator) -> None:
    """Stand around the policy that is there: pyramid_retry's, which gives each attempt a transaction of its own."""
    registry = config.registry
    cache = registry[PageCache] = PageCache(registry)
    registry.registerUtility(FrontDoor(cache, registry.getUtility(IExecutionPolicy)), IExecutionPolicy)


def includeme(config: Configurator) -> None:
    """Stand outermost, once every policy and view is there."""
    config.include("wangting.views.publicity")
    config.action(None, _stand, args=(config,), order=PHASE3_CONFIG + 1)
