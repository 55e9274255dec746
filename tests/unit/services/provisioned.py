"""A copy of the installation that may be provisioned again, on a FileStorage of its own, and ways to edit its files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ZODB.DB import DB

from wangting.app import make_app
from wangting.clock import ZONE, MovableClock
from wangting.declare import Declared
from wangting.scripts.provision import provision
from wangting.services.opening import open_house
from wangting.services.provisioning.report import Report
from wangting.services.provisioning.service import Provisioning
from wangting.services.workroom import House, Workroom
from wangting.settings import Settings
from wangting.storage import open_database, open_storage

#: The day on which the town is provisioned again.
TODAY = datetime(2026, 9, 28, 9, 12, tzinfo=ZONE)


@dataclass
class Town:
    """An open installation; ``declared`` are the files it was made from."""

    settings: Settings
    declared: Declared
    house: House
    database: DB
    registry: object

    def provision(self, declared: Declared | None = None) -> Report:
        """Provision again, from other files when they are given."""
        return provision(self.settings, declared or self.declared, self.house, self.database, self.registry)

    def plan(self, declared: Declared) -> Report:
        """Return what provisioning from these files would do."""
        with self.room() as room:
            return Provisioning(room._root, None, declared, TODAY.date()).plan()

    @property
    def tid(self) -> bytes:
        """The last transaction that was written."""
        return self.database.lastTransaction()

    @contextmanager
    def room(self) -> Iterator[Workroom]:
        """Open services; what is written is kept."""
        with self.database.transaction() as connection:
            yield Workroom(self.house, connection.root(), self.house.worker_slot)


@contextmanager
def mould(installation: Any, var: Path) -> Iterator[Town]:
    """Open a copy of ``installation`` whose house and registry serve all copies: making an application takes long."""
    with _opened(installation.settings, var) as (settings, database):
        house = open_house(settings, installation.declared, MovableClock(TODAY))
        registry = make_app(settings, installation.declared, house, database).registry
        yield Town(settings, installation.declared, house, database, registry)
        house.side.close()


@contextmanager
def town(mould: Town, var: Path) -> Iterator[Town]:
    """Open a copy of the mould's files."""
    with _opened(mould.settings, var) as (settings, database):
        yield replace(mould, settings=settings, database=database)


@contextmanager
def _opened(settings: Settings, var: Path) -> Iterator[tuple[Settings, DB]]:
    shutil.copytree(settings.var, var, ignore=shutil.ignore_patterns("*.lock"))
    database = open_database(open_storage(var))
    try:
        yield replace(settings, var=var), database
    finally:
        database.close()


def with_item(declared: Declared, code: str, edition: Mapping | None = None, **changes: object) -> Declared:
    """Return ``declared`` with an item's record changed, and with its edition changed."""
    record = replace(declared.items[code], **changes)
    record = replace(record, edition=MappingProxyType({**record.edition, **(edition or {})}))
    return replace(declared, items=MappingProxyType({**declared.items, code: record}))


def with_hall(declared: Declared, key: str, **changes: object) -> Declared:
    """Return ``declared`` with a hall's file changed."""
    halls = {**declared.tenants, key: replace(declared.tenants[key], **changes)}
    return replace(declared, tenants=MappingProxyType(halls))


def with_offer(declared: Declared, key: str, code: str, **changes: object) -> Declared:
    """Return ``declared`` with one line of a hall's list changed."""
    offers = tuple(
        replace(row, **changes) if row.code == code else row for row in declared.tenants[key].implementations
    )
    return with_hall(declared, key, implementations=offers)


def without(declared: Declared, code: str) -> Declared:
    """Return ``declared`` with an item nobody declares and no hall offers."""
    for key, hall in declared.tenants.items():
        offers = tuple(row for row in hall.implementations if row.code != code)
        declared = with_hall(declared, key, implementations=offers)
    left = {key: item for key, item in declared.items.items() if key != code}
    return replace(declared, items=MappingProxyType(left))
