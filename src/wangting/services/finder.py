"""The finder: an item by name, everyday word, pinyin, initials, with a slip, by code or department (DOMAIN 9)."""

from __future__ import annotations

from operator import attrgetter
from typing import NamedTuple

from wangting.content.register import Register
from wangting.errors import NoRoom
from wangting.gateways.side.interface import Queries
from wangting.services.catalogue import Catalogue
from wangting.services.finding.entries import Entry, entries_of
from wangting.services.finding.hits import WHY, Hit
from wangting.services.finding.index import Index
from wangting.services.finding.memory import Knowledge
from wangting.services.finding.texts import CLOSELY

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


class Finder:
    """Searches the catalogue as it is today, in the memory of the process."""

    def __init__(self, catalogue: Catalogue, register: Register, knowledge: Knowledge, queries: Queries) -> None:
        self._catalogue = catalogue
        self._register = register
        self._knowledge = knowledge
        self._queries = queries

    def search(self, text: str, hall: str | None = None, most: int = CLOSELY) -> list[Found]:
        """Return what answers ``text``, the best first; raises NotFound for a hall that is not there.

        With ``hall`` its own near answers come first, then the other halls' near ones, then the rest.  ``most`` is how
        many answers are looked at; a few more may come.  What finds nothing, or only guesses, is kept for the editors.
        """
        answers = self._answers(text, hall, most)
        if text.strip() and max((found.hit.score for found in answers), default=0.0) < GUESS:
            self._note(hall, text)
        return answers

    def suggest(self, text: str, hall: str | None, most: int) -> list[Found]:
        """Return at most ``most`` near answers that some hall offers, while somebody is still typing.

        Half a word is no question yet: nothing is kept of it.  Raises NotFound for a hall that is not there.
        """
        return [found for found in self._answers(text, hall, CLOSELY) if found.near and found.hall is not None][:most]

    def _answers(self, text: str, hall: str | None, most: int) -> list[Found]:
        if hall is not None:
            self._catalogue.hall(hall)
        index = self.index
        hits = index.find(text, most)
        best = max((hit.score for hit in hits.values()), default=0.0)
        least = max(NEAR * best, GUESS)
        seen: set[str] = set()
        answers = []
        entries = index.entries
        best_first = sorted(hits, key=lambda place: hits[place].score, reverse=True)[: MARGIN * most]
        for place in sorted(best_first, key=lambda place: _rank(place, hits[place], entries[place], hall)):
            entry, hit = entries[place], hits[place]
            score = round(hit.score * TWIN if entry.name in seen else hit.score, 4)
            seen.add(entry.name)
            serving = hall if hall in entry.halls else next(iter(entry.halls), None)
            answers.append(Found(entry, hit, score, serving, score >= least))
        if hall is None:
            answers.sort(key=attrgetter("score"), reverse=True)
        else:
            answers.sort(key=lambda found: (not found.near, found.near and found.hall != hall, -found.score))
        return answers

    @property
    def index(self) -> Index:
        """Everything that can be found, as the database stands."""
        day = self._catalogue.today
        return self._knowledge.items.of(self._register.stamp.mark, day, self._make)

    def _make(self) -> Index:
        known = tuple(entries_of(self._catalogue, self._knowledge.life))
        units = {unit for entry in known for unit in entry.halls.values()}
        return Index(known, self._knowledge.words, {key: self._register.orgunit(key).name for key in units})

    def _note(self, hall: str | None, text: str) -> None:
        try:
            self._queries.note(hall, text, 0)
        except NoRoom:
            # A full disk is told by the health page; somebody who only searches need not suffer from it.
            return


def _rank(place: int, hit: Hit, entry: Entry, hall: str | None) -> tuple[float, int, bool, bool, int]:
    return (-hit.score, WHY.index(hit.why), hall not in entry.halls, not entry.halls, place)
