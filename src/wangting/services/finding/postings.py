"""Which documents hold a mark, and how much the mark tells: a plain inverted list, in memory."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from typing import NamedTuple

#: So many places fit into two bytes.
SHORT = 1 << 16


class Matched(NamedTuple):
    """What documents have of some marks.

    ``weights`` is how much each document has of the marks that were read, ``unread`` are the others with how much each
    tells, ``told`` is how much all that were asked tell together.
    """

    weights: dict[int, float]
    unread: list[tuple[float, str]]
    told: float


class Postings:
    """Documents by their marks (letters, pairs of letters, syllables); a document is its place in the list.

    A mark tells the more the fewer documents have it: ln(1 + documents / documents with it), times ``share(mark)``.
    ``unknown`` is how much a mark tells that no document has.
    """

    def __init__(self, documents: Iterable[Collection[str]], share: Callable[[str], float], unknown: float) -> None:
        found: defaultdict[str, list[int]] = defaultdict(list)
        count = 0
        for place, marks in enumerate(documents):
            count += 1
            for mark in marks:
                found[mark].append(place)
        self._share = share
        self._unknown = unknown
        #: How much all marks of each document tell.
        self.totals = array("d", bytes(8 * count))
        #: What a mark tells, and where it stands.  Numbers lie beside each other: as objects they are a quarter larger
        #: than all the rest, and to fetch each takes longer than to count with it.
        self._held: dict[str, tuple[float, array[int]]] = {}
        kind = "H" if count <= SHORT else "I"
        for mark, places in found.items():
            weight = math.log(1 + count / len(places)) * share(mark)
            self._held[mark] = weight, array(kind, places)
            for place in places:
                self.totals[place] += weight

    def matched(self, marks: Collection[str], most: int) -> Matched:
        """Return what the documents have of ``marks``, each of which is there once.

        The rarest are read first; the others only until ``most`` documents have been read, because what half of all
        documents have chooses none of them and costs the most.
        """
        held, told = self._held, 0.0
        known: list[tuple[float, str]] = []
        for mark in marks:
            found = held.get(mark)
            if found is None:
                told += self._unknown * self._share(mark)
            else:
                told += found[0]
                known.append((found[0], mark))
        known.sort(reverse=True)
        weights: dict[int, float] = {}
        unread: list[tuple[float, str]] = []
        read = 0
        for weight, mark in known:
            places = held[mark][1]
            if not read:
                weights = dict.fromkeys(places, weight)
            elif read + len(places) > most:
                unread.append((weight, mark))
                continue
            else:
                for place in places:
                    weights[place] = weights.get(place, 0.0) + weight
            read += len(places)
        return Matched(weights, unread, told)

    def knows_all(self, marks: Collection[str]) -> bool:
        """Say whether each of ``marks`` stands in at least one document."""
        return all(mark in self._held for mark in marks)
