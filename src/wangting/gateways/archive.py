"""A folder of backups: the database by repozo, blobs and staged uploads as links, the side store by its own snapshot.

The order is what makes it whole (QUALITY 3): first the database, then the blobs - every blob a saved transaction names
is on the disk before that transaction is - then the uploads of drafts, the side store, and the uploads again.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ZODB.scripts import repozo

from wangting.errors import Damaged, NotFound
from wangting.gateways.durable import sync_directory, told_as_no_room

DATABASE, BLOBS, STAGING, SIDE = "database", "blobs", "staging", "side"
#: What is there when a hall is there.  A log of SQLite that outlived its file would be played into the restored one.
HALL = ("Data.fs", "side.sqlite", "side.sqlite-wal", "side.sqlite-shm", "side.sqlite-journal")
TEMPORARY = frozenset({"tmp", "links", ".lock"})


class Archive:
    """Saves into one folder, which later runs add to; restores from it into an empty place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, var: Path, now: datetime, side_backup: Callable[[Path], None]) -> str:
        """Save the hall under ``var`` while it runs; return the name of the side store's snapshot."""
        with told_as_no_room():
            for name in (DATABASE, BLOBS, STAGING, SIDE):
                (self._folder / name).mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            repozo.main(["-B", "-z", "-Q", "-r", str(self._folder / DATABASE), "-f", str(var / "Data.fs")])
            _link_tree(var / "blobs", self._folder / BLOBS)
            _link_tree(var / "staging", self._folder / STAGING)
            name = f"{now:%Y%m%d-%H%M%S}.sqlite"
            side_backup(self._folder / SIDE / name)
            _link_tree(var / "staging", self._folder / STAGING)
            sync_directory(self._folder / SIDE)
        return name

    def restore(self, var: Path) -> None:
        """Restore the newest state into ``var``; raises NotFound when there is none, Damaged over an existing hall."""
        left = [name for name in HALL if (var / name).exists()]
        if left:
            raise Damaged("restore_over", found=" ".join(left), next="Move them away first, and the old blobs too.")
        snapshots = sorted((self._folder / SIDE).glob("*.sqlite"))
        if not snapshots:
            raise NotFound("no_backup", next="Name the folder that `wangting backup` wrote to.")
        var.mkdir(parents=True, exist_ok=True)
        with told_as_no_room():
            _link_tree(self._folder / BLOBS, var / "blobs")
            _link_tree(self._folder / STAGING, var / "staging")
            shutil.copyfile(snapshots[-1], var / "side.sqlite")
            (var / "side.sqlite").chmod(0o600)
            # Last, because a Data.fs is what says that a hall is there.
            repozo.main(["-R", "-Q", "-r", str(self._folder / DATABASE), "-o", str(var / "Data.fs")])
            sync_directory(var)


def _link_tree(source: Path, target: Path) -> int:
    """Link every file below ``source`` that ``target`` lacks, copying across file systems; return how many."""
    made = 0
    for folder, folders, files in os.walk(source):
        folders[:] = [name for name in folders if name not in TEMPORARY]
        here = target / Path(folder).relative_to(source)
        here.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = [name for name in files if name not in TEMPORARY and not (here / name).exists()]
        for name in fresh:
            made += _link(Path(folder) / name, here / name)
        if fresh:
            sync_directory(here)
    return made


def _link(source: Path, target: Path) -> int:
    try:
        target.hardlink_to(source)
    except FileNotFoundError:
        # Filed or removed since the folder was listed: what needs it is not in this backup, or its case has the blob.
        return 0
    except OSError as fault:
        if fault.errno not in (errno.EXDEV, errno.EPERM, errno.EMLINK):
            raise
        partial = target.with_name(target.name + ".part")
        shutil.copyfile(source, partial)
        partial.replace(target)
    return 1
