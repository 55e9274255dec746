"""What the register's stamp stands at, asked at every public page and read only when something was written at all.

``lastTransaction`` of a FileStorage costs 0.3 µs (DESIGN 6.13); the stamp is read in a connection of its own, which
sees at least that transaction: ZODB hands out the invalidations of a transaction before it says that it is the last.
A ZEO server tells its clients of each commit as it happens.  PostgreSQL tells nobody, so it is asked, now and then.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.interfaces import IMVCCStorage

#: Seconds for which a storage that has to be asked is believed: what others publish shows within a second.
BELIEVED = 0.5


class StampWatch:
    """Follows the stamp of one database; safe between threads."""

    def __init__(self, database: DB, seconds: Callable[[], float] = time.monotonic) -> None:
        self._database = database
        self._seconds = seconds
        self._must_ask = IMVCCStorage.providedBy(database.storage)
        self._asked = float("-inf")
        self._seen: tuple[bytes, bytes] | None = None

    def mark(self) -> bytes:
        """Return the mark of the stamp, of now or later; raises what the storage raises when it cannot be asked."""
        last, seen = self._database.lastTransaction(), self._seen
        if seen is None or seen[0] != last or self._is_old():
            # Another thread may read the same at the same time; each notes what it saw under the transaction it asked.
            seen = self._seen = (last, self._read())
        return seen[1]

    def _is_old(self) -> bool:
        """Return whether the storage has to be asked again; threads that ask at the same time read the same."""
        if not self._must_ask or self._seconds() - self._asked < BELIEVED:
            return False
        self._asked = self._seconds()
        return True

    def _read(self) -> bytes:
        connection = self._database.open(transaction_manager=TransactionManager())
        try:
            register = connection.root().get("register")
            return b"" if register is None else register.stamp.mark
        finally:
            connection.close()
