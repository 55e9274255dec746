"""Which side store there is, and how it is opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wangting.clock import Clock
from wangting.gateways import choice
from wangting.gateways.side.codes import SqliteCodes
from wangting.gateways.side.database import Database
from wangting.gateways.side.drafts import SqliteDrafts
from wangting.gateways.side.interface import SideStore
from wangting.gateways.side.logs import SqliteLooks, SqliteQueries
from wangting.gateways.side.parking import SqliteParking
from wangting.gateways.side.sessions import SqliteSessions
from wangting.gateways.side.throttles import SqliteThrottles
from wangting.gateways.vault import Vault


class SqliteSide:
    """The side store of one machine: one SQLite file."""

    def __init__(self, database: Database, clock: Clock, vault: Vault) -> None:
        self._database = database
        self.sessions = SqliteSessions(database, clock, vault)
        self.throttles = SqliteThrottles(database, clock, vault)
        self.drafts = SqliteDrafts(database, clock, vault)
        self.parked = SqliteParking(database, clock, vault)
        self.codes = SqliteCodes(database, clock, vault)
        self.looks = SqliteLooks(database, clock, vault)
        self.queries = SqliteQueries(database, clock, vault)

    def backup(self, target: Path) -> None:
        """Write a consistent copy to ``target`` while others write; raises NoRoom."""
        self._database.backup(target)

    def close(self) -> None:
        """Close the connections of all threads."""
        self._database.close()


def open_side(settings: Mapping[str, str], var: Path, clock: Clock, vault: Vault) -> SideStore:
    """Open the side store that ``wangting.side`` names (``sqlite``: ``side.sqlite`` under ``var``).

    Raises DeclarationError for an unknown name, Damaged for a broken or newer file, NoRoom for a full disk.
    """
    choice.chosen(settings, "wangting.side", "sqlite", ("sqlite",))
    return SqliteSide(Database(var / "side.sqlite"), clock, vault)
