"""A folder of backups: the database by repozo, blobs and staged uploads as links, the side store by its own snapshot.

The order is what makes it whole (QUALITY 3): first the database, then its sums, then the blobs - every blob a saved
transaction names is on the disk before that transaction is - then the uploads of drafts, the side store, and the
uploads again.  The last thing written is a file in ``whole`` that names these parts: what has none is no backup.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ZODB.scripts import repozo

from wangting.errors import Damaged, NotFound
from wangting.gateways.durable import sync_directory, told_as_no_room, write
from wangting.gateways.sums import Sums, sums_of

DATABASE, SUMS, BLOBS, STAGING, SIDE, WHOLE = "database", "sums", "blobs", "staging", "side", "whole"
#: What is there when a hall is there.  A log of SQLite that outlived its file would be played into the restored one.
HALL = ("Data.fs", "side.sqlite", "side.sqlite-wal", "side.sqlite-shm", "side.sqlite-journal")
TEMPORARY = frozenset({"tmp", "links", ".lock"})
#: How repozo names what it writes: by the second, in UTC.
STAMP = "%Y-%m-%d-%H-%M-%S"


class Archive:
    """Saves into one folder, which later runs add to; restores from it into an empty place."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def save(self, var: Path, now: datetime, side_backup: Callable[[Path], None]) -> str:
        """Save the hall under ``var`` while it runs; return the name of the side store's snapshot."""
        with told_as_no_room():
            for name in (DATABASE, SUMS, BLOBS, STAGING, SIDE, WHOLE):
                (self._folder / name).mkdir(parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            self._forget_what_was_not_finished()
            name = f"{now:%Y%m%d-%H%M%S}"
            database, sums = self._save_database(var / "Data.fs", name)
            link_tree(var / "blobs", self._folder / BLOBS)
            link_tree(var / "staging", self._folder / STAGING)
            side_backup(self._folder / SIDE / f"{name}.sqlite")
            link_tree(var / "staging", self._folder / STAGING)
            for part in (DATABASE, SUMS, SIDE):
                sync_directory(self._folder / part)
            parts = {"database": database, "sums": sums, "side": f"{name}.sqlite"}
            write(self._folder / WHOLE / f"{database}.json", json.dumps(parts).encode())
        return parts["side"]

    def _save_database(self, data: Path, name: str) -> tuple[str, str | None]:
        """Save ``data`` and its sums; return the stamp of the first and the name of the second, None for no sums.

        A pack in between gives the file other sums: then both are saved again.
        """
        folder, target = self._folder / DATABASE, self._folder / SUMS / f"{name}.sums"
        while True:
            before = data.stat().st_ino
            while list(folder.glob(time.strftime(STAMP, time.gmtime()) + ".*")):
                time.sleep(0.05)
            options = repozo.parseargs(["-B", "-z", "-Q", "-r", str(folder), "-f", str(data)])
            repozo.do_backup(options)
            summed = sums_of(data).exists()
            if summed:
                shutil.copyfile(sums_of(data), target)
            if data.stat().st_ino == before:
                return max(path.stem for path in folder.glob("*.*fsz")), target.name if summed else None

    def _forget_what_was_not_finished(self) -> None:
        """Remove what a run that was killed saved of the database: the next increment would be joined to it."""
        saved = max((path.stem for path in (self._folder / WHOLE).glob("*.json")), default="")
        for path in (self._folder / DATABASE).iterdir():
            if path.stem > saved or path.name == "tmp.tmp":
                path.unlink()
        for listed in (self._folder / DATABASE).glob("*.dat"):
            lines = listed.read_text("utf-8").splitlines(keepends=True)
            kept = [line for line in lines if line.endswith("\n") and Path(line.split()[0]).stem <= saved]
            if kept != lines:
                write(listed, "".join(kept).encode())

    def restore(self, var: Path) -> None:
        """Restore the newest state that was saved whole; raises NotFound when there is none, Damaged over a hall."""
        left = [name for name in HALL if (var / name).exists()]
        if left:
            raise Damaged("restore_over", found=" ".join(left), next="Move them away first, and the old blobs too.")
        saved = max((self._folder / WHOLE).glob("*.json"), default=None)
        if saved is None:
            raise NotFound("no_backup", next="Name the folder that `wangting backup` wrote to.")
        parts = json.loads(saved.read_text("utf-8"))
        var.mkdir(parents=True, exist_ok=True)
        with told_as_no_room():
            link_tree(self._folder / BLOBS, var / "blobs")
            link_tree(self._folder / STAGING, var / "staging")
            data = var / "Data.fs.restored"
            self._restore_database(data, parts)
            shutil.copyfile(self._folder / SIDE / parts["side"], var / "side.sqlite")
            (var / "side.sqlite").chmod(0o600)
            # Last, because a Data.fs is what says that a hall is there.
            sums_of(data).rename(sums_of(var / "Data.fs"))
            data.rename(var / "Data.fs")
            sync_directory(var)

    def _restore_database(self, data: Path, parts: dict[str, str]) -> None:
        """Join what repozo saved, and give it the sums it had; raises Damaged when it is not what was saved."""
        folder = self._folder / DATABASE
        arguments = ["-R", "-Q", "-w", "-r", str(folder), "-D", parts["database"], "-o", str(data)]
        try:
            repozo.do_recover(repozo.parseargs(arguments))
        except repozo.RepozoError as fault:
            raise Damaged("backup_damaged", next="Take an older backup, or another copy of the folder.") from fault
        data.with_name(data.name + ".index").unlink(missing_ok=True)
        sums_of(data).unlink(missing_ok=True)
        if parts["sums"]:
            shutil.copyfile(self._folder / SUMS / parts["sums"], sums_of(data))
        size = data.stat().st_size
        sums = Sums(sums_of(data))
        try:
            sums.cut(size)
            with data.open("rb") as stream:
                sums.check_end(stream, size)
                sums.catch_up(stream, size)
        finally:
            sums.close()


def link_tree(source: Path, target: Path) -> int:
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
