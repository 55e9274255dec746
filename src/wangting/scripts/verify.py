"""``wangting verify``: reads all bytes, ledgers, journals, files, licences and seals, beside a running hall too."""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from transaction import TransactionManager

from wangting.engines.opening import open_beside
from wangting.errors import NotFound
from wangting.gateways.side.checking import damage as side_damage
from wangting.gateways.staging import open_staging
from wangting.gateways.sums import faults
from wangting.gateways.vault import open_vault
from wangting.services.verifying import damage
from wangting.settings import RELSTORAGE, Settings, read
from wangting.storage import open_database

HELP = "Check the bytes of the database, every ledger, journal, file, licence, seal and draft against its digest."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")


def run(args: argparse.Namespace) -> int:
    """Verify; exit 1 when something is damaged."""
    return report(read(args.ini))


def report(settings: Settings) -> int:
    """Print every damage and how much was read; return the exit code."""
    if settings.engine != RELSTORAGE and not (settings.var / "Data.fs").exists():
        raise NotFound("not_provisioned", next="Run `wangting provision` or `wangting restore` first.")
    found = 0
    counted: list[str] = []
    for line in damage_of(settings, counted):
        print(line)
        found += 1
    print(" ".join([*counted, "read:", f"{found} damaged" if found else "all whole"]))
    return 1 if found else 0


def damage_of(settings: Settings, counted: list[str] | None = None) -> Iterator[str]:
    """Yield a line for every damage, that of the bytes first; what was read of the register goes to ``counted``.

    The bytes of PostgreSQL are PostgreSQL's to check (``initdb --data-checksums``); what is in them is read here.
    """
    counted = [] if counted is None else counted
    stored = iter(()) if settings.engine == RELSTORAGE else faults(settings.var / "Data.fs")
    return chain(stored, _register(settings, counted), _staged(settings), _side(settings))


def _register(settings: Settings, counted: list[str]) -> Iterator[str]:
    """Read the register through the database; what was read is said in ``counted``."""
    try:
        database = open_database(open_beside(settings))
    except Exception as fault:  # noqa: BLE001 - altered bytes can raise anything; it is told, and the exit code is 1
        yield f"database: cannot be opened ({type(fault).__name__})"
        return
    manager = TransactionManager()
    try:
        root = database.open(transaction_manager=manager).root()
        register = root["register"]
        yield from damage(register, root["app_root"]["halls"])
        counted.append(f"{sum(len(tree) for tree in register.cases)} cases, {len(register.seals)} seals")
    except Exception as fault:  # noqa: BLE001 - the same
        yield f"database: the register cannot be read ({type(fault).__name__})"
    finally:
        manager.abort()
        database.close()


def _staged(settings: Settings) -> Iterator[str]:
    if not (settings.var / "staging").exists():
        return
    for path in open_staging(settings.var).all():
        with path.open("rb") as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != path.name:
                yield f"staging: {path.name[:12]}… is not what was uploaded"


def _side(settings: Settings) -> Iterator[str]:
    path = settings.var / "side.sqlite"
    return side_damage(path, open_vault(settings.options, settings.var)) if path.exists() else iter(())
