"""The page: what every template may know about the request, the hall and the reader.

``views/page.py`` makes one per request and puts it at ``request.page``; the renderer hands it to the template under
the name ``page``.  Templates see nothing else of the request, so a page without a name, a form and a session stays
cacheable (DESIGN 6.13): the token against forged forms is only made when a template asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import quote, urlencode

from wangting.terms import CHINESE, ENGLISH

LANGUAGES = (CHINESE, ENGLISH)

Query = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class HallFace:
    """What a page shows of a hall: its names in both languages, the place it serves and the theme it wears."""

    key: str
    name: str
    name_en: str
    place: str = ""
    place_en: str = ""
    theme: str = "default"

    def called(self, lang: str) -> str:
        """Return the hall's name in the language of the page."""
        return self.name_en if lang == ENGLISH else self.name


@dataclass(frozen=True)
class ActingFor:
    """For whom somebody is at work: the masked name (王*), the last day, or why it is over."""

    name: str
    until: date | None
    lapse: str = ""


def _no_token() -> str:
    raise LookupError("this page was made without a session: it can carry no form that changes something")


def _prefixed(key: str) -> str:
    return f"/{key}/"


@dataclass
class Page:
    """The frame of one page.

    ``lang`` is one of :data:`LANGUAGES`.  ``hall`` is None on city-wide pages.  ``person`` is the masked name of who
    is signed in (王*), None for a visitor; ``acting_for`` for whom they are at work, None for themselves.  ``path`` is
    the path asked for, ``query`` what was asked after the question mark, both only used to come back to the same
    page.  ``base_of`` gives the address of a hall's home (``/lixin/``, or ``/`` on the hall's own host).  ``csrf``
    makes the token, and with it the session, when called.  ``static`` gives the address of a file of the theme with
    its digest.
    """

    lang: str = CHINESE
    hall: HallFace | None = None
    theme: str = "default"
    staff: bool = False
    elder: bool = False
    person: str | None = None
    acting_for: ActingFor | None = None
    posts: tuple[str, ...] = ()
    mode: str = "demo"
    trace: str = ""
    path: str = "/"
    query: Query = ()
    csrf: Callable[[], str] = _no_token
    base_of: Callable[[str], str] = _prefixed
    static: Callable[[str], str] = str
    styles: tuple[str, ...] = ()
    title: str = ""
    noindex: bool = False
    errors: tuple[tuple[str, str], ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)

    @property
    def english(self) -> bool:
        """Tell whether the frame of the page is in English."""
        return self.lang == ENGLISH

    @property
    def csrf_token(self) -> str:
        """Return the token of the session, which is begun here if there is none yet."""
        return self.csrf()

    @property
    def base(self) -> str:
        """Return the address of the hall's home, of the city's where the page belongs to no hall."""
        return self.base_of(self.hall.key) if self.hall else "/"

    def url(self, path: str = "", *, hall: str | None = None, **query: object) -> str:
        """Return an address that keeps the hall and the language.

        ``path`` without a leading slash is inside the hall (``items/440102013002``), with one it is city-wide
        (``/me/``).  ``hall`` names another hall.  Values of ``query`` that are None are left out.
        """
        home = self.base if hall is None else self.base_of(hall)
        target = path if path.startswith("/") else home + path
        return _address(target, self._said(query))

    def here(self, **query: object) -> str:
        """Return the address of this very page with some of its questions changed; None takes one away."""
        return _address(self.path, {**dict(self.query), **query})

    def other_language(self) -> str:
        """Return the address of this very page in the other language."""
        return self.here(lang=None if self.english else ENGLISH)

    def say(self, chinese: str, english: str | None) -> str:
        """Choose between two texts that come from data: the English one where the page is English and has one."""
        return english if self.english and english else chinese

    def tongue(self, english: str | None = None) -> str | None:
        """Return the ``lang`` that data without an English text must carry on an English page, else None."""
        return CHINESE if self.english and not english else None

    def _said(self, query: Mapping[str, object]) -> dict[str, object]:
        return {**query, "lang": ENGLISH} if self.english else dict(query)


def _address(path: str, query: Mapping[str, object]) -> str:
    # A path that begins with two slashes would name another host: the first segment is never empty.
    clean = _clean(path)
    said = [(key, str(value)) for key, value in query.items() if value is not None]
    return f"{clean}?{urlencode(said)}" if said else clean


@lru_cache(maxsize=4096)
def _clean(path: str) -> str:
    return "/" + quote(path.lstrip("/"), safe="/:@!$&'()*+,;=-._~")
