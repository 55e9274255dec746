"""Addresses and cookies in letters that are none: mended before anything reads them.

WebOb raises wherever it first reads a path or a cookie that is not UTF-8, which is above the pages that explain a
fault, so the server would answer with a bare 500.  An address that is mended leads nowhere: it gets the page for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pyramid.config import PHASE3_CONFIG, Configurator
from pyramid.interfaces import IExecutionPolicy
from pyramid.router import Router
from webob.cookies import RequestCookies

Wsgi = Callable[[dict, Callable], Iterable[bytes]]
Policy = Callable[[dict, Router], Wsgi]


class Legible:
    """Pyramid's execution policy: what ``inner`` makes of a request that can be read."""

    def __init__(self, inner: Policy) -> None:
        self._inner = inner

    def __call__(self, environ: dict, router: Router) -> Wsgi:
        """Return what answers the request."""
        path = environ["PATH_INFO"]
        if not path.isascii():
            environ["PATH_INFO"] = mended(path)
        if "\\" in environ.get("HTTP_COOKIE", "") and not _is_legible(environ):
            del environ["HTTP_COOKIE"]
        return self._inner(environ, router)


def mended(path: str) -> str:
    """Return ``path``, bytes in the guise of Latin-1 (PEP 3333), with a mark for each byte that is no letter."""
    return path.encode("latin-1").decode("utf-8", "replace").encode("utf-8").decode("latin-1")


def _is_legible(environ: dict) -> bool:
    """Say whether the cookies can be read: a quoted one may hold any byte, spelled as a number after a backslash."""
    try:
        dict(RequestCookies(environ))
    except UnicodeDecodeError:
        return False
    return True


def _stand(config: Configurator) -> None:
    policy = config.registry.getUtility(IExecutionPolicy)
    config.registry.registerUtility(Legible(policy), IExecutionPolicy)


def includeme(config: Configurator) -> None:
    """Stand before the page cache, which reads both."""
    config.action(None, _stand, args=(config,), order=PHASE3_CONFIG + 2)
