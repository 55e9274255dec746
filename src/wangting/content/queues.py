"""Queues of cases, ordered by when they are due, and the row that a list shows without loading the case."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: Minutes.
DAY = 24 * 60


class Row(NamedTuple):
    """What a list needs of a case, and no more: small, because it is written at every act.

    Due times are minutes since the epoch (``clock.minute_of``); ``statutory_due`` is 0 where no limit runs.
    ``limit`` is (amount, unit) of what is due next: from it the light knows how much of the time is left.
    """

    number: str
    item_code: str
    item_name: str
    state: str
    clock: str
    turn: str
    applicant: str
    unit: str
    received: int
    promised_due: int
    statutory_due: int
    limit: tuple[int, str] | None = None


class Queue(Persistent):
    """Rows by (minute, case id), one tree a shard, so that two writers in different slots never meet."""

    def __init__(self, shards: int) -> None:
        self._trees = tuple(OOBTree() for _ in range(shards))

    def put(self, shard: int, minute: int, case_id: int, row: object) -> None:
        """File ``row`` under ``minute``."""
        self._trees[shard][(minute, case_id)] = row

    def drop(self, shard: int, minute: int, case_id: int) -> None:
        """Remove what :meth:`put` filed; nothing happens when it is not there."""
        tree = self._trees[shard]
        if (minute, case_id) in tree:
            del tree[(minute, case_id)]

    def items(self, after: tuple[int, int] | None = None) -> Iterator[tuple[tuple[int, int], object]]:
        """Yield ((minute, case id), row) over all shards in order, strictly after the key ``after``."""
        return merged([self], after)

    def trees(self) -> tuple[OOBTree, ...]:
        """Return the trees, one a shard, for a recount."""
        return self._trees


def merged(
    queues: Iterable[Queue], after: tuple[int, int] | None = None
) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the rows of several queues in order of (minute, case id)."""
    runs = [
        tree.items(min=after, excludemin=after is not None)
        for queue in queues
        for tree in queue.trees()
        if tree
    ]
    return heapq.merge(*runs)


def first(queues: Iterable[Queue], count: int, after: tuple[int, int] | None = None) -> list:
    """Return the first ``count`` rows of several queues."""
    return list(islice(merged(queues, after), count))


def latest(queues: Sequence[Queue], count: int, before: tuple[int, int]) -> list:
    """Return the last ``count`` rows strictly before the key ``before``, newest first.

    BTrees cannot be walked backwards without counting them; so a window that doubles is read, from one day on.
    """
    trees = [tree for queue in queues for tree in queue.trees() if tree]
    oldest = min((tree.minKey() for tree in trees), default=before)
    found: list = []
    end, span = before, DAY
    while len(found) < count and end > oldest:
        start = (end[0] - span, 0)
        rows = [pair for tree in trees for pair in tree.items(min=start, max=end, excludemax=True)]
        found += sorted(rows, reverse=True)
        end, span = start, span * 2
    return found[:count]
