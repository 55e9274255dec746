"""``wangting provision``: makes keys, site, halls, items and places; run again, what is new or changed."""

from __future__ import annotations

import argparse
import json
import secrets
from collections.abc import Mapping
from pathlib import Path

import transaction
from ZODB.DB import DB

from wangting.app import make_app
from wangting.clock import SystemClock
from wangting.declare import Declared, load
from wangting.errors import Refused
from wangting.gateways.durable import write
from wangting.gateways.identity.organisations import OrganisationRegister
from wangting.gateways.identity.population import PopulationRegister
from wangting.scripts.running import reading, writing
from wangting.scripts.telling import Telling
from wangting.services.opening import open_house
from wangting.services.provisioning.keys import make_keys
from wangting.services.provisioning.people import MARK, SamplePeople, known_firms, known_samples
from wangting.services.provisioning.report import Report
from wangting.services.provisioning.service import Provisioning, is_current
from wangting.services.workroom import House, Workroom
from wangting.settings import RELSTORAGE, Settings, read
from wangting.substrate.evolving import unfinished
from wangting.substrate.site import SITE_KEY, current, plant

HELP = "Import the declared halls, items and places; later, what only a file changed. What people changed is kept."
ACCOUNTS = "sample-accounts.json"
#: In production the one account that is made: the site manager, whose password is changed at the first sign-in.
FIRST_ACCOUNT = "first-account.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("--dry-run", action="store_true", help="print what would be done; nothing is written")


def run(args: argparse.Namespace) -> int:
    """Provision; exit 3 where the hall that runs must be stopped first."""
    settings = read(args.ini)
    declared = load(settings.home)
    if args.dry_run:
        print("\n".join(["the plan; nothing is written", *plan(settings, declared).lines()]))
        return 0
    print("\n".join(prepare(settings, declared).lines()))
    return 0


def prepare(settings: Settings, declared: Declared | None = None, *, is_part: bool = False) -> Report:
    """Provision the database of ``settings``, as ``running.writing`` lets us; return what was done.

    Without ``declared`` the base catalogue is read only when a file has changed.
    """
    declared = declared or load(settings.home, base=False)
    make_keys(settings, declared.tenants, SystemClock())
    with writing(settings, is_part=is_part) as database:
        house = open_house(settings, declared)
        try:
            registry = make_app(settings, declared, house, database).registry
            return provision(settings, declared, house, database, registry)
        finally:
            house.side.close()


def plan(settings: Settings, declared: Declared) -> Report:
    """Return what provisioning would do; the hall may be running, and need not be there yet."""
    today = SystemClock().now().date()
    if settings.engine != RELSTORAGE and not (settings.var / "Data.fs").exists():
        return Provisioning({}, None, declared, today).plan()
    with reading(settings) as database:
        connection = database.open()
        return Provisioning(connection.root(), None, declared, today).plan()


def provision(settings: Settings, declared: Declared, house: House, database: DB, registry: object) -> Report:
    """Provision an open database in one transaction; write the sample accounts of a demo beside it.

    With ``declared`` read without its base catalogue, that is read here only when a file has changed.
    """
    # The thread's own: Substance D's catalog indexes what is added in no other (docs/adr/0001).
    manager = transaction.manager
    connection = database.open(transaction_manager=manager)
    accounts: list[dict] = []
    try:
        manager.begin()
        root = connection.root()
        with current(registry):
            if SITE_KEY not in root:
                password = secrets.token_urlsafe(12)
                plant(root, registry, "admin", password)
                accounts.append({"role": "site_manager", "hall": None, "unit": None, "name": "admin", "login": "admin",
                                 "password": password, "totp_secret": None})  # fmt: skip
            if steps := unfinished(root, registry):
                raise Refused("evolve_first", steps=len(steps))
            declared = _with_base(declared, settings, root)
            report = _merged(root, registry, declared, house) if declared.whole else Report()
        if settings.is_production and MARK in root["register"].provisioned:
            raise Refused("sample_people", next="Provision an empty var/ for production; samples cannot sign in there.")
        room = Workroom(house, root, house.worker_slot)
        if settings.is_demo and not len(root["register"].parties):
            people = SamplePeople(room.register, room.registering, room.second_factor)
            accounts += people.make(list(declared.tenants.values()))
        if settings.is_demo:
            _fill_registers(house, known_samples(room.registering, house.vault))
        if accounts:
            # Before the commit: accounts whose passwords nobody knows would be worse than a file without accounts.
            text = json.dumps(accounts, ensure_ascii=False, indent=1)
            name = ACCOUNTS if settings.is_demo else FIRST_ACCOUNT
            write(settings.var / name, text.encode(), mode=0o600)
        with current(registry):
            # The catalog indexes what was added now.
            manager.commit()
    finally:
        manager.abort()
        connection.close()
    return report


def _fill_registers(house: House, people: list[tuple[str, str]]) -> None:
    """Let the registers of a demo, where they are the house's own, know its sample people and organisations."""
    if isinstance(house.name_check, PopulationRegister):
        house.name_check.put(people)
    if isinstance(house.firm_check, OrganisationRegister):
        house.firm_check.put(known_firms(people))


def _with_base(declared: Declared, settings: Settings, root: Mapping[str, object]) -> Declared:
    """Return ``declared``, read with its base catalogue where that is needed: files changed, or nobody is there yet."""
    if declared.whole or (is_current(root, declared) and len(root["register"].parties)):
        return declared
    return load(settings.home)


def _merged(root: Mapping[str, object], registry: object, declared: Declared, house: House) -> Report:
    today = house.clock.now().date()
    return Provisioning(root, registry, declared, today, Telling("provisioning")).run()
