"""``wangting copy``: moves a stopped hall to another engine or another folder, and compares both."""

from __future__ import annotations

import argparse
import shutil
from contextlib import ExitStack
from filecmp import cmp
from pathlib import Path

from wangting.engines.copying import copy, differences, is_empty
from wangting.engines.file import open_engine as open_file
from wangting.engines.opening import open_engine
from wangting.errors import Damaged, NotFound, Refused
from wangting.gateways.archive import link_tree
from wangting.gateways.side.copying import carry
from wangting.gateways.side.opening import DSN, FILE, is_sqlite, open_side_database
from wangting.gateways.staging import open_staging
from wangting.gateways.vault import key_path
from wangting.scripts.running import stopped
from wangting.scripts.telling import Telling
from wangting.settings import RELSTORAGE, Settings, read

HELP = "Copy a stopped hall to another engine, with history, papers, drafts and sessions, and compare every record."
#: Differences that are told one by one.
TOLD = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("source", type=Path, help="the settings of the hall that there is")
    parser.add_argument("target", type=Path, help="the settings of the hall to be: nothing may be there yet")


def run(args: argparse.Namespace) -> int:
    """Copy and compare; exit 1 when the copy is not the same, 3 when one of the halls runs."""
    source, target = read(args.source), read(args.target)
    with ExitStack() as stack:
        stack.enter_context(stopped(source))
        if target.var != source.var:
            stack.enter_context(stopped(target))
        elif target.engine == RELSTORAGE:
            stack.enter_context(stopped(target, holds_folder=True))
        copied = []
        if _place(source) != _place(target):
            copied.append(copy_halls(source, target))
        if _side(source) != _side(target):
            copied.append(copy_side(source, target))
        if not copied:
            raise Refused("same_place", next="Both settings name the same database and side store: nothing to copy.")
        if source.var != target.var:
            copied.append(copy_folders(source, target))
    print("\n".join(copied))
    print(f"Both are the same.  Start the hall with {args.target}; keep the old one until you trust the new one.")
    return 0


def copy_halls(source: Settings, target: Settings) -> str:
    """Copy the database; raises Damaged when the target holds one or does not become the same."""
    with ExitStack() as stack:
        if source.engine != RELSTORAGE and not (source.var / "Data.fs").exists():
            raise NotFound("not_provisioned", next="There is no hall to copy: look at wangting.var of the source.")
        ours = _storage(source, read_only=True)
        stack.callback(ours.close)
        theirs = _storage(target)
        stack.callback(theirs.close)
        if not is_empty(theirs):
            raise Damaged("copy_over", next="The target holds a database already: nothing is overwritten.")
        copy(ours, theirs, Telling("transactions copied"))
        found = 0
        for line in differences(ours, theirs, Telling("transactions compared")):
            found += 1
            if found <= TOLD:
                print(line)
        if found:
            raise Damaged("copy_differs", found=found, next="Throw the copy away; `wangting verify` the source first.")
        return f"{len(ours)} objects, the last transaction {_last(theirs)}: every record and paper compared"


def copy_side(source: Settings, target: Settings) -> str:
    """Copy the side store; raises Damaged when the target holds one or does not become the same."""
    ours, theirs = (open_side_database(settings.options, settings.var) for settings in (source, target))
    try:
        return f"{sum(carry(ours, theirs).values())} rows of the side store, each compared"
    finally:
        ours.close()
        theirs.close()


def copy_folders(source: Settings, target: Settings) -> str:
    """Copy keys and the uploads of drafts; raises Damaged for other keys or an upload that is not what it was."""
    ours, theirs = (key_path(settings.options, settings.var).parent for settings in (source, target))
    if ours != theirs and not theirs.exists():
        shutil.copytree(ours, theirs)
        theirs.chmod(0o700)
    for key in (path for path in ours.rglob("*") if path.is_file()):
        other = theirs / key.relative_to(ours)
        if not other.is_file() or not cmp(key, other, shallow=False):
            raise Damaged("other_keys", key=key.name, next="With other keys nobody reads what was sealed: copy them.")
    staging = open_staging(source.var), open_staging(target.var)
    link_tree(source.var / "staging", target.var / "staging")
    for path in staging[0].all():
        staging[1].verify(path.name)
    return f"keys, and {len(staging[0].all())} uploads of drafts"


def _storage(settings: Settings, *, read_only: bool = False) -> object:
    """Open the storage itself: ZEO's server stands still, so its file is ours."""
    if settings.engine == RELSTORAGE:
        return open_engine(settings, read_only=read_only)
    return open_file(settings, read_only=read_only)


def _place(settings: Settings) -> tuple[str, object]:
    """Return where the halls are: ``file`` and ``zeo`` share their file."""
    if settings.engine == RELSTORAGE:
        return RELSTORAGE, settings.options.get(DSN)
    return "file", settings.var


def _side(settings: Settings) -> object:
    return settings.var / FILE if is_sqlite(settings.options) else settings.options.get(DSN)


def _last(storage: object) -> str:
    return storage.lastTransaction().hex()
