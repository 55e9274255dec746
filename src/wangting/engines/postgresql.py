"""``relstorage``: the halls in PostgreSQL, for several machines.

Blobs are kept in the database too, so that one commit holds a case and its papers, and one ``pg_dump`` saves both; what
lies in ``var/blobcache`` can be thrown away.  History is kept: undo works as it does in a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from relstorage.adapters.postgresql import PostgreSQLAdapter
from relstorage.options import Options
from relstorage.storage import RelStorage

from wangting.engines.presence import WorkerIsRunning
from wangting.errors import NoRoom
from wangting.gateways import choice
from wangting.gateways.side.opening import DSN
from wangting.settings import Settings

#: What it raises while its server is away, beside what ZODB itself raises then.
AWAY: tuple[type[Exception], ...] = (psycopg2.OperationalError, psycopg2.InterfaceError)
#: How our connections are called in ``pg_stat_activity``.
NAME = "wangting"
BLOB_CACHE = 2 << 30
CACHE_MB = 64
#: Seconds for which one process may hold the others' commits.
COMMIT_WAIT = 30


def dsn_of(settings: Settings) -> str:
    """Return where PostgreSQL is; raises DeclarationError when the settings do not say."""
    return choice.required(settings.options, DSN, "say where PostgreSQL is, such as: host=db dbname=wangting")


def open_engine(settings: Settings, *, read_only: bool = False) -> RelStorage:
    """Connect, making the tables at the first time; raises NoRoom when the server does not answer."""
    dsn = psycopg2.extensions.make_dsn(dsn_of(settings), application_name=NAME)
    options = Options(
        keep_history=True,
        read_only=read_only,
        create_schema=not read_only,
        blob_dir=str(settings.var / "blobcache"),
        shared_blob_dir=False,
        blob_cache_size=BLOB_CACHE,
        cache_local_mb=CACHE_MB,
        commit_lock_timeout=COMMIT_WAIT,
        driver="psycopg2",
    )
    try:
        return RelStorage(PostgreSQLAdapter(dsn=dsn, options=options), name=NAME, options=options)
    except psycopg2.OperationalError as fault:
        following = "Look whether PostgreSQL runs and lets us in: psql with the words of wangting.postgresql.dsn."
        raise NoRoom(reason="unreachable", what="PostgreSQL", next=following) from fault


def others_at_work(settings: Settings) -> int:
    """Return how many connections of halls there are, on whatever machine; raises NoRoom."""
    try:
        connection = psycopg2.connect(dsn_of(settings), connect_timeout=5)
    except psycopg2.OperationalError as fault:
        raise NoRoom(reason="unreachable", what="PostgreSQL") from fault
    try:
        cursor = connection.cursor()
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            (NAME,),
        )
        return cursor.fetchone()[0]
    finally:
        connection.close()


@contextmanager
def sole_worker(settings: Settings) -> Iterator[None]:
    """Be the only worker of all machines; raises WorkerIsRunning.

    PostgreSQL gives the lock back when the connection ends.  Should it break while we work, another worker may join:
    each message then goes out twice under one id, and nothing is lost.
    """
    connection = psycopg2.connect(dsn_of(settings), application_name=f"{NAME} worker's lock")
    connection.autocommit = True
    try:
        cursor = connection.cursor()
        cursor.execute("SELECT pg_try_advisory_lock(hashtext('wangting worker'))")
        if cursor.fetchone() != (True,):
            raise WorkerIsRunning(next="A worker is at work on some machine already: one is enough.")
        yield
    finally:
        connection.close()
