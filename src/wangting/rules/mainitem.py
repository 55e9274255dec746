"""What the record of a source says of main items: what it is itself, and which main item it belongs to (DOMAIN 2).

Columns say it and nothing else does: a name in brackets is no statement.
"""

from __future__ import annotations

from typing import NamedTuple

from wangting.rules.hierarchy import HANDLED, MAIN, SUB
from wangting.rules.record import Columns, Record, Unreadable, text_of


class MainItem(NamedTuple):
    """A main item 主项 as a source calls it: its catalogue code there, and its name."""

    code: str
    name: str


class Ranked(NamedTuple):
    """What a record is, one of ``hierarchy.RANKS``, and the main item it belongs to: itself where it is one."""

    rank: str | None = None
    main: MainItem | None = None


#: Where a source does not say.
UNSAID = Ranked()


def ranked(record: Record, columns: Columns) -> Ranked:
    """Return what the record says it is; raises Unreadable for a main item that has no name.

    A number of a handled item 业务办理项 makes it one.  Else its own catalogue code decides: that of the main item
    makes it the main item itself, which has no sub-items then; any other makes it a sub-item 子项.
    """
    main, own = text_of(record, columns.main_code), text_of(record, columns.own_code)
    if main is None or own is None:
        return UNSAID
    name = text_of(record, columns.main_name)
    if name is None:
        raise Unreadable(str(columns.main_name), name)
    rank = HANDLED if text_of(record, columns.handled) is not None else MAIN if main == own else SUB
    return Ranked(rank, MainItem(main, name))
