"""A register of the house itself: a SQLite file that can say whether something belongs to a number, and nothing else.

It holds keyed hashes only (``gateways.vault``): who takes the file away learns no name and no number.  It is a copy of
what another office keeps, so it is in no backup.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from wangting.gateways import choice
from wangting.gateways.identity.interface import AGREES, DIFFERS, UNKNOWN, Unanswered

_TABLE = "CREATE TABLE IF NOT EXISTS known (number TEXT PRIMARY KEY, said TEXT NOT NULL) WITHOUT ROWID"
_PUT = "INSERT INTO known VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET said = excluded.said"


class MarkedFile:
    """Numbers, each with the mark of what is said of it; one that is not there, or empty, is not connected."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def is_connected(self) -> bool:
        """Say whether anybody is in the register; raises Unanswered for one that cannot be read."""
        return self._path.exists() and self._row("SELECT 1 FROM known LIMIT 1") is not None

    def compare(self, number: str, said: str) -> str:
        """Return AGREES, DIFFERS or UNKNOWN; raises Unanswered for a register that is not there or cannot be read."""
        if not self._path.exists():
            raise Unanswered(reason="no_register")
        row = self._row("SELECT said FROM known WHERE number = ?", number)
        if row is None:
            return UNKNOWN
        return AGREES if row[0] == said else DIFFERS

    def put(self, marks: Iterable[tuple[str, str]]) -> None:
        """Write (number, what is said of it) of each; what was said before of the same number is gone."""
        choice.private_directory(self._path.parent)
        self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path)) as store, store:
            store.execute(_TABLE)
            store.executemany(_PUT, list(marks))

    def _row(self, query: str, *values: str) -> tuple | None:
        try:
            with closing(sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)) as store:
                return store.execute(query, values).fetchone()
        except sqlite3.Error as fault:
            raise Unanswered(reason=type(fault).__name__) from fault
