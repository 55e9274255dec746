"""One writing process: a FileStorage admits no second (DESIGN 6.11)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from zc.lockfile import LockError, LockFile

from wangting.errors import WangtingError
from wangting.settings import Settings


class HallIsRunning(WangtingError):
    """The database is being written by another process."""

    code = "hall_is_running"
    status = 503
    exit_code = 3


@contextmanager
def exclusively(settings: Settings) -> Iterator[None]:
    """Say clearly that the hall is running, before the storage does it in its own words."""
    # Names and cases lie in var/: nobody else on the machine reads them.
    os.umask(0o077)
    settings.var.mkdir(parents=True, exist_ok=True)
    settings.var.chmod(0o700)
    lock_path = settings.var / "Data.fs.lock"
    try:
        LockFile(str(lock_path)).close()
    except LockError as taken:
        raise HallIsRunning(next="The hall is running: stop it, or use ZEO.") from taken
    yield
