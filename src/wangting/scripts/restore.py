"""``wangting restore``: brings a saved hall back into an empty place."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from wangting.gateways.archive import Archive
from wangting.gateways.side.copying import carry
from wangting.gateways.side.database import SqliteDatabase
from wangting.gateways.side.opening import FILE, is_sqlite, open_side_database
from wangting.gateways.vault import key_path
from wangting.scripts.running import exclusively, refuse_postgresql
from wangting.scripts.verify import report
from wangting.settings import Settings, read

HELP = "Restore what `wangting backup` saved, and verify it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings; their var must hold no hall")
    parser.add_argument("folder", type=Path, help="the folder of backups")
    parser.add_argument("--keys", type=Path, help="the copy of the keys, when var has none")


def run(args: argparse.Namespace) -> int:
    """Restore and verify; exit 1 when the restored hall is damaged."""
    settings = read(args.ini)
    refuse_postgresql(settings)
    with exclusively(settings):
        Archive(args.folder).restore(settings.var)
        if not is_sqlite(settings.options):
            _into_postgresql(settings)
        keys = key_path(settings.options, settings.var).parent
        if args.keys and not keys.exists():
            shutil.copytree(args.keys, keys)
            keys.chmod(0o700)
    print(f"restored into {settings.var}")
    return report(settings)


def _into_postgresql(settings: Settings) -> None:
    """Carry the side store, which a backup holds as a file, to where the settings say that it is."""
    path = settings.var / FILE
    saved, target = SqliteDatabase(path), open_side_database(settings.options, settings.var)
    try:
        carry(saved, target)
    finally:
        saved.close()
        target.close()
    path.unlink()
