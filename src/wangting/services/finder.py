"""The finder: an item by name, everyday word, pinyin, initials, with a slip, by code or department (DOMAIN 9)."""

from __future__ import annotations

from wangting.content.register import Register
from wangting.errors import NoRoom
from wangting.gateways.side.interface import Queries
from wangting.services.catalogue import Catalogue
from wangting.services.finding.answers import Found, answers, is_guess
from wangting.services.finding.entries import entries_of
from wangting.services.finding.index import Index
from wangting.services.finding.memory import Knowledge
from wangting.services.finding.texts import CLOSELY


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
        told = self._answers(text, hall, most)
        if is_guess(text, told):
            self._note(hall, text)
        return told

    def suggest(self, text: str, hall: str | None, most: int) -> list[Found]:
        """Return at most ``most`` near answers that some hall offers, while somebody is still typing.

        Half a word is no question yet: nothing is kept of it.  Raises NotFound for a hall that is not there.
        """
        return [found for found in self._answers(text, hall, CLOSELY) if found.near and found.hall is not None][:most]

    def _answers(self, text: str, hall: str | None, most: int) -> list[Found]:
        if hall is not None:
            self._catalogue.hall(hall)
        return answers(self.index, text, hall, most)

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

