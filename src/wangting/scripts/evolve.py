"""``wangting evolve``: brings a database written by an older release to this one."""

from __future__ import annotations

import argparse
from pathlib import Path

from wangting.app import make_app
from wangting.declare import load
from wangting.errors import NotFound
from wangting.scripts.running import reading, writing
from wangting.services.opening import open_house
from wangting.settings import read
from wangting.substrate.evolving import evolve, unfinished
from wangting.substrate.site import SITE_KEY

HELP = "Run the steps that a newer release needs of an older database; make a backup first."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("--dry-run", action="store_true", help="print the steps that would run; nothing is written")


def run(args: argparse.Namespace) -> int:
    """Run what was not run before; run again, it does nothing."""
    settings = read(args.ini)
    declared = load(settings.home, base=False)
    with (reading if args.dry_run else writing)(settings) as database:
        house = open_house(settings, declared)
        try:
            registry = make_app(settings, declared, house, database).registry
            with database.transaction() as connection:
                if SITE_KEY not in connection.root():
                    raise NotFound("not_provisioned", next="Run `wangting provision`: a new hall needs no steps.")
                names = [name for name, _step in unfinished(connection.root(), registry)]
            for name in names if args.dry_run else evolve(database, registry, house.clock):
                print(f"would run {name}" if args.dry_run else f"done {name}", flush=True)
        finally:
            house.side.close()
    print(f"{len(names)} steps" if names else "nothing to do: the database is that of this release")
    return 0
