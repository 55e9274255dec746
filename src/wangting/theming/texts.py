"""Two languages: the Chinese text is the name of a text, English comes from a gettext catalogue.

Named interpolation only (``${name}``), never ``str.format``: a text of a user cannot reach into an object.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

from wangting.terms import CHINESE, ENGLISH

DOMAIN = "wangting"
LOCALE = Path(__file__).parent.parent / "locale"
CATALOGUE = LOCALE / ENGLISH / "LC_MESSAGES" / DOMAIN

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
NAMED = re.compile(r"\$\{([A-Za-z][A-Za-z0-9_]*)\}")

# The signature is the one Chameleon calls: msgid, then keywords.
Translate = Callable[..., str]


@cache
def translator(lang: str) -> Translate:
    """Return the function that turns a Chinese text into ``lang``; unknown languages read Chinese.

    It takes what Chameleon and Deform give it: the text, and by keyword ``mapping`` (values by name) and
    ``default``.  A translation string brings both along.  What has no English yet stays Chinese: the test of the
    catalogue, not the reader, finds it.
    """
    look_up = _english().gettext if lang == ENGLISH else str

    def translate(
        msgid: object,
        domain: str | None = None,
        mapping: Mapping[str, object] | None = None,
        context: str | None = None,
        target_language: str | None = None,
        default: str | None = None,
    ) -> str:
        del domain, context, target_language, default
        if mapping is None and type(msgid) is str:
            return look_up(msgid)
        text = look_up(str(msgid))
        values = mapping or getattr(msgid, "mapping", None)
        return interpolate(text, values, translate) if values else text

    return translate


def interpolate(text: str, values: Mapping[str, object], translate: Translate = str) -> str:
    """Fill ``${name}`` from ``values``; a name nobody gave stays as it is, so that its lack is seen."""

    def fill(match: re.Match[str]) -> str:
        value = values.get(match[1], match[0])
        return translate(value) if hasattr(value, "mapping") else str(value)

    return NAMED.sub(fill, text)


def tongue_of(text: object, lang: str) -> str | None:
    """Return the ``lang`` attribute that ``text`` needs on a page in ``lang``: Chinese data on an English page.

    What is HTML already has its own marks, and a translation string will be in the language of the page.
    """
    if lang == CHINESE or not isinstance(text, str) or hasattr(text, "__html__") or hasattr(text, "mapping"):
        return None
    return CHINESE if _HAN.search(text) else None


def language_of(asked: str | None) -> str:
    """Return the language of a page from ``?lang=``: English when asked for, else Chinese."""
    return ENGLISH if asked == ENGLISH else CHINESE


@cache
def _english() -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, LOCALE, [ENGLISH], fallback=True)
