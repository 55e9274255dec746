"""The answers to a question, in the order in which they are told: out of the index alone, without the database."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from wangting.services.finding.entries import Entry
from wangting.services.finding.hits import WHY, Hit
from wangting.services.finding.index import Index

#: An answer is near when it scores this share of the best one; others are told only when somebody asks for more.
NEAR = 0.5
#: Below this even the best answer is a guess, and the words are kept for the editors.
GUESS = 0.25
#: The second item of one name comes this much later: who did not want the first will not want its twin.
TWIN = 0.6
#: Ways of asking may find different things: so many times more are ranked than were looked for in one way.
MARGIN = 2


class Found(NamedTuple):
    """One answer: ``hall`` is the hall asked for, else the first that offers it, None when none does.

    ``score`` is from 0 to 1, ``near`` says that it is not far behind the best and no mere guess.
    """

    entry: Entry
    hit: Hit
    score: float
    hall: str | None
    near: bool


def answers(index: Index, text: str, hall: str | None, most: int) -> list[Found]:
    """Return what answers ``text``, the best first.

    With ``hall`` its own near answers come first, then the other halls' near ones, then the rest.  ``most`` is how many
    answers are looked at; a few more may come.
    """
    entries = index.entries
    ranked = []
    for place, hit in index.find(text, most).items():
        halls = entries[place].halls
        ranked.append((-hit.score, WHY.index(hit.why), hall not in halls, not halls, place, hit))
    ranked.sort()
    least = max(-NEAR * ranked[0][0], GUESS) if ranked else GUESS
    names: set[str] = set()
    told = []
    for negative, _why, elsewhere, nowhere, place, hit in ranked[: MARGIN * most]:
        entry = entries[place]
        score = round(-negative * TWIN if entry.name in names else -negative, 4)
        names.add(entry.name)
        serving = None if nowhere else next(iter(entry.halls)) if elsewhere else hall
        told.append(Found(entry, hit, score, serving, score >= least))
    if hall is None:
        told.sort(key=attrgetter("score"), reverse=True)
    else:
        told.sort(key=lambda found: (not found.near, found.near and found.hall != hall, -found.score))
    return told


def is_guess(text: str, told: list[Found]) -> bool:
    """Say whether even the best answer to a question that says anything is a guess."""
    return bool(text.strip()) and max((found.hit.score for found in told), default=0.0) < GUESS
