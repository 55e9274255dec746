"""``wangting verify``: reads all ledgers, files, licences and seals, beside a running hall too."""

from __future__ import annotations

import argparse
from pathlib import Path

from transaction import TransactionManager

from wangting.errors import NotFound
from wangting.services.verifying import damage
from wangting.settings import Settings, read
from wangting.storage import open_database, open_storage

HELP = "Check every ledger, file, licence and seal against its digest."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")


def run(args: argparse.Namespace) -> int:
    """Verify; exit 1 when something is damaged."""
    return report(read(args.ini))


def report(settings: Settings) -> int:
    """Print every damage and how much was read; return the exit code."""
    if not (settings.var / "Data.fs").exists():
        raise NotFound("not_provisioned", next="Run `wangting provision` or `wangting restore` first.")
    database = open_database(open_storage(settings.var, read_only=True))
    manager = TransactionManager()
    connection = database.open(transaction_manager=manager)
    try:
        register = connection.root()["register"]
        found = 0
        for line in damage(register):
            print(line)
            found += 1
        cases = sum(len(tree) for tree in register.cases)
        print(f"{cases} cases, {len(register.seals)} seals read: " + (f"{found} damaged" if found else "all whole"))
    finally:
        manager.abort()
        connection.close()
        database.close()
    return 1 if found else 0
