"""Queues of cases, ordered by when they are due, and the row that a list shows without loading the case."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from persistent import Persistent


class Row(NamedTuple):
    """What a list needs of a case, and no more: small, because it is written at every act.

    Due times are minutes since the epoch (``clock.minute_of``); ``statutory_due`` is 0 where no limit runs.
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
