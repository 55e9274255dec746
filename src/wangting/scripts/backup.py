"""``wangting backup``: saves a running or a stopped hall."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

from wangting.clock import SystemClock
from wangting.gateways.archive import Archive
from wangting.gateways.side.opening import open_side
from wangting.gateways.vault import key_path, open_vault
from wangting.scripts.running import refuse_postgresql
from wangting.services.watching import note_backup
from wangting.settings import read

HELP = "Save database, blobs, drafts and the side store into a folder; the hall may be running."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("ini", type=Path, help="the settings, such as etc/wangting.ini")
    parser.add_argument("folder", type=Path, help="where backups are kept; later runs add to it")
    parser.add_argument("--keys", type=Path, help="also copy the keys there: somewhere else, locked away")


def run(args: argparse.Namespace) -> int:
    """Save, and say what is not in the backup."""
    settings, clock = read(args.ini), SystemClock()
    refuse_postgresql(settings)
    side = open_side(settings.options, settings.var, clock, open_vault(settings.options, settings.var))
    try:
        name = Archive(args.folder).save(settings.var, clock.now(), side.backup)
    finally:
        side.close()
    note_backup(settings.var)
    print(f"saved into {args.folder}, side store as {name}")
    keys = key_path(settings.options, settings.var).parent
    if args.keys:
        shutil.copytree(keys, args.keys, dirs_exist_ok=True)
        args.keys.chmod(0o700)
        print(f"keys copied into {args.keys}: keep them apart from the backup")
    else:
        print("The keys are not in it, on purpose; without them nobody can read ID and phone numbers again.")
        print("Keep a copy of them somewhere else: `wangting backup --keys FOLDER …`.")
    return 0
