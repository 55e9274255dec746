"""Staged uploads: the files of a draft, durable before they are acknowledged, moved into a blob only at submit.

DESIGN 6.6: ``Blob.consumeFile`` moves the file it is given and an abort destroys it, so it is given a hard link;
a retried submit finds the staged file where it was.  Files are named by their SHA-256, so the same paper in two
drafts is one file, and what is read can be verified.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from wangting.errors import Damaged, NotFound, TooLarge
from wangting.gateways import choice, durable
from wangting.gateways.runs import Runs

_CHUNK = 256 * 1024
#: Files that are judged under one hold of the lock: uploads wait for a few milliseconds, however many there are.
AT_ONCE = 50
_NAME = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True)
class Staged:
    """What was staged: its SHA-256 in 64 hexadecimal digits and its size in bytes."""

    sha256: str
    size: int


class Staging:
    """The directory of staged uploads; safe between threads and between processes of one machine."""

    def __init__(self, directory: Path) -> None:
        self._directory = choice.private_directory(directory)
        self._links = choice.private_directory(directory / "links")
        #: How far long work with staged files is.
        self.runs = Runs(directory / "runs")

    def add(self, stream: BinaryIO, limit: int) -> Staged:
        """Store ``stream`` durably; raises TooLarge beyond ``limit`` bytes, NoRoom when the disk is full.

        The file is always written anew, never taken over from one that exists: that one may just be discarded.
        """
        digest, size = hashlib.sha256(), 0
        with durable.told_as_no_room(), durable.temporary(self._directory) as (target, path):
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > limit:
                    raise TooLarge("file_too_large", limit=limit)
                digest.update(chunk)
                target.write(chunk)
            sha256 = digest.hexdigest()
            durable.publish(target, path, self._directory / sha256)
        return Staged(sha256, size)

    @contextmanager
    def keeping(self) -> Iterator[None]:
        """Hold off discards: wrap ``add`` and the recording of the file in the draft, which uses it from then on."""
        with self._locked(fcntl.LOCK_SH):
            yield

    def path(self, sha256: str) -> Path:
        """Return the path of a staged file; raises NotFound, also for a name that is no SHA-256."""
        path = self._directory / sha256
        if not _NAME.match(sha256) or not path.is_file():
            raise NotFound("file_not_staged", sha256=sha256[:64])
        return path

    def all(self) -> list[Path]:
        """Return the path of every staged file; its name is its SHA-256."""
        return sorted(path for path in self._directory.iterdir() if _NAME.match(path.name))

    def open(self, sha256: str) -> BinaryIO:
        """Open a staged file for reading; raises NotFound."""
        return self.path(sha256).open("rb")

    def link(self, sha256: str) -> Path:
        """Return a new hard link to a staged file, for ``Blob.consumeFile``; raises NotFound, NoRoom.

        A link left over by an aborted transaction is removed by :meth:`sweep`.
        """
        link = self._links / f"{sha256}.{secrets.token_hex(8)}"
        with durable.told_as_no_room():
            os.link(self.path(sha256), link)
        return link

    def verify(self, sha256: str) -> int:
        """Return the size in bytes after reading the file back; raises Damaged when its digest differs, NotFound."""
        with self.open(sha256) as stream:
            if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
                raise Damaged("file_damaged", sha256=sha256)
            return stream.tell()

    def discard(self, sha256s: Iterable[str], in_use: Callable[[str], object]) -> int:
        """Remove the named files that ``in_use`` no longer claims; return how many went.

        ``in_use`` is asked under a lock that excludes :meth:`keeping`: a file just staged by another draft stays.
        """
        removed, waiting = 0, iter(sha256s)
        while batch := tuple(islice(waiting, AT_ONCE)):
            with self._locked(fcntl.LOCK_EX):
                removed += sum(self._discarded(sha256, in_use) for sha256 in batch)
        return removed

    def _discarded(self, sha256: str, in_use: Callable[[str], object]) -> bool:
        if not _NAME.match(sha256) or in_use(sha256):
            return False
        try:
            (self._directory / sha256).unlink()
        except FileNotFoundError:
            return False
        return True

    def sweep(self, in_use: Callable[[str], object], before: datetime) -> int:
        """Remove what nobody claims and was staged or linked before ``before``; return how many files went.

        This is for what a crash left: uploads recorded in no draft, half-written files, links of aborted submits.
        The time of change is asked, not that of writing: a new link of an old file is in use just now.
        """
        limit, old = before.timestamp(), []
        for entry in [*os.scandir(self._directory), *os.scandir(self._links)]:
            with suppress(FileNotFoundError):
                if entry.is_file() and entry.name != ".lock" and entry.stat().st_ctime < limit:
                    old.append(entry)
        stale = [entry for entry in old if not _NAME.match(entry.name)]
        for entry in stale:
            with suppress(FileNotFoundError):
                Path(entry.path).unlink()
        return len(stale) + self.discard([entry.name for entry in old if _NAME.match(entry.name)], in_use)

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        with (self._directory / ".lock").open("ab") as lock:
            fcntl.flock(lock, how)
            yield


def open_staging(var: Path) -> Staging:
    """Return the staging area under ``var``, which must be on the file system of the blobs (hard links)."""
    return Staging(var / "staging")
