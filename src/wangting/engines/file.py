"""``file``: ``Data.fs`` under ``var``, written by one process."""

from __future__ import annotations

from zc.lockfile import LockError
from ZODB.FileStorage import FileStorage

from wangting.engines.presence import HallIsRunning
from wangting.settings import Settings
from wangting.storage import open_storage

#: What it raises while its server is away, beside what ZODB itself raises then: there is no server.
AWAY: tuple[type[Exception], ...] = ()


def open_engine(settings: Settings, *, read_only: bool = False) -> FileStorage:
    """Open it; raises HallIsRunning when another process writes it."""
    try:
        return open_storage(settings.var, read_only=read_only)
    except LockError as taken:
        raise HallIsRunning(next="Another process writes the database: stop it first.") from taken
