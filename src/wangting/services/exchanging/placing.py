"""What the rows of one file say of where items stand, judged together: a part may come before what it lies under."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wangting.content.item import Item
from wangting.rules.exchange import CHANGED, NEW, WRONG, Fault, Verdict
from wangting.rules.hierarchy import NOWHERE, PARTS, Placed, misplaced
from wangting.services.classifying import parts_of, place, placed


class Placing:
    """Keeps the rows that put an item elsewhere until all have been read; the catalogue is not changed before."""

    def __init__(self, catalogue: Mapping[str, Item]) -> None:
        self._catalogue = catalogue
        self._told: dict[str, tuple[Verdict, Placed]] = {}

    def keeps(self, verdict: Verdict, item: Mapping[str, object] | None) -> bool:
        """Say whether the row is judged only at the end, and keep it when it is."""
        if verdict.outcome not in (NEW, CHANGED):
            return False
        held = self._catalogue.get(verdict.code)
        told = Placed(item["rank"], item["parent"])
        if told == (NOWHERE if held is None else placed(held)):
            return False
        self._told[verdict.code] = (verdict, told)
        return True

    def judged(self) -> Iterator[Verdict]:
        """Yield what was kept, wrong where an item cannot stand where its row puts it."""
        for code, (verdict, told) in self._told.items():
            above = None if told.parent is None else self._placed(told.parent)
            fault = misplaced(told, above, self._ranks_under(code))
            column = "rank" if fault == PARTS else "parent"
            faults = () if fault is None else (Fault(verdict.place, column, fault),)
            yield replace(verdict, outcome=WRONG, faults=faults) if faults else verdict

    def settle(self) -> None:
        """Put the items where their rows say, now that all of them are there."""
        for code, (_verdict, told) in self._told.items():
            place(self._catalogue, self._catalogue[code], told)

    def _placed(self, code: str) -> Placed | None:
        if code in self._told:
            return self._told[code][1]
        held = self._catalogue.get(code)
        return None if held is None else placed(held)

    def _ranks_under(self, code: str) -> Iterator[str | None]:
        held = self._catalogue.get(code)
        for part in () if held is None else parts_of(self._catalogue, held):
            if part.code not in self._told:
                yield part.rank
        yield from (told.rank for _verdict, told in self._told.values() if told.parent == code)
