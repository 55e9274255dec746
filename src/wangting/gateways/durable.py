"""Files that survive a power cut: write, fsync, rename, fsync the directory, in this order and nowhere else.

A rename is atomic, so a reader sees the old file or the new one, never half of one; without the fsync of the
directory the new name itself may be lost (DESIGN 6.6).
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from wangting.errors import NoRoom

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})


@contextmanager
def told_as_no_room() -> Iterator[None]:
    """Turn a full, read-only or failing disk into NoRoom; any other fault of the system passes unchanged."""
    try:
        yield
    except OSError as fault:
        if fault.errno in FULL:
            raise NoRoom(reason=errno.errorcode[fault.errno]) from fault
        raise


@contextmanager
def temporary(directory: Path, mode: int = 0o600) -> Iterator[tuple[BinaryIO, Path]]:
    """Yield a new file in ``directory`` with its path; it is gone afterwards unless it was renamed."""
    number, name = tempfile.mkstemp(prefix=".new-", dir=directory)
    path = Path(name)
    try:
        os.fchmod(number, mode)
        with os.fdopen(number, "wb") as stream:
            yield stream, path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def publish(stream: BinaryIO, temporary_path: Path, target: Path) -> None:
    """Fsync ``stream``, rename its file to ``target`` and fsync the directory of ``target``."""
    stream.flush()
    os.fsync(stream.fileno())
    temporary_path.replace(target)
    sync_directory(target.parent)


def sync_directory(directory: Path) -> None:
    """Fsync a directory, so that the names in it are durable."""
    number = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def write(target: Path, content: bytes, mode: int = 0o600) -> None:
    """Replace ``target`` by ``content`` durably; raises NoRoom when the disk is full."""
    with told_as_no_room(), temporary(target.parent, mode) as (stream, path):
        stream.write(content)
        publish(stream, path, target)
