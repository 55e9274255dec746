"""Who may write now: locks that are held for as long as the work lasts, and die with their process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from zc.lockfile import LockError, LockFile

from wangting.errors import WangtingError
from wangting.settings import Settings

#: Held by whoever has the database to itself: the embedded hall, ZEO's server, a command that writes.
HALL_LOCK = "hall.lock"
#: Held by the worker: two of them would send each message twice.
WORKER_LOCK = "worker.lock"


class HallIsRunning(WangtingError):
    """The database is being written by another process."""

    code = "hall_is_running"
    status = 503
    exit_code = 3


class WorkerIsRunning(HallIsRunning):
    """Another worker is at work."""

    code = "worker_is_running"


@contextmanager
def exclusively(settings: Settings) -> Iterator[None]:
    """Hold the database for this process alone; raises HallIsRunning when another one has it.

    FileStorage's own lock is tried as well, because other programs know only that one; it is left to FileStorage.
    """
    private(settings.var)
    following = "The hall is running: stop it first."
    if settings.is_one_process:
        following = "The hall is running: stop it, or move it to ZEO (wangting.engine = zeo)."
    with _held(settings.var / HALL_LOCK, HallIsRunning(next=following)):
        with _held(settings.var / "Data.fs.lock", HallIsRunning(next=following)):
            pass
        yield


@contextmanager
def sole_worker(settings: Settings) -> Iterator[None]:
    """Be the only worker of this machine; raises WorkerIsRunning."""
    private(settings.var)
    with _held(settings.var / WORKER_LOCK, WorkerIsRunning(next="A worker is at work already: one is enough.")):
        yield


def private(var: Path) -> None:
    """Make ``var`` if it is missing: names and cases lie in it, so nobody else on the machine reads it."""
    os.umask(0o077)
    var.mkdir(parents=True, exist_ok=True)
    var.chmod(0o700)


@contextmanager
def _held(path: Path, refusal: HallIsRunning) -> Iterator[None]:
    try:
        lock = LockFile(str(path))
    except LockError as taken:
        raise refusal from taken
    try:
        yield
    finally:
        lock.close()
