"""The side store in PostgreSQL: for several machines, in a schema of its own in the database of the halls.

Where SQLite has one writer at a time, PostgreSQL has many.  Whoever writes what it has read takes an advisory lock
for what both are about (``statements.Database.write``), so that neither a draft nor a counted try is overwritten
(https://www.postgresql.org/docs/current/explicit-locking.html).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path

import psycopg2
import psycopg2.extensions

from wangting.errors import Damaged, NoRoom
from wangting.gateways import durable
from wangting.gateways.side.copying import copy_rows
from wangting.gateways.side.database import SqliteDatabase
from wangting.gateways.side.schema import STEPS, for_postgresql
from wangting.gateways.side.threads import ThreadConnections

SCHEMA = "wangting_side"
BUSY_SECONDS = 10
"""How long a writer waits for another one about the same thing; a commit takes milliseconds."""

#: By the class of SQLSTATE, or the whole of it (https://www.postgresql.org/docs/current/errcodes-appendix.html).
_NO_ROOM = {
    "53100": "full",
    "55P03": "busy",
    "40P01": "busy",
    "25006": "read_only",
    "53": "busy",
    "57": "unreachable",
    "08": "unreachable",
    "58": "input_output",
}
_DAMAGED = "XX"


@contextmanager
def told() -> Iterator[None]:
    """Turn what PostgreSQL says of itself into NoRoom and Damaged; a fault of our own SQL passes unchanged."""
    try:
        yield
    except psycopg2.Error as fault:
        state = fault.pgcode or ""
        if state.startswith(_DAMAGED):
            raise Damaged("side_store_damaged") from fault
        reason = _NO_ROOM.get(state) or _NO_ROOM.get(state[:2])
        if reason is None and not state and isinstance(fault, psycopg2.OperationalError | psycopg2.InterfaceError):
            # A connection that broke, or never came about, has no code.
            reason = "unreachable"
        if reason is not None:
            raise NoRoom(reason=reason) from fault
        raise


@lru_cache(maxsize=256)
def _marked(statement: str) -> str:
    """Return the statement with the marks for values that psycopg2 wants."""
    return statement.replace("%", "%%").replace("?", "%s")


def _plain(value: object) -> object:
    """Return a value as it can be sent: PostgreSQL keeps no NUL in a text, and nothing was ever stored with one."""
    return value.replace("\x00", "\ufffd") if isinstance(value, str) else value


class _Store:
    """One running transaction, see ``statements.Store``."""

    def __init__(self, connection: psycopg2.extensions.connection) -> None:
        self._connection = connection

    def execute(self, statement: str, values: Sequence[object] = ()) -> psycopg2.extensions.cursor:
        """Run one statement."""
        cursor = self._connection.cursor()
        cursor.execute(_marked(statement), [_plain(value) for value in values])
        return cursor

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of values."""
        for row in rows:
            self.execute(statement, row)


class PostgresqlDatabase:
    """One schema of one PostgreSQL database; see ``statements.Database``."""

    def __init__(self, dsn: str, busy_seconds: float = BUSY_SECONDS) -> None:
        self._dsn = dsn
        self._busy = busy_seconds
        self._connections = ThreadConnections(self._connect)
        try:
            self._bring_up_to_date()
        except BaseException:
            self.close()
            raise

    def rows(self, statement: str, *values: object) -> Sequence[tuple]:
        """Return all rows of a reading statement; raises NoRoom, Damaged."""
        return self._alone(statement, values).fetchall()

    def row(self, statement: str, *values: object) -> tuple | None:
        """Return the first row of a reading statement or None; raises NoRoom, Damaged."""
        return self._alone(statement, values).fetchone()

    @contextmanager
    def read(self) -> Iterator[_Store]:
        """Yield a store that sees one state through several statements."""
        with self._transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY") as store:
            yield store

    @contextmanager
    def write(self, *, full: bool = False, about: str | bytes | None = None) -> Iterator[_Store]:
        """Yield a store inside one transaction, committed at the end, rolled back by any error.

        Without ``full`` a crash of the server may lose the last commits, but never half of one
        (https://www.postgresql.org/docs/current/wal-async-commit.html).
        """
        begin = f"BEGIN; SET LOCAL synchronous_commit TO {'ON' if full else 'OFF'}"
        with self._transaction(begin) as store:
            if about is not None:
                store.execute("SELECT pg_advisory_xact_lock(?)", (_lock_of(about),))
            yield store

    def backup(self, target: Path) -> None:
        """Write all rows as they are at one moment to the SQLite file ``target``, durably; raises NoRoom."""
        with durable.told_as_no_room(), durable.temporary(target.parent) as (stream, path):
            copy = SqliteDatabase(path)
            try:
                copy_rows(self, copy)
                # One file, ready to be moved: what SQLite keeps beside it is written back into it.
                copy.rows("PRAGMA journal_mode = DELETE")
            finally:
                copy.close()
            durable.publish(stream, path, target)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._connections.close()

    def _alone(self, statement: str, values: Sequence[object]) -> psycopg2.extensions.cursor:
        """Run one reading statement in no transaction of ours, which saves two journeys to the server."""
        with told():
            try:
                return _Store(self._connections.mine()).execute(statement, values)
            except psycopg2.Error:
                if not self._connections.mine().closed:
                    raise
                self._connections.drop()
                return _Store(self._connections.mine()).execute(statement, values)

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[_Store]:
        with told():
            connection = self._begun(begin)
            try:
                yield _Store(connection)
                connection.cursor().execute("COMMIT")
            except BaseException:
                if not connection.closed:
                    with suppress(psycopg2.Error):
                        connection.cursor().execute("ROLLBACK")
                if connection.closed:
                    self._connections.drop()
                raise

    def _begun(self, begin: str) -> psycopg2.extensions.connection:
        """Return this thread's connection with a transaction begun; one that a restarted server left is replaced."""
        connection = self._connections.mine()
        try:
            connection.cursor().execute(begin)
        except psycopg2.Error:
            if not connection.closed:
                raise
            self._connections.drop()
            connection = self._connections.mine()
            connection.cursor().execute(begin)
        return connection

    def _connect(self) -> psycopg2.extensions.connection:
        busy = round(self._busy * 1000)
        options = f"-c search_path={SCHEMA} -c lock_timeout={busy} -c client_min_messages=warning"
        connection = psycopg2.connect(
            self._dsn, options=options, connect_timeout=5, application_name="wangting side store"
        )
        # Transactions are begun and ended by our own statements.
        connection.autocommit = True
        psycopg2.extensions.register_type(_BYTES, connection)
        return connection

    def _bring_up_to_date(self) -> None:
        with self.write(full=True, about="schema") as store:
            store.execute(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
            store.execute("CREATE TABLE IF NOT EXISTS version (number BIGINT NOT NULL)")
            version = (store.execute("SELECT number FROM version").fetchone() or (0,))[0]
            if version > len(STEPS):
                raise Damaged("side_store_newer", found=version, known=len(STEPS))
            for step in STEPS[version:]:
                for statement in step:
                    store.execute(for_postgresql(statement))
            if version < len(STEPS):
                store.execute("DELETE FROM version")
                store.execute("INSERT INTO version (number) VALUES (?)", (len(STEPS),))


def _lock_of(about: str | bytes) -> int:
    """Return the number of an advisory lock; two things that share one by chance only wait for each other."""
    digest = hashlib.sha256(about if isinstance(about, bytes) else about.encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big", signed=True)


def _bytes(value: str | None, cursor: psycopg2.extensions.cursor) -> bytes | None:
    found = psycopg2.BINARY(value, cursor)
    return None if found is None else bytes(found)


_BYTES = psycopg2.extensions.new_type(psycopg2.BINARY.values, "BYTES", _bytes)
