"""Queues of cases, ordered by when they are due, and the row that a list shows without loading the case."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: Minutes.
DAY = 24 * 60
#: Lies first in every tree and is never taken.  BTrees do not merge two transactions when one of them removed the first
#: key of a bucket or left it empty, and whoever works in order of deadline always takes the first row of a short queue.
FLOOR = (-1, 0)


class Row(NamedTuple):
    """What a list needs of a case, and no more: small, because it is written at every act.

    Due times are minutes since the epoch (``clock.minute_of``); ``statutory_due`` is 0 where no limit runs.
    ``limit`` is (amount, unit) of what is due next: from it the light knows how much of the time is left.
    ``holder`` is the official who has taken the case, None while nobody has.
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
    holder: int | None = None


class Rows(OOBTree):
    """A tree of rows in short leaves: an act writes the leaf that its row leaves and the one that it comes to.

    Compressed, a neighbour in the leaf is fifty bytes, and each split another two leaves and the node above them:
    twelve rows and twenty leaves were the least in trees of 20 to 15,000 rows (docs/adr/0038).
    """

    max_leaf_size = 12
    max_internal_size = 20


class Queue(Persistent):
    """Rows by (minute, case id), one tree a shard, so that two writers in different slots never meet."""

    def __init__(self, shards: int) -> None:
        self._trees = tuple(Rows({FLOOR: None}) for _ in range(shards))

    def put(self, shard: int, minute: int, case_id: int, row: object) -> None:
        """File ``row`` under ``minute``."""
        self._trees[shard][(minute, case_id)] = row

    def get(self, shard: int, minute: int, case_id: int) -> object:
        """Return what :meth:`put` filed; raises KeyError when it is not there."""
        return self._trees[shard][(minute, case_id)]

    def drop(self, shard: int, minute: int, case_id: int) -> None:
        """Remove what :meth:`put` filed; nothing happens when it is not there."""
        tree = self._trees[shard]
        if (minute, case_id) in tree:
            del tree[(minute, case_id)]

    def items(self, after: tuple[int, int] | None = None) -> Iterator[tuple[tuple[int, int], object]]:
        """Yield ((minute, case id), row) over all shards in order, strictly after the key ``after``."""
        return merged([self], after)

    def runs(self, after: tuple[int, int] | None = None, before: tuple[int, int] | None = None) -> list[Mapping]:
        """Return ((minute, case id), row) of each shard that has any in order, strictly between two keys."""
        start = after or FLOOR
        return [
            tree.items(min=start, max=before, excludemin=True, excludemax=before is not None)
            # Most trees of most queues are empty: asking for the last key is much cheaper than for a run of none.
            for tree, last in zip(self._trees, map(Rows.maxKey, self._trees), strict=True)
            if last > start
        ]


def merged(
    queues: Iterable[Queue], after: tuple[int, int] | None = None
) -> Iterator[tuple[tuple[int, int], object]]:
    """Yield the rows of several queues in order of (minute, case id)."""
    return heapq.merge(*(run for queue in queues for run in queue.runs(after)))


def first(queues: Iterable[Queue], count: int, after: tuple[int, int] | None = None) -> list:
    """Return the first ``count`` rows of several queues."""
    return list(islice(merged(queues, after), count))


def latest(queues: Sequence[Queue], count: int, before: tuple[int, int]) -> list:
    """Return the last ``count`` rows strictly before the key ``before``, newest first.

    BTrees cannot be walked backwards without counting them; so a window that doubles is read, from one day on.
    """
    oldest = next((key for key, _row in merged(queues)), before)
    found: list = []
    end, span = before, DAY
    while len(found) < count and end > oldest:
        # No case has the id 0, so nothing lies on the border itself.
        start = max((end[0] - span, 0), FLOOR)
        rows = [pair for queue in queues for run in queue.runs(start, end) for pair in run]
        found += sorted(rows, reverse=True)
        end, span = start, span * 2
    return found[:count]
