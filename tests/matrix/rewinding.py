"""Brings a prepared city back to how it was: what one question has changed, the next one must not meet."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from ZODB.utils import z64

from conftest import Hall
from wangting.gateways.side.opening import FILE


class Remembered:
    """The database and the side store of ``hall`` at one moment."""

    def __init__(self, hall: Hall) -> None:
        self._database = hall.database
        # The changes of the copy lie in memory, below the storage that takes the blobs.
        self._changes = hall.database.storage.changes._BlobStorage__storage
        self._last = hall.database.lastTransaction()
        self._live = hall.settings.var / FILE
        self._kept = hall.settings.var / "remembered.sqlite"
        hall.house.side.backup(self._kept)

    @property
    def is_untouched(self) -> bool:
        """Whether nothing was committed since."""
        return self._database.lastTransaction() == self._last

    def bring_back(self) -> None:
        """Undo everything since: in the database, in the caches of its connections, in the side store."""
        if not self.is_untouched:
            self._forget_later()
        with closing(sqlite3.connect(self._kept)) as source, closing(sqlite3.connect(self._live)) as target:
            source.backup(target)

    def _forget_later(self) -> None:
        changes = self._changes
        for oid, kept in list(changes._data.items()):
            for tid in [tid for tid in kept if tid > self._last]:
                del kept[tid]
            if not kept:
                del changes._data[oid]
        changes._ltid = self._last
        for instance in self._database._mvcc_storage._instances:
            instance._ltid = z64
        self._database._mvcc_storage.invalidateCache()
