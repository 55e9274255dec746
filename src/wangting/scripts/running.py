"""What a command may do while the hall runs, on each engine (DESIGN 6.11)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext

from transaction import TransactionManager
from ZODB.DB import DB

from wangting.engines.file import open_engine as open_file
from wangting.engines.meeting import answers
from wangting.engines.opening import engine_of, open_beside, open_engine
from wangting.engines.presence import HallIsRunning, exclusively, private, sole_worker
from wangting.errors import NotFound, Refused
from wangting.settings import RELSTORAGE, ZEO, Settings
from wangting.storage import open_database

__all__ = [
    "HallIsRunning",
    "exclusively",
    "looking",
    "reading",
    "refuse_postgresql",
    "sole_worker",
    "stopped",
    "writing",
]


@contextmanager
def writing(settings: Settings, *, is_part: bool = False) -> Iterator[DB]:
    """Yield the database for writing and close it; raises HallIsRunning where only one process may write.

    With ``file`` that is whenever the hall runs.  With ``zeo`` the server is asked when it answers; when it does not,
    its file is ours alone - but a part of a hall waits for the server, which may just be starting again.  With
    ``relstorage`` everybody writes.
    """
    if settings.engine == RELSTORAGE or (settings.engine == ZEO and (is_part or answers(settings.var))):
        private(settings.var)
        with _open(open_engine(settings), settings) as database:
            yield database
    else:
        with exclusively(settings), _open(open_file(settings), settings) as database:
            yield database


@contextmanager
def reading(settings: Settings) -> Iterator[DB]:
    """Yield the database for reading and close it, whether the hall runs or not."""
    with _open(open_beside(settings), settings) as database:
        yield database


@contextmanager
def looking(settings: Settings) -> Iterator[Mapping[str, object]]:
    """Yield the root of a provisioned database for reading, whether the hall runs or not; raises NotFound for none."""
    nothing = NotFound("not_provisioned", next="Run `wangting provision` first.")
    if settings.engine != RELSTORAGE and not (settings.var / "Data.fs").exists():
        raise nothing
    with reading(settings) as database:
        manager = TransactionManager()
        connection = database.open(transaction_manager=manager)
        try:
            if "register" not in connection.root():
                raise nothing
            yield connection.root()
        finally:
            manager.abort()
            connection.close()


@contextmanager
def stopped(settings: Settings, *, holds_folder: bool = False) -> Iterator[None]:
    """Hold a hall that does not run; raises HallIsRunning when it does, on whatever machine.

    With ``holds_folder`` the caller has its ``var`` already.
    """
    with nullcontext() if holds_folder else exclusively(settings):
        if settings.engine == RELSTORAGE and engine_of(settings).others_at_work(settings):
            raise HallIsRunning(next="Somebody is connected to the halls in PostgreSQL: stop every hall first.")
        yield


def refuse_postgresql(settings: Settings) -> None:
    """Raise Refused where PostgreSQL's own tools save and restore the halls, and say which."""
    if settings.engine == RELSTORAGE:
        following = (
            "The halls are in PostgreSQL, which has its own tools.  Save: pg_dump --format=custom --file=halls.dump"
            " (with the words of wangting.postgresql.dsn), then copy var/staging, and var/keys to somewhere else."
            "  Restore: pg_restore into an empty database, put the folders back, run `wangting verify`."
        )
        raise Refused("saved_by_postgresql", next=following)


@contextmanager
def _open(storage: object, settings: Settings) -> Iterator[DB]:
    database = open_database(storage, threads=settings.threads)
    try:
        yield database
    finally:
        database.close()
