"""Looks through the whole catalogue for what is doubtful: the rules decide, the declared words say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from wangting.content.hall import Hall
from wangting.content.item import Item
from wangting.rules.lint.finding import Finding, Offered, Subject, Words
from wangting.rules.lint.rulebook import Waivers, findings


class Linting:
    """The rules over the items as they stand: the latest edition of each, also one that is still a draft."""

    def __init__(self, *, catalogue: Mapping[str, Item], halls: Mapping[str, Hall], words: Words,
                 waivers: Waivers) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._halls = halls
        self._words = words
        self._waivers = waivers

    def findings(self) -> Iterator[Finding]:
        """Yield every finding, rule by rule."""
        return findings(self._subjects(), self._words, self._waivers)

    def _subjects(self) -> Iterable[Subject]:
        offered = defaultdict(list)
        for key, hall in self._halls.items():
            for code, implementation in hall.implementations.items():
                offered[code].append(Offered(key, tuple(implementation.phones)))
        for code, item in self._catalogue.items():
            latest = item.editions[-1]
            if latest.stage != "retired":
                yield Subject(code, latest.name, item.item_class, latest.data, item.agency, tuple(offered[code]))
