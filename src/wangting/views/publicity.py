"""The mark ``public=`` of a view: its page is the same for every visitor, and these are the questions it answers.

Every public view gets a request that holds those questions only, in one order: whatever else stands behind the
question mark can neither change what it shows nor be carried on into its links, and makes no second entry in the cache.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from webob.compat import parse_qsl_text

from wangting.terms import ENGLISH
from wangting.views.page import SIZE, SIZES

READING = frozenset({"GET", "HEAD"})
#: A question of more letters than this is not worth an entry.
LONGEST = 128
#: Under which name the WSGI environment says that a public page was made.
SHOWN = "wangting.shown"
#: Names and values, in one order.
Question = tuple[tuple[str, str], ...]
View = Callable[[Any, Request], Response]


@dataclass(frozen=True)
class Public:
    """What besides address, language and size a public page depends on.

    ``asks`` names the questions of its address; ``last_hall`` says that the hall last visited is shown.
    ``remembered`` makes the same body as the view out of the process's memory (registry, questions, day, mark of the
    stamp), or None: it is asked for a page of an address that the view has answered since the stamp moved.
    """

    asks: tuple[str, ...] = ()
    last_hall: bool = False
    remembered: Callable[[Registry, Mapping[str, str], date, bytes], str | None] | None = None


#: A page that answers no question.
PLAIN = Public()


@dataclass(frozen=True)
class Shown:
    """A public page that was made: by which rule, at which mark of the stamp, and what it was asked, in one order."""

    public: Public
    mark: bytes
    asked: Question


def question(query: str, public: Public) -> Question:
    """Return what a page of ``public`` is asked by what stands behind the question mark, in one order.

    The letters are read as WebOb reads them, without the rest that it makes of them.  Raises UnicodeDecodeError for
    broken ones.
    """
    given = dict(parse_qsl_text(query)) if query else {}
    asked = [(name, given[name]) for name in public.asks if name in given]
    if given.get("lang") == ENGLISH:
        asked.append(("lang", ENGLISH))
    if SIZE not in public.asks and given.get(SIZE) in SIZES:
        asked.append((SIZE, given[SIZE]))
    return tuple(asked)


def narrowed(view: View, info: Any) -> View:
    """Derive a view with the option ``public``: it sees its own questions, and its page may be kept."""
    public: Public | None = info.options.get("public")
    if public is None:
        return view

    def shown(context: object, request: Request) -> Response:
        if request.method in READING:
            asked = question(request.environ.get("QUERY_STRING", ""), public)
            request.environ["QUERY_STRING"] = urlencode(asked)
            if is_plain(request):
                request.environ[SHOWN] = Shown(public, request.room.register.stamp.mark, asked)
        return view(context, request)

    return shown


def is_plain(request: Request) -> bool:
    """Say whether the address is written in the one usual way: others lead to the same page and are without number."""
    path = request.environ["PATH_INFO"]
    return not request.subpath and "//" not in path and "/." not in path


narrowed.options = ("public",)


def includeme(config: Configurator) -> None:
    """Add the option to ``view_config``; it works inside the check of rights."""
    config.add_view_deriver(narrowed, "public")
