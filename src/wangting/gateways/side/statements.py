"""What the rooms ask of a database: statements in the SQL that SQLite and PostgreSQL share, with ``?`` for values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol


class Answer(Protocol):
    """What a statement brought."""

    rowcount: int
    description: Sequence[tuple]

    def fetchone(self) -> tuple | None:
        """Return the next row."""

    def fetchmany(self, size: int) -> Sequence[tuple]:
        """Return the next rows."""

    def fetchall(self) -> Sequence[tuple]:
        """Return the rows that are left."""


class Store(Protocol):
    """One running transaction."""

    def execute(self, statement: str, values: Sequence[object] = ()) -> Answer:
        """Run one statement."""

    def executemany(self, statement: str, rows: Iterable[Sequence[object]]) -> object:
        """Run one statement for each row of values."""


class Database(Protocol):
    """A database of the side store; all methods raise NoRoom and Damaged, never a fault of the library."""

    def rows(self, statement: str, *values: object) -> Sequence[tuple]:
        """Return all rows of a reading statement."""

    def row(self, statement: str, *values: object) -> tuple | None:
        """Return the first row of a reading statement or None."""

    def read(self) -> AbstractContextManager[Store]:
        """Yield a store that sees one state through several statements."""

    def write(self, *, full: bool = False, about: str | bytes | None = None) -> AbstractContextManager[Store]:
        """Yield a store inside one transaction, committed at the end, rolled back by any error.

        ``full`` forces the commit to the disk before it returns.  Whoever writes what it has read before names in
        ``about`` what both belong to: two transactions about the same are done one after the other.
        """

    def backup(self, target: Path) -> None:
        """Write a consistent copy of everything to the SQLite file ``target`` while others write."""

    def close(self) -> None:
        """Close the connections of all threads."""
