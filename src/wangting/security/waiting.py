"""What waits in one browser outlives every session there: its tokens lie in a cookie of their own, for a day.

At a shared computer a form that came too late waits for its owner while others sign in, and their sessions run out
too.  A token is opaque, and what lies behind it is shown to nobody but to whom its form had been shown: whoever takes
the cookie away has nothing, whoever plants one is shown nothing (views/unfinished.py, views/parking.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

#: Under which words a session keeps tokens of what waits: a draft, what an officer wrote, any other form.
PARKED, WAITING, UNFINISHED = "parked", "desk.waiting", "unfinished"
#: How a cookie names them, in one letter before each token.
LETTERS = MappingProxyType({"p": PARKED, "d": WAITING, "u": UNFINISHED})
#: Seconds for which it is kept: as long as what waits (gateways/side/parking.py).
LIFE = 86_400
#: Tokens in one cookie at most, and what a token looks like.
MOST, TOKEN = 12, re.compile(r"[\w-]{20,64}", re.ASCII)


def read(cookie: str) -> dict[str, object]:
    """Return what a session remembers of ``cookie``; nothing of what we did not write."""
    found: dict[str, object] = {}
    for part in cookie.split(".")[:MOST]:
        word, token = LETTERS.get(part[:1]), part[1:]
        if word is None or not TOKEN.fullmatch(token):
            continue
        if word == PARKED:
            found[word] = token
        else:
            found.setdefault(word, []).append(token)
    return found


def written(data: Mapping[str, object]) -> str:
    """Return the cookie for what a session remembers, empty where nothing waits."""
    parts = []
    for letter, word in LETTERS.items():
        kept = data.get(word) or ()
        parts += [f"{letter}{token}" for token in ([kept] if isinstance(kept, str) else kept)]
    return ".".join(parts[:MOST])


def cookie_name(*, secure: bool) -> str:
    """Return the name; ``__Host-`` binds it to this host over https."""
    return "__Host-waiting" if secure else "waiting"
