"""One connection to a database for each thread; those of ended threads are closed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    """What can be closed."""

    def close(self) -> None:
        """Close it."""


Connection = TypeVar("Connection", bound=Closing)


class ThreadConnections(Generic[Connection]):
    """Hands every thread its own connection, made by ``connect`` when the thread first asks."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._all: dict[threading.Thread, Connection] = {}
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Return how many connections are open."""
        return len(self._all)

    def mine(self) -> Connection:
        """Return the connection of the calling thread; raises what ``connect`` raises."""
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = self._connect()
            with self._lock:
                for thread in [thread for thread in self._all if not thread.is_alive()]:
                    self._all.pop(thread).close()
                self._all[threading.current_thread()] = connection
        return connection

    def drop(self) -> None:
        """Close the connection of the calling thread: the next call of :meth:`mine` makes another."""
        self._local.connection = None
        with self._lock:
            connection = self._all.pop(threading.current_thread(), None)
        if connection is not None:
            connection.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._all.values():
                connection.close()
            self._all.clear()
            self._local = threading.local()
