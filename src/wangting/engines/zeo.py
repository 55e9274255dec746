"""``zeo``: one process has ``Data.fs``, the others ask it over a socket in ``var``.

A socket in a folder of mode 0700 because ZEO knows no passwords: whoever reaches its port reads and writes everything.
Blobs are not sent over it: every process sees the same folder, the server gives each its final name and forces it to
the disk before ``Data.fs`` (gateways/filestorage.py), as the embedded engine does.
"""

from __future__ import annotations

import signal
import threading

from ZEO.asyncio.client import exc_factories
from ZEO.ClientStorage import ClientStorage
from ZEO.Exceptions import ClientDisconnected
from ZEO.StorageServer import StorageServer

from wangting.engines.file import open_engine as open_file
from wangting.engines.meeting import socket_path
from wangting.errors import Damaged, NoRoom
from wangting.settings import Settings

NAME = "1"
#: Seconds a process waits for the server: its restart takes about one.
WAIT = 10
#: Seconds for which one process may hold the others' commits.
STUCK = 60
#: Objects changed by the last transactions are told to a process that was away for no longer than these.
REMEMBERED = 10_000
CACHE = 64 << 20

#: What it raises while its server is away, beside what ZODB itself raises then.
AWAY: tuple[type[Exception], ...] = (ClientDisconnected,)

# What the storage raises at the server is raised at the client under its own name: a full disk is told as one.
for _kind in (NoRoom, Damaged):
    exc_factories[f"{_kind.__module__}.{_kind.__name__}"] = lambda _name, told, kind=_kind: kind(
        told.get("code"), **told.get("facts", {})
    )


def open_engine(settings: Settings, *, read_only: bool = False) -> ClientStorage:
    """Connect to the server; raises NoRoom when it does not answer.

    ``server_sync`` lets each transaction begin with what all others have committed: else somebody who files at one
    process and is shown the receipt by the other would be told that there is none.
    """
    try:
        return ClientStorage(
            str(socket_path(settings.var)),
            storage=NAME,
            name="wangting",
            cache_size=CACHE,
            wait_timeout=WAIT,
            read_only=read_only,
            blob_dir=str(settings.var / "blobs"),
            shared_blob_dir=True,
            server_sync=True,
        )
    except ClientDisconnected as fault:
        following = "Start it: `wangting serve` starts it with the hall."
        raise NoRoom(reason="unreachable", what="the ZEO server", next=following) from fault


class Server:
    """The server's side.  The caller holds the database (``presence.exclusively``)."""

    def __init__(self, settings: Settings) -> None:
        self._path = socket_path(settings.var)
        self._storage = open_file(settings)
        # What a killed server left: nobody listens there, because the database is ours.
        self._path.unlink(missing_ok=True)
        self._server = StorageServer(
            str(self._path),
            {NAME: self._storage},
            invalidation_queue_size=REMEMBERED,
            transaction_timeout=STUCK,
            # Counters merge in the server, which is a process of ours and has their classes.  Were they to merge in the
            # client, ZEO 6.2 would lose the paper of a case whose counter was merged (docs/adr/0022).
            client_conflict_resolution=False,
        )

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, or until :meth:`stop`."""
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, self.stop)
            signal.signal(signal.SIGINT, self.stop)
        try:
            self._server.loop()
        finally:
            self._storage.close()

    def stop(self, *_signal: object) -> None:
        """End between two messages; safe in a signal handler, which must not close a file in the middle of a commit."""
        acceptor = self._server.acceptor
        if acceptor is not None:
            acceptor.event_loop.call_soon_threadsafe(self._server.close)
