"""The SQLite file of the side store: one connection a thread, WAL, and no fault of sqlite3 that gets out raw.

``synchronous = NORMAL`` never damages the file but may lose the last commits at a power cut; rooms whose commits
are acknowledged to people write with ``full=True``, which is ``FULL``: the log is fsynced before the commit
returns (https://www.sqlite.org/pragma.html#pragma_synchronous).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from wangting.errors import Damaged, NoRoom
from wangting.gateways import choice, durable
from wangting.gateways.side.schema import STEPS
from wangting.gateways.side.threads import ThreadConnections

BUSY_SECONDS = 10
"""How long a writer waits for another one; a commit takes milliseconds, so beyond this something is wrong."""

_NO_ROOM = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_IOERR: "input_output",
    sqlite3.SQLITE_CANTOPEN: "cannot_open",
}
_DAMAGED = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@contextmanager
def told() -> Iterator[None]:
    """Turn what sqlite3 says of the disk into NoRoom and Damaged; a fault of our own SQL passes unchanged."""
    try:
        yield
    except sqlite3.DatabaseError as fault:
        primary = getattr(fault, "sqlite_errorcode", 0) & 0xFF
        if primary in _NO_ROOM:
            raise NoRoom(reason=_NO_ROOM[primary]) from fault
        if primary in _DAMAGED:
            raise Damaged("side_store_damaged") from fault
        raise


class SqliteDatabase:
    """One SQLite file; see ``statements.Database``."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        self.path = path
        self._busy = busy_seconds
        self._connections = ThreadConnections(self._connect)
        choice.private_directory(path.parent)
        with durable.told_as_no_room():
            os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def rows(self, statement: str, *values: object) -> Sequence[tuple]:
        """Return all rows of a reading statement; raises NoRoom, Damaged."""
        with told():
            return self._connections.mine().execute(statement, values).fetchall()

    def row(self, statement: str, *values: object) -> tuple | None:
        """Return the first row of a reading statement or None; raises NoRoom, Damaged."""
        with told():
            return self._connections.mine().execute(statement, values).fetchone()

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection that sees one state of the store through several statements."""
        with told():
            connection = self._connections.mine()
            connection.execute("BEGIN DEFERRED")
            try:
                yield connection
            finally:
                # Nothing was written, so ending by rollback loses nothing and cannot fail for want of room.
                connection.execute("ROLLBACK")

    @contextmanager
    def write(self, *, full: bool = False, about: str | bytes | None = None) -> Iterator[sqlite3.Connection]:
        """Yield a connection inside one transaction, committed at the end, rolled back by any error."""
        del about  # SQLite has one writer at a time, whatever it writes about.
        with told():
            connection = self._connections.mine()
            # The level cannot change inside a transaction, so it is set before it begins.
            connection.execute(f"PRAGMA synchronous = {'FULL' if full else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                # A full disk may have rolled the transaction back already.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def backup(self, target: Path) -> None:
        """Write a consistent copy of the whole file to ``target``, durably, while others go on writing.

        The copy keeps no log beside it: it is one file of mode 0600, ready to be moved; raises NoRoom.
        """
        with told(), durable.told_as_no_room(), durable.temporary(target.parent) as (stream, path):
            copy = sqlite3.connect(path, isolation_level=None)
            try:
                self._connections.mine().backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE").fetchall()
            finally:
                copy.close()
            durable.publish(stream, path, target)

    def close(self) -> None:
        """Close the connections of all threads; the store is not used afterwards."""
        self._connections.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=self._busy, isolation_level=None, check_same_thread=False)
        # secure_delete overwrites what was erased: drafts and codes leave no residue (DOMAIN 8).
        try:
            for pragma in ("journal_mode = WAL", "foreign_keys = ON", "secure_delete = ON", "temp_store = MEMORY"):
                connection.execute(f"PRAGMA {pragma}").fetchall()
        except BaseException:
            connection.close()
            raise
        return connection

    def _bring_up_to_date(self) -> None:
        with self.write(full=True) as connection:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > len(STEPS):
                raise Damaged("side_store_newer", found=version, known=len(STEPS))
            for step in STEPS[version:]:
                for statement in step:
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {len(STEPS)}")
