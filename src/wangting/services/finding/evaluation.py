"""How well a finder finds: recall among the first one and five, and the mean of 1 / rank, over words with answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

#: Answers that are looked at; a later one counts as not found.
DEPTH = 20
FIVE = 5


@dataclass(frozen=True)
class Miss:
    """A word whose right answer is not among the first five: what was wanted, its rank or None, what came first."""

    word: str
    wanted: tuple[str, ...]
    rank: int | None
    first: str


@dataclass(frozen=True)
class Measure:
    """Shares from 0 to 1 over ``words`` words; ``mrr`` is the mean reciprocal rank of the first right answer."""

    words: int
    recall_1: float
    recall_5: float
    mrr: float
    misses: tuple[Miss, ...]


def by_word(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return each word with the names of all the items it names."""
    named: dict[str, dict[str, None]] = {}
    for word, name in pairs:
        named.setdefault(word, {})[name] = None
    return {word: tuple(names) for word, names in named.items()}


def measure(search: Callable[[str], Iterable[str]], wanted: Mapping[str, tuple[str, ...]]) -> Measure:
    """Ask ``search``, which gives names of items from the best, for every word of ``wanted``."""
    ranks: list[int | None] = []
    misses = []
    for word, names in wanted.items():
        found = list(dict.fromkeys(search(word)))[:DEPTH]
        rank = min((found.index(name) + 1 for name in names if name in found), default=None)
        ranks.append(rank)
        if rank is None or rank > FIVE:
            misses.append(Miss(word, names, rank, found[0] if found else ""))
    hit = [rank for rank in ranks if rank is not None]
    count = len(ranks) or 1
    return Measure(
        words=len(ranks),
        recall_1=sum(rank == 1 for rank in hit) / count,
        recall_5=sum(rank <= FIVE for rank in hit) / count,
        mrr=sum(1 / rank for rank in hit) / count,
        misses=tuple(misses),
    )
