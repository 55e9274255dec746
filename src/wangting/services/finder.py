"""The finder: an item by name, everyday word, pinyin, initials, with a slip, by code or department (DOMAIN 9)."""

from __future__ import annotations

from dataclasses import dataclass

from wangting.content.register import Register
from wangting.errors import NoRoom
from wangting.gateways.side.interface import Queries
from wangting.services.catalogue import Catalogue
from wangting.services.finding.entries import Entry, entries
from wangting.services.finding.hits import WHY, Hit
from wangting.services.finding.index import Index
from wangting.services.finding.memory import Knowledge

#: An answer is near when it scores this share of the best one; others are told only when somebody asks for more.
NEAR = 0.4
#: Below this even the best answer is a guess, and the words are kept for the editors.
GUESS = 0.25
#: The second item of one name comes this much later: who did not want the first will not want its twin.
TWIN = 0.6


@dataclass(frozen=True)
class Found:
    """One answer: ``hall`` is the hall asked for, else the first that offers it, None when none does.

    ``near`` says that it is not far behind the best.
    """

    entry: Entry
    hit: Hit
    hall: str | None
    near: bool

    @property
    def unit(self) -> str | None:
        """The key of the department that decides in ``hall``."""
        return self.entry.halls.get(self.hall) if self.hall else None


class Finder:
    """Searches the catalogue as it is today, in the memory of the process."""

    def __init__(self, catalogue: Catalogue, register: Register, knowledge: Knowledge, queries: Queries) -> None:
        self._catalogue = catalogue
        self._register = register
        self._knowledge = knowledge
        self._queries = queries

    def search(self, text: str, hall: str | None = None) -> list[Found]:
        """Return what answers ``text``, the best first; raises NotFound for a hall that is not there.

        With ``hall`` its own near answers come first, then the other halls' near ones, then the rest.  A search that
        finds nothing, or only guesses, is kept for the editors.
        """
        if hall is not None:
            self._catalogue.hall(hall)
        index = self.index
        hits = index.find(text)
        best = max((hit.score for hit in hits.values()), default=0.0)
        if text.strip() and best < GUESS:
            self._note(hall, text)
        ranked = sorted(hits.items(), key=lambda found: _rank(*found, index.entries[found[0]], hall))
        seen: set[str] = set()
        answers = []
        for place, hit in ranked:
            entry = index.entries[place]
            share = TWIN if entry.name in seen else 1.0
            seen.add(entry.name)
            serving = hall if hall in entry.halls else next(iter(entry.halls), None)
            told = hit._replace(score=round(hit.score * share, 4))
            answers.append(Found(entry, told, serving, told.score >= NEAR * best))
        answers.sort(key=lambda found: (not found.near, found.near and found.hall != hall, -found.hit.score)
                     if hall else -found.hit.score)  # fmt: skip
        return answers

    @property
    def index(self) -> Index:
        """Everything that can be found, as the database stands."""
        day = self._catalogue.today
        return self._knowledge.items.of(self._register.stamp.mark, day, self._make)

    def _make(self) -> Index:
        known = tuple(entries(self._catalogue))
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
