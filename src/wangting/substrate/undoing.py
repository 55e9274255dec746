"""Undo, of what site managers did and of nothing else.

As shipped the SDI lists every transaction of the database and undoes any of them: an application that somebody holds a
receipt for would be gone, with its number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from substanced.sdi.views.undo import UndoViews

from wangting.errors import Refused

#: So many transactions are looked through, from the newest: reading one costs about 30 µs.
LOOKED = 5000


class ManagersLog:
    """A database as the pages of undo see it."""

    def __init__(self, database: Any) -> None:
        self._database = database

    def undoLog(self, first: int, last: int) -> list[dict]:  # noqa: N802 - ZODB's name
        """Return what site managers did among the newest transactions, as ZODB counts: a negative ``last`` is a size.

        The database is asked for all of them, because it would go on looking to its very beginning for too few.
        """
        mine = [dict(record) for record in self._database.undoLog(0, -LOOKED) if is_managers(record)]
        return mine[first : first - last if last < 0 else last]

    def undo(self, tid: bytes) -> None:
        """Undo one transaction of a site manager; raises Refused for any other."""
        self.undoMultiple([tid])

    def undoMultiple(self, tids: Sequence[bytes]) -> None:  # noqa: N802 - ZODB's name
        """Undo transactions of site managers; raises Refused when there is any other among them."""
        known = {record["id"] for record in self.undoLog(0, -LOOKED)}
        if not known.issuperset(tids):
            raise Refused("not_undoable")
        self._database.undoMultiple(tids)


def is_managers(record: Mapping[str, Any]) -> bool:
    """Say whether a transaction was a site manager's: only the SDI signs, with an object id, which may be negative."""
    signed = record["user_name"].split()
    return bool(signed) and signed[-1].removeprefix("-").isdigit()


class Undo(UndoViews):
    """Substance D's pages over that."""

    def _get_db(self) -> ManagersLog:
        return ManagersLog(super()._get_db())
