"""One provisioned installation a session; over it, for each test, a throw-away copy with a clock that can be moved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
from transaction import TransactionManager
from webtest import TestApp
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage

import handing
from narrowing import first_codes, narrowed
from wangting.app import make_app
from wangting.clock import ZONE, MovableClock
from wangting.declare import Declared, load
from wangting.gateways.identity.organisations import FILE as ORGANISATIONS
from wangting.gateways.identity.population import FILE as POPULATION
from wangting.scripts.provision import ACCOUNTS, provision
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.services.working.worker import Worker
from wangting.services.workroom import House, Workroom
from wangting.settings import Settings, parse
from wangting.storage import open_database, open_storage

ROOT = Path(__file__).resolve().parent.parent
#: A Monday morning in office hours, in a year whose notice is out.
MONDAY = datetime(2026, 9, 28, 9, 12, tzinfo=ZONE)


@dataclass(frozen=True)
class Installation:
    """What is provisioned once: settings, declared files, the database's files and the sample accounts."""

    settings: Settings
    declared: Declared
    accounts: list[dict]

    def account(self, role: str, hall: str | None = None, unit: str | None = None) -> dict:
        """Return the first sample account of ``role`` in ``hall`` (and ``unit``)."""
        for account in self.accounts:
            if account["role"] == role and hall in (None, account["hall"]) and unit in (None, account["unit"]):
                return account
        raise LookupError((role, hall, unit))


@dataclass
class Hall:
    """A running application of one test."""

    installation: Installation
    settings: Settings
    house: House
    database: DB
    clock: MovableClock
    application: object
    worker: Worker

    def browser(self, *, sign_in: dict | None = None, **environ: str) -> TestApp:
        """Return a new browser, signed in with a sample account when one is given."""
        found = TestApp(self.application, extra_environ={"REMOTE_ADDR": "127.0.0.1", **environ})
        if sign_in is not None and handing.is_elsewhere(self, environ.get("HTTP_HOST", "")):
            handing.sign_in(self, found, sign_in)
        elif sign_in is not None:
            form = found.get("/sign-in").forms["sign-in"]
            form["login"], form["password"] = sign_in["login"], sign_in["password"]
            assert form.submit().status_int == 303
        return found

    @contextmanager
    def room(self, *, commit: bool = False) -> Iterator[Workroom]:
        """Open services over a connection of their own; what they wrote is kept only with ``commit``."""
        manager = TransactionManager()
        connection = self.database.open(transaction_manager=manager)
        try:
            yield Workroom(self.house, connection.root(), self.house.slots.shared())
            if commit:
                manager.commit()
        finally:
            manager.abort()
            connection.close()

    def account(self, role: str, hall: str | None = None, unit: str | None = None) -> dict:
        """Return a sample account."""
        return self.installation.account(role, hall, unit)


@pytest.fixture(scope="session")
def whole() -> Declared:
    """Everything that is declared, read once."""
    return load(ROOT)


@pytest.fixture(scope="session")
def installation(whole: Declared, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Provision the six halls once with the fourteen items made by hand; tests open the FileStorage read-only."""
    return _installed(narrowed(whole, first_codes(ROOT)), tmp_path_factory.mktemp("installation") / "var")


@pytest.fixture(scope="session")
def whole_installation(whole: Declared, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Provision everything once, which takes seconds: for tests of the whole catalogue only."""
    return _installed(whole, tmp_path_factory.mktemp("whole") / "var")


def _installed(declared: Declared, var: Path) -> Installation:
    settings = parse(
        {
            "wangting.mode": "demo",
            "wangting.home": str(ROOT),
            "wangting.var": str(var),
            "wangting.public_url": "http://localhost",
            # A clock that stands still ends no minute; tests/security/test_rates.py turns them on.
            "wangting.rates": "off",
        }
    )
    clock = MovableClock(MONDAY)
    make_keys(settings, declared.tenants, clock)
    house = open_house(settings, declared, clock)
    database = open_database(open_storage(var))
    provision(settings, declared, house, database, make_app(settings, declared, house, database).registry)
    database.close()
    house.side.close()
    return Installation(settings, declared, json.loads((var / ACCOUNTS).read_text("utf-8")))


@pytest.fixture
def hall(installation: Installation, tmp_path: Path) -> Iterator[Hall]:
    """Run the application over a copy-on-write view of the installation."""
    with running(installation, tmp_path / "var") as found:
        yield found


@pytest.fixture
def whole_hall(whole_installation: Installation, tmp_path: Path) -> Iterator[Hall]:
    """Run the application over a copy-on-write view of the installation with the whole catalogue."""
    with running(whole_installation, tmp_path / "var") as found:
        yield found


@contextmanager
def running(installation: Installation, var: Path) -> Iterator[Hall]:
    shutil.copytree(installation.settings.var / "keys", var / "keys")
    for register in (POPULATION, ORGANISATIONS):
        shutil.copy(installation.settings.var / register, var / register)
    (var / "templates").symlink_to(installation.settings.var / "templates")
    settings = replace(installation.settings, var=var)
    clock = MovableClock(MONDAY)
    house = open_house(settings, installation.declared, clock)
    base = open_storage(installation.settings.var, read_only=True)
    database = open_database(DemoStorage(base=base))
    application = make_app(settings, installation.declared, house, database)
    yield Hall(installation, settings, house, database, clock, application, Worker(house, database))
    database.close()
    house.side.close()
