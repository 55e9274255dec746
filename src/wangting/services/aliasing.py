"""What people call an item (日常用语): words that found nothing become names of the item they meant (docs/adr/0035)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from wangting.clock import Clock, minute_of
from wangting.content.item import Deed, Item
from wangting.content.register import Register
from wangting.errors import NotFound, Refused
from wangting.gateways.side.interface import Queries
from wangting.gateways.side.records import Unanswered
from wangting.services.finding.entries import Entry
from wangting.services.finding.index import Index

#: An everyday word, not a sentence.
LONGEST = 30
#: What was done with an alias.
ADDED, REMOVED = "alias_added", "alias_removed"


class Aliasing:
    """Aliases are the item's own, whichever edition is in force: they are no law and oblige nobody.

    ``index`` gives what can be found; it is only called when somebody asks for a guess.
    """

    def __init__(self, *, catalogue: Mapping[str, Item], register: Register, queries: Queries,
                 index: Callable[[], Index], clock: Clock) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._register = register
        self._queries = queries
        self._index = index
        self._clock = clock

    def unanswered(self, most: int, page: int = 1) -> Sequence[Unanswered]:
        """Return a page of the words that found nothing, the most asked first; one over ``most`` says there is more."""
        return self._queries.unanswered(most + 1, (page - 1) * most)

    def guesses(self, text: str, most: int) -> list[Entry]:
        """Return what ``text`` might mean, the likeliest first; nothing is kept of the question."""
        index = self._index()
        hits = index.find(text)
        best = sorted(hits, key=lambda place: (-hits[place].score, place))[:most]
        return [index.entries[place] for place in best]

    def add(self, code: str, word: str, by: int) -> Item:
        """Let ``word`` be a name of the item; in every process it is found at the first request after the commit.

        Raises NotFound; Refused for no word, a word too long, and one that the item has already.
        """
        item, word = self._item(code), " ".join(word.split())
        if not word:
            raise Refused("alias_empty")
        if len(word) > LONGEST:
            raise Refused("alias_long", most=LONGEST)
        if word in (item.title, *item.aliases):
            raise Refused("alias_known", word=word)
        item.aliases = (*item.aliases, word)
        self._told(item, ADDED, by, word)
        return item

    def remove(self, code: str, word: str, by: int) -> Item:
        """Take a name away again; raises NotFound for an item or a name that is not there."""
        item = self._item(code)
        if word not in item.aliases:
            raise NotFound("no_alias")
        item.aliases = tuple(alias for alias in item.aliases if alias != word)
        self._told(item, REMOVED, by, word)
        return item

    def forget(self, word: str) -> None:
        """Take ``word`` from the list of those that found nothing; not undone when a transaction is given up."""
        self._queries.forget(word)

    def _told(self, item: Item, what: str, by: int, word: str) -> None:
        item.log = (*item.log, Deed(what, by, minute_of(self._clock.now()), word))
        self._register.stamp.move()

    def _item(self, code: str) -> Item:
        found = self._catalogue.get(code)
        if found is None:
            raise NotFound("no_item")
        return found
