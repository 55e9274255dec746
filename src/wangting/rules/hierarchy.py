"""What an item is among items, 主项, 子项 or 业务办理项, and under which of them another may lie (DOMAIN 2).

Each lies under a higher one, so that nothing can come to lie under itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

MAIN, SUB, HANDLED = "main", "sub", "handled"
RANKS = (MAIN, SUB, HANDLED)
#: Under what each may lie.
UNDER: Mapping[str | None, tuple[str, ...]] = MappingProxyType({None: (), MAIN: (), SUB: (MAIN,), HANDLED: (MAIN, SUB)})
#: What can be wrong, in the order in which it is told.
MISSING, NEEDLESS, UNKNOWN, UNFIT, PARTS = (
    "parent_missing", "parent_needless", "parent_unknown", "parent_rank", "parts_rank",
)  # fmt: skip
FAULTS = (MISSING, NEEDLESS, UNKNOWN, UNFIT, PARTS)


class Placed(NamedTuple):
    """Where an item stands: what it is, and the code of the item it lies under."""

    rank: str | None = None
    parent: str | None = None


#: Where most items of the sources stand: nobody has said.
NOWHERE = Placed()


def only_gathers(rank: str | None, item_class: str | None, *, has_parts: bool) -> bool:
    """Say whether an item is a main item that nobody applies for: it has no class, and something lies under it.

    It obliges nobody.  A main item without parts is handled itself.
    """
    return rank == MAIN and item_class is None and has_parts


def misplaced(own: Placed, above: Placed | None, parts: Iterable[str | None]) -> str | None:
    """Return what is wrong with where an item stands, one of :data:`FAULTS`, or None.

    ``above`` is where the item stands under which it lies, None where there is no such item; ``parts`` are the ranks of
    what lies under it.
    """
    under = UNDER[own.rank]
    if own.parent is None:
        if under:
            return MISSING
    elif not under:
        return NEEDLESS
    elif above is None:
        return UNKNOWN
    elif above.rank not in under:
        return UNFIT
    return PARTS if any(own.rank not in UNDER[rank] for rank in parts) else None
