"""Four eyes, read from the life of an edition: who had a hand in its text, and what was asked of them last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

#: Deeds that change what a draft says, and those that carry it to whom it is next.
WRITTEN, UNDONE = "written", "undone"
WRITING = frozenset({WRITTEN, UNDONE})
HANDED, SENT_BACK, TAKEN_BACK = "handed", "sent_back", "taken_back"
#: Deeds of who stands behind it.
HANDS = WRITING | {HANDED}
MOVES = frozenset({HANDED, TAKEN_BACK, SENT_BACK, "reviewed"})


class Done(Protocol):
    """What somebody did with an edition, ``at`` a minute; ``by`` is None for a file that was taken in."""

    what: str
    by: int | None
    at: int


Deed = TypeVar("Deed", bound=Done)


def hands(log: Iterable[Done]) -> frozenset[int]:
    """Return who wrote, took a step back or handed it in: none of them reviews it, whatever posts they hold.

    Who handed it in and took it back again has stood behind it all the same.
    """
    return frozenset(deed.by for deed in log if deed.what in HANDS and deed.by is not None)


def is_alone(log: Iterable[Done], party: int) -> bool:
    """Say whether ``party`` and nobody else had a hand in it; whoever brought a file is somebody else."""
    return {deed.by for deed in log if deed.what in HANDS} == {party}


def asked_back(log: Sequence[Deed]) -> Deed | None:
    """Return the deed that sent the draft back, until it is handed in or reviewed again; else None."""
    last = next((deed for deed in reversed(log) if deed.what in MOVES), None)
    return last if last is not None and last.what == SENT_BACK else None


def is_news(log: Iterable[Done], minute: int, once_in: int) -> bool:
    """Say whether a draft that is handed in at ``minute`` is news to the central office.

    What was taken back and comes again within ``once_in`` minutes of the last news is none.
    """
    told, last = None, None
    for deed in log:
        if deed.what == HANDED and _is_news(told, last, deed.at, once_in):
            told = deed.at
        last = deed.what if deed.what in MOVES else last
    return _is_news(told, last, minute, once_in)


def _is_news(told: int | None, last: str | None, minute: int, once_in: int) -> bool:
    return told is None or last != TAKEN_BACK or minute - told >= once_in
