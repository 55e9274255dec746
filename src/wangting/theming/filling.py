"""Fills a compiled template with names, and says where in it a fault arose."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from chameleon.tal import RepeatDict

from wangting.theming.html import Html

#: Where Chameleon's compiled code notes (expression, line, column, file, fault) of everything it was in the middle of.
PLACES = "__error__"


class Names(dict[str, Any]):
    """The names a template sees: a plain dict with the methods that Chameleon's code calls.

    Chameleon's own Scope looks through Python code for each name and copies itself name by name for each macro and
    slot, which was a third of a page, so that a template may define names for all others after it; ours may not.
    """

    __slots__ = ()

    get_name = dict.__getitem__

    def __missing__(self, name: str) -> NoReturn:
        raise NameError(name)

    def copy(self) -> Names:
        """Return the names as a macro or a slot sees them; what it defines is its own."""
        return Names(self)

    def set_global(self, name: str, _value: object) -> NoReturn:
        """Refuse what no template of ours may do."""
        raise TypeError(f"a template defines no global name: {name}")


def fill(include: Callable[..., None], names: Mapping[str, object]) -> Html:
    """Return what ``include``, of a template or a macro, makes of ``names``; a fault is raised with its place noted."""
    stream: list[str] = []
    seen: dict[str, Any] = {}
    try:
        include(stream, Names(names, repeat=RepeatDict({})), seen)
    except Exception as fault:
        for expression, line, column, file, _fault in seen.get(PLACES, ()):
            fault.add_note(f'in {file}, line {line}, column {column}: "{expression}"')
        raise
    return Html("".join(stream))
