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
        self._seen: tuple[bytes, bytes] | None = None
        self._heard: tuple[float, bytes] | None = None

    def mark(self) -> bytes:
        """Return the mark of the stamp, of now or later; raises what the storage raises when it cannot be asked.

        A storage that has to be asked is believed for :data:`BELIEVED` seconds.
        """
        if self._must_ask:
            return self._asked()
        last, seen = self._database.lastTransaction(), self._seen
        if seen is None or seen[0] != last:
            # Another thread may read the same at the same time; each notes what it saw under the transaction it asked.
            seen = self._seen = (last, self._read())
        return seen[1]

    def _asked(self) -> bytes:
        """Return what a connection of our own saw: RelStorage's ``lastTransaction`` is for one thread at a time."""
        now, heard = self._seconds(), self._heard
        if heard is None or now - heard[0] >= BELIEVED:
            heard = self._heard = (now, self._read())
        return heard[1]

    def _read(self) -> bytes:
        connection = self._database.open(transaction_manager=TransactionManager())
        try:
            register = connection.root().get("register")
            return b"" if register is None else register.stamp.mark
        finally:
            connection.close()
