"""What is offered where: items, editions and implementations as readers need them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wangting.content.ahead import ahead
from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import Edition, Item
from wangting.errors import NotFound
from wangting.services.classifying import all_parts, main_item_of


@dataclass(frozen=True)
class Offer:
    """One item as one hall offers it on a day."""

    hall: Hall
    item: Item
    edition: Edition
    implementation: Implementation

    @property
    def code(self) -> str:
        """The committed code of the item, which its address carries."""
        return self.item.code

    @property
    def is_online(self) -> bool:
        """Whether this hall takes applications on line: the feature ``apply`` of its face."""
        return "apply" in self.hall.face["features"]

    @property
    def promised(self) -> tuple[int, str] | None:
        """(amount, unit) promised in this hall."""
        return self.implementation.promised_limit(self.edition)


class Catalogue:
    """Reads halls and items; writes nothing.  ``drafted`` are the codes of which a draft is in hand."""

    def __init__(self, halls: Mapping[str, Hall], items: Mapping[str, Item], today: date,
                 drafted: Iterable[str] = ()) -> None:  # fmt: skip
        self._halls = halls
        self._items = items
        self._drafted = drafted
        self._known: dict[str, Hall] = {}
        self.today = today

    def hall(self, key: str) -> Hall:
        """Return a hall; raises NotFound."""
        found = self._known.get(key)
        if found is None:
            found = self._halls.get(key)
            if found is None:
                raise NotFound("no_hall")
            # Halls come and are closed, and none ever goes; a folder takes long to look one up, and lists ask often.
            self._known[key] = found
        return found

    def halls(self) -> list[Hall]:
        """Return the halls that are open, in the order of their declaration."""
        return sorted((hall for hall in self._halls.values() if not hall.closed), key=lambda hall: hall.face["order"])

    def open_hall(self, key: str) -> Hall:
        """Return a hall that is open; raises NotFound: one that is closed is found by its cases only."""
        found = self.hall(key)
        if found.closed:
            raise NotFound("no_hall")
        return found

    def offer(self, hall: str, code: str) -> Offer:
        """Return the offer of an item in a hall today; raises NotFound."""
        implementation = self.hall(hall).implementation(code, self.today)
        return self._offer(self.hall(hall), implementation)

    def offers(self, hall: str) -> list[Offer]:
        """Return all that a hall offers today, in order of code."""
        found = self.hall(hall)
        laid = (one for one in found.implementations.values() if one.is_offered(self.today))
        return [self._offer(found, offered) for offered in laid]

    def siblings(self, offer: Offer) -> tuple[Item | None, list[Offer]]:
        """Return the main item of what a hall offers, and what else that hall offers today of it, in order of code.

        None and nothing where nobody has said a main item, or where nobody outside has seen it yet.
        """
        main = main_item_of(self._items, offer.item)
        if main is None or main.newest_published is None:
            return None, []
        codes = sorted(code for code in all_parts(self._items, main) if code != offer.code)
        laid = (offer.hall.implementations.get(code) for code in codes)
        offered = (one for one in laid if one is not None and one.is_offered(self.today))
        # One of which nothing is in force would take the guides of all the others away.
        in_force = (one for one in offered if any(edition.is_in_force(self.today) for edition in one.item.editions))
        return main, [self._offer(offer.hall, one) for one in in_force]

    def halls_of(self, code: str) -> list[Hall]:
        """Return the halls that offer an item."""
        laid = ((hall, hall.implementations.get(code)) for hall in self.halls())
        return [hall for hall, found in laid if found is not None and found.is_offered(self.today)]

    def codes(self, hall: str | None = None) -> dict[str, str | None]:
        """Return the codes a hall offers, or all of the base catalogue, in order, each with a hall that offers it.

        That is the hall asked for, else the first that does, None where none does; one pass over the halls, and of the
        items only those with a draft are loaded: one that was never published is not there yet.
        """
        if hall is not None:
            return dict.fromkeys(self._offered(self.hall(hall)), hall)
        first: dict[str, str] = {}
        for found in self.halls():
            first = dict.fromkeys(self._offered(found), found.key) | first
        drafts = (self._items.get(code) for code in self._drafted)
        unseen = {item.code for item in drafts if item is not None and all(one.is_unseen for one in item.editions)}
        return {code: first.get(code) for code in sorted(self._items.keys()) if code not in unseen}

    def items(self) -> Iterator[Item]:
        """Yield every item of the base catalogue, in order of code."""
        found = ahead(self._items[code] for code in sorted(self._items.keys()))
        ahead(edition for item in found for edition in item.editions)
        yield from found

    def _offer(self, hall: Hall, implementation: Implementation) -> Offer:
        item = implementation.item
        return Offer(hall, item, item.edition_on(self.today), implementation)

    def _offered(self, hall: Hall) -> list[str]:
        ahead(hall.implementations.values())
        return hall.offered_on(self.today)
