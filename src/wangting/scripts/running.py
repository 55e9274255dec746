"""One writing process: a FileStorage admits no second (DESIGN 6.11)."""

from __future__ import annotations

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
    settings.var.mkdir(parents=True, exist_ok=True)
    lock_path = settings.var / "Data.fs.lock"
    try:
        LockFile(str(lock_path)).close()
    except LockError as taken:
        raise HallIsRunning(next="The hall is running: stop it, or use ZEO.") from taken
    yield
