"""Counts every answer by the place of its view, and says so in the log when somebody wants to read that.

It stands outermost, around the page cache: what visitors get out of it is an answer too.
"""

from __future__ import annotations

import inspect
import logging
import re
import time
from collections.abc import Callable, Iterable
from functools import cache

from pyramid.config import PHASE3_CONFIG, Configurator
from pyramid.events import NewResponse
from pyramid.interfaces import IExecutionPolicy
from pyramid.response import Response
from pyramid.router import Router

from wangting.metering import Meters

#: One line for each request, at the level DEBUG: off, unless an ini turns it on.
log = logging.getLogger("wangting.requests")
PLACE = "wangting.place"
#: Where nobody has told a place: pages out of the cache, and what no view has answered.
KEPT, NONE = "(page cache)", "(no view)"
#: Places at most; a name in an address is anybody's to choose.
MOST = 400
NOT_FOUND = 404

Wsgi = Callable[[dict, Callable], Iterable[bytes]]
Policy = Callable[[dict, Router], Wsgi]


class Counting:
    """Pyramid's execution policy: what ``inner`` makes of a request, counted."""

    def __init__(self, meters: Meters, inner: Policy) -> None:
        self._meters = meters
        self._inner = inner

    def __call__(self, environ: dict, router: Router) -> Wsgi:
        """Return what answers the request."""
        clock, processor = time.perf_counter(), time.thread_time()
        answer = self._inner(environ, router)
        status = answer.status_int if isinstance(answer, Response) else 200
        place = environ.get(PLACE, NONE) if isinstance(answer, Response) else KEPT
        taken = time.perf_counter() - clock
        method = environ["REQUEST_METHOD"]
        self._meters.answered(place, method if method in METHODS else "other", status, taken,
                              time.thread_time() - processor)  # fmt: skip
        if log.isEnabledFor(logging.DEBUG):
            told = {"place": place, "method": method, "status": status, "milliseconds": round(1000 * taken, 1)}
            log.debug("%s %s %s", method, place, status, extra=told)
        return answer


METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def note_place(event: NewResponse) -> None:
    """Note at which place of the house the answer was made; an address that leads nowhere has none."""
    request = event.request
    route = getattr(request, "matched_route", None)
    if route is not None:
        request.environ[PLACE] = f"({route.name})"
    elif event.response.status_int != NOT_FOUND and None not in (
        # What breaks before the way to a view is found has a context, the fault itself, and no name of a view.
        getattr(request, "context", None),
        getattr(request, "view_name", None),
    ):
        known = request.registry.places
        place = place_of(type(request.context), request.view_name)
        if place in known or len(known) < MOST:
            known.add(place)
            request.environ[PLACE] = place


@cache
def place_at(context: type) -> str:
    """Return the address with which the docstring of a context begins."""
    said = re.match(r"``(/[^`]*)``", inspect.getdoc(context) or "")
    return said[1] if said else f"({context.__name__})"


def place_of(context: type, name: str) -> str:
    """Return the place of the view ``name`` on ``context``, such as ``/<hall>/items/<code>/apply``."""
    return f"{place_at(context).rstrip('/')}/{name}" if name else place_at(context)


def _stand(config: Configurator) -> None:
    registry = config.registry
    registry.registerUtility(Counting(registry.meters, registry.getUtility(IExecutionPolicy)), IExecutionPolicy)


def includeme(config: Configurator) -> None:
    """Stand around every other policy."""
    config.registry.places = set()
    config.add_subscriber(note_place, NewResponse)
    config.action(None, _stand, args=(config,), order=PHASE3_CONFIG + 2)
