"""Which side store there is, and how it is opened."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from pathlib import Path

from wangting.clock import Clock
from wangting.gateways import choice
from wangting.gateways.side.codes import StoredCodes
from wangting.gateways.side.database import SqliteDatabase
from wangting.gateways.side.drafts import StoredDrafts
from wangting.gateways.side.interface import SideStore
from wangting.gateways.side.logs import StoredLooks, StoredQueries
from wangting.gateways.side.parking import StoredParking
from wangting.gateways.side.sessions import StoredSessions
from wangting.gateways.side.statements import Database
from wangting.gateways.side.throttles import StoredThrottles
from wangting.gateways.vault import Vault

SQLITE, POSTGRESQL = "sqlite", "postgresql"
#: The SQLite file below ``var``.
FILE = "side.sqlite"
#: Where PostgreSQL is: libpq's words, such as ``host=db dbname=wangting user=wangting passfile=/srv/wangting/pgpass``.
DSN = "wangting.postgresql.dsn"


class StoredSide:
    """The rooms over one database."""

    def __init__(self, database: Database, clock: Clock, vault: Vault) -> None:
        self._database = database
        self.sessions = StoredSessions(database, clock, vault)
        self.throttles = StoredThrottles(database, clock, vault)
        self.drafts = StoredDrafts(database, clock, vault)
        self.parked = StoredParking(database, clock, vault)
        self.codes = StoredCodes(database, clock, vault)
        self.looks = StoredLooks(database, clock, vault)
        self.queries = StoredQueries(database, clock, vault)

    def backup(self, target: Path) -> None:
        """Write a consistent copy to the SQLite file ``target`` while others write; raises NoRoom."""
        self._database.backup(target)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()


def open_side(settings: Mapping[str, str], var: Path, clock: Clock, vault: Vault) -> SideStore:
    """Open the side store that ``wangting.side`` names.

    Raises DeclarationError for an unknown name, Damaged for a broken or newer store, NoRoom for a full disk or a
    server that does not answer.
    """
    return StoredSide(open_side_database(settings, var), clock, vault)


def is_sqlite(settings: Mapping[str, str]) -> bool:
    """Return whether the side store is the SQLite file of one machine; raises DeclarationError for an unknown name."""
    return choice.chosen(settings, "wangting.side", SQLITE, (SQLITE, POSTGRESQL)) == SQLITE


def open_side_database(settings: Mapping[str, str], var: Path) -> Database:
    """Open the database of the side store: ``side.sqlite`` under ``var``, or PostgreSQL at ``wangting.postgresql.dsn``.

    Raises as :func:`open_side` does.
    """
    if is_sqlite(settings):
        return SqliteDatabase(var / FILE)
    dsn = choice.required(settings, DSN, "say where PostgreSQL is, such as: host=db dbname=wangting")
    # Only who uses PostgreSQL pays for its library.
    return importlib.import_module("wangting.gateways.side.postgresql").PostgresqlDatabase(dsn)
