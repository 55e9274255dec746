"""Which documents hold a mark, and how much the mark tells: a plain inverted list, in memory."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterable


class Postings:
    """Documents by their marks (letters, pairs of letters, syllables); a document is its place in the list.

    A mark tells the more the fewer documents have it: ln(1 + documents / documents with it), times ``share(mark)``.
    ``unknown`` is how much a mark tells that no document has.
    """

    def __init__(self, documents: Iterable[Collection[str]], share: Callable[[str], float], unknown: float) -> None:
        self._places: dict[str, list[int]] = {}
        count = 0
        for place, marks in enumerate(documents):
            count += 1
            for mark in marks:
                self._places.setdefault(mark, []).append(place)
        self._share = share
        self._unknown = unknown
        self._weights = {mark: math.log(1 + count / len(places)) * share(mark) for mark, places in self._places.items()}
        #: How much all marks of each document tell.
        self.totals = [0.0] * count
        for mark, places in self._places.items():
            for place in places:
                self.totals[place] += self._weights[mark]

    def told(self, marks: Collection[str]) -> float:
        """Return how much ``marks`` tell altogether."""
        known = self._weights
        return sum(known[mark] if mark in known else self._unknown * self._share(mark) for mark in marks)

    def matched(self, marks: Collection[str], most: int) -> tuple[dict[int, float], list[tuple[str, float]]]:
        """Return how much each document has of the marks that were read, and those that were not, with their weights.

        The rarest are read first; the others only until ``most`` documents have been read, because what half of all
        documents have chooses none of them and costs the most.
        """
        found: dict[int, float] = {}
        unread: list[tuple[str, float]] = []
        read = 0
        known = [(self._weights[mark], mark) for mark in marks if mark in self._weights]
        for weight, mark in sorted(known, reverse=True):
            places = self._places[mark]
            if read and read + len(places) > most:
                unread.append((mark, weight))
                continue
            read += len(places)
            for place in places:
                found[place] = found.get(place, 0.0) + weight
        return found, unread

    def knows_all(self, marks: Collection[str]) -> bool:
        """Say whether each of ``marks`` stands in at least one document."""
        return all(mark in self._weights for mark in marks)
