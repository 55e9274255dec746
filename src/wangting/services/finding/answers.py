"""The answers to a question, in the order in which they are told: out of the index alone, without the database."""

from __future__ import annotations

from collections.abc import Sequence
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
#: With a hall its own near answers stand in group 0, those of other halls in group 1, whatever is not near behind both.
FAR = 2
PLAINNESS = {why: place for place, why in enumerate(WHY)}


class Found(NamedTuple):
    """One answer: ``hall`` is the hall asked for, else the first that offers it, None when none does.

    ``score`` is from 0 to 1, ``near`` says that it is not far behind the best and no mere guess.
    """

    entry: Entry
    hit: Hit
    score: float
    hall: str | None
    near: bool


class Place(NamedTuple):
    """One answer by the place of its entry in the index, for who needs no more of it."""

    place: int
    hit: Hit
    score: float
    hall: str | None
    near: bool


def answers(index: Index, text: str, hall: str | None, most: int) -> list[Found]:
    """Return what answers ``text``, the best first.

    With ``hall`` its own near answers come first, then the other halls' near ones, then the rest.  ``most`` is how many
    answers are looked at; a few more may come.
    """
    return [Found(index.entries[found.place], *found[1:]) for found in places(index, text, hall, most)]


def places(index: Index, text: str, hall: str | None, most: int, told: int | None = None) -> list[Place]:
    """Return what :func:`answers` returns, without a look at the entries; at most ``told`` answers, or all."""
    own, offered, names = index.offers(hall), index.first_halls, index.names_alike
    ranked = [
        (-hit.score, PLAINNESS[hit.why], not own[place], offered[place] is None, place, hit)
        for place, hit in index.find(text, most).items()
    ]
    ranked.sort()
    least = max(-NEAR * ranked[0][0], GUESS) if ranked else GUESS
    seen: set[int] = set()
    rows = []
    for row in ranked[: MARGIN * most]:
        name = names[row[4]]
        score = round(-row[0] * TWIN if name in seen else -row[0], 4)
        seen.add(name)
        group = 0 if hall is None else FAR if score < least else row[2]
        rows.append((group, -score, len(rows), row))
    rows.sort()
    return [
        Place(place, hit, -late, offered[place] if elsewhere else hall, -late >= least)
        for _group, late, _order, (_score, _why, elsewhere, _nowhere, place, hit) in rows[:told]
    ]


def is_guess(text: str, told: Sequence[Found | Place]) -> bool:
    """Say whether even the best answer to a question that says anything is a guess.

    Near answers come first, and nothing is near where the best is a guess.
    """
    return not (told and told[0].near) and bool(text.strip())
