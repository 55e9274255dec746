"""Passwords that are guessed first: those of published thefts, the words of this hall (ASVS 5.0, 6.2.4 and 6.2.11)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from wangting.rules.password import is_guessable


def is_guessed(password: str, own: Iterable[str] = ()) -> bool:
    """Say whether ``password`` would be tried early on; ``own`` are words of its owner, such as name and phone."""
    return is_guessable(password, _lines("stolen.txt"), (*_lines("own_words.txt"), *own))


@cache
def _lines(name: str) -> frozenset[str]:
    """Return the lines of a list, read when it is first asked."""
    return frozenset((files(__name__) / name).read_text("utf-8").split())
