"""The embedded population register: a SQLite file that can answer whether a name belongs to a number, and nothing else.

It holds keyed hashes only (``gateways.vault``): who takes the file away learns no name and no number.  It is a copy of
what another office keeps, so it is in no backup; provisioning fills that of a demo from the sample people.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from wangting.gateways import choice
from wangting.gateways.identity.interface import AGREES, DIFFERS, UNKNOWN, Unanswered
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import normalised

#: The file below ``var``.
FILE = "population.sqlite"
#: What numbers, and names together with their numbers, are marked for.
NUMBER, PERSON = "population/number", "population/person"
_TABLE = "CREATE TABLE IF NOT EXISTS person (number TEXT PRIMARY KEY, person TEXT NOT NULL) WITHOUT ROWID"
_PUT = "INSERT INTO person VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET person = excluded.person"


class PopulationRegister:
    """See ``interface.NameCheck``; a register that is not there, or empty, is not connected."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._path = path
        self._vault = vault

    def is_connected(self) -> bool:
        """Say whether anybody is in the register."""
        return self._path.exists() and self._row("SELECT 1 FROM person LIMIT 1") is not None

    def compare(self, name: str, id_number: str) -> str:
        """Return AGREES, DIFFERS or UNKNOWN; raises Unanswered for a register that is not there or cannot be read."""
        number, person = self._marks(name, id_number)
        if not self._path.exists():
            raise Unanswered(reason="no_register")
        row = self._row("SELECT person FROM person WHERE number = ?", number)
        if row is None:
            return UNKNOWN
        return AGREES if row[0] == person else DIFFERS

    def put(self, people: Iterable[tuple[str, str]]) -> None:
        """Write (name, ID number) of each; who is there already gets the new name."""
        choice.private_directory(self._path.parent)
        self._path.touch(mode=0o600)
        with closing(sqlite3.connect(self._path)) as store, store:
            store.execute(_TABLE)
            store.executemany(_PUT, [self._marks(*person) for person in people])

    def _row(self, query: str, *values: str) -> tuple | None:
        try:
            with closing(sqlite3.connect(f"{self._path.resolve().as_uri()}?mode=ro", uri=True)) as store:
                return store.execute(query, values).fetchone()
        except sqlite3.Error as fault:
            raise Unanswered(reason=type(fault).__name__) from fault

    def _marks(self, name: str, id_number: str) -> tuple[str, str]:
        number = normalised(id_number)
        return self._vault.mark(NUMBER, number), self._vault.mark(PERSON, f"{number} {''.join(name.split())}")
