"""Every engine under one suite; ``make test`` takes the file, ``.ci/run`` all three (WANGTING_ENGINES)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from ZODB.DB import DB

import postgres
from wangting.engines.opening import engine_of, open_engine
from wangting.settings import RELSTORAGE, ZEO, Settings, read
from wangting.storage import open_database

ROOT = Path(__file__).parents[3]
ENGINES = os.environ.get("WANGTING_ENGINES", "file").split(",")
OTHER = Path(__file__).with_name("other.py")
#: Seconds in which a server starts, on a busy machine too.
PATIENCE = 60


@dataclass
class Engine:
    """One engine with its server, empty at first."""

    settings: Settings
    ini: Path
    server: object = None
    databases: list[DB] = field(default_factory=list)

    @property
    def name(self) -> str:
        """``file``, ``zeo`` or ``relstorage``."""
        return self.settings.engine

    def open(self) -> DB:
        """Open the database once more: where only one process may write, a test does so once."""
        found = open_database(open_engine(self.settings))
        self.databases.append(found)
        return found

    def close(self) -> None:
        """Close what was opened."""
        while self.databases:
            self.databases.pop().close()

    def restart(self) -> None:
        """Start the server again as after a power cut; an embedded engine has none, so it is closed and opened."""
        if self.server is None:
            self.close()
        else:
            self.server.restart()

    @contextmanager
    def other_process(self) -> Iterator[Other]:
        """Lend another process that has opened the same database."""
        found = Other(self.ini)
        try:
            yield found
        finally:
            found.end()


class Other:
    """Another process: one line asks, one line answers."""

    def __init__(self, ini: Path) -> None:
        words = [sys.executable, str(OTHER), str(ini)]
        self._child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.greeting = self._child.stdout.readline().strip()

    def send(self, line: str) -> None:
        """Ask for something and go on."""
        self._child.stdin.write(line + "\n")
        self._child.stdin.flush()

    def answer(self) -> str:
        """Return the answer."""
        return self._child.stdout.readline().strip()

    def ask(self, line: str) -> str:
        """Ask and wait."""
        self.send(line)
        return self.answer()

    def end(self) -> None:
        """Let it end."""
        self._child.stdin.close()
        self._child.wait(PATIENCE)
        self._child.stdout.close()


class ZeoServer:
    """ZEO's server in a thread of ours; as a process of its own it is killed in tests/engines."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.start()

    def start(self) -> None:
        """Start it."""
        self._server = engine_of(self._settings).Server(self._settings)
        self._thread = threading.Thread(target=self._server.run)
        self._thread.start()

    def end(self) -> None:
        """End it."""
        self._server.stop()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()

    def restart(self) -> None:
        """End it and start it again."""
        self.end()
        self.start()


LOGS = """
[loggers]
keys = root
[handlers]
keys = console
[formatters]
keys =
[logger_root]
level = CRITICAL
handlers = console
[handler_console]
class = StreamHandler
args = (sys.stderr,)
"""


@pytest.fixture(scope="session")
def cluster():
    with postgres.running() as found:
        yield found


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    lines = ["mode = demo", f"home = {ROOT}", f"var = {tmp_path / 'var'}", f"engine = {request.param}"]
    if request.param == RELSTORAGE:
        lines.append(f"postgresql.dsn = {request.getfixturevalue('cluster').new_database()}")
    ini = tmp_path / "hall.ini"
    ini.write_text("[app:main]\n" + "".join(f"wangting.{line}\n" for line in lines) + LOGS, "utf-8")
    settings = read(ini)
    server = request.getfixturevalue("cluster") if request.param == RELSTORAGE else None
    if request.param == ZEO:
        server = ZeoServer(settings)
    found = Engine(settings, ini, server)
    yield found
    found.close()
    if request.param == ZEO:
        server.end()
