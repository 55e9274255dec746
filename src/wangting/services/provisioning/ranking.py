"""What items are and under which they lie, as records of their own: whoever changed a name changed no rank."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.content.item import Item
from wangting.rules.hierarchy import NOWHERE, Placed, misplaced
from wangting.services.classifying import parts_of, place, placed
from wangting.services.provisioning.importing import Fields
from wangting.services.provisioning.report import Report


class ImportedRank:
    """Where one item stands; taken when all items are there, because a part may come before what it lies under."""

    kind = "ranks"
    #: Where every item stood before any source was asked: what stands elsewhere was put there by people.
    assumed: Fields = NOWHERE._asdict()

    def __init__(self, code: str, told: Placed, catalogue: Mapping[str, Item], report: Report) -> None:
        self.key = f"rank/{code}"
        self._code = code
        self._told = told
        self._catalogue = catalogue
        self._report = report
        self._fault: str | None = None

    def told(self) -> Fields:
        """Return what the file says."""
        return self._told._asdict()

    def held(self) -> Fields | None:
        """Return what the database has."""
        item = self._catalogue.get(self._code)
        return None if item is None else placed(item)._asdict()

    def make(self) -> bool:
        """Put the item where the file says, and say whether it can stand there: people may have changed what is near.

        Nothing is remembered of one that cannot: it is tried and told again at the next run.
        """
        item, above = self._catalogue[self._code], self._catalogue.get(self._told.parent or "")
        parts = [part.rank for part in parts_of(self._catalogue, item)]
        fault = misplaced(self._told, None if above is None else placed(above), parts)
        self._fault = fault
        if fault is None:
            place(self._catalogue, item, self._told)
        return fault is None

    def update(self, names: frozenset[str]) -> bool:
        """Put the item where the file says now, whatever of it has changed."""
        del names
        return self.make()

    def give_up(self) -> None:
        """Tell that the item cannot stand where the file says."""
        self._report.unplaced(self.key, self._told, str(self._fault))
