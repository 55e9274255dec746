"""Halls on ZEO and in PostgreSQL, run by the real commands in processes of their own: ``.ci/run``, ``make prove``."""

from __future__ import annotations

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import postgres
from proving.figures import (
    figures,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from proving.served import ServedHall
from proving.size import SEED
from wangting.bench.process import Served
from wangting.engines.meeting import answers
from wangting.scripts.command import main
from wangting.scripts.supervising import COMMAND
from wangting.settings import read

__all__ = [
    "figures",
    "pytest_report_header",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
]
#: Seconds in which a server starts, on a busy machine too.
PATIENCE = 60
ZEO = ("engine = zeo", "processes = 2", "slots = 0-7")


@pytest.fixture
def source() -> random.Random:
    """Return the randomness of the test."""
    return random.Random(SEED)


@pytest.fixture(scope="session")
def cluster():
    """Run one PostgreSQL for all tests."""
    with postgres.running() as found:
        yield found


@pytest.fixture
def on_zeo(installation, tmp_path):
    """Return a hall on ZEO: it takes over the files of the embedded one as they are."""
    return ServedHall(installation, tmp_path, settings=ZEO)


@pytest.fixture
def on_postgresql(installation, tmp_path, cluster):
    """Return a hall in PostgreSQL, brought there by ``wangting copy``."""
    (tmp_path / "old").mkdir()
    old = ServedHall(installation, tmp_path / "old")
    (tmp_path / "var").mkdir()
    shutil.copytree(old.var / "templates", tmp_path / "var" / "templates")
    lines = ("engine = relstorage", "side = postgresql", f"postgresql.dsn = {cluster.new_database()}", *ZEO[1:])
    new = ServedHall(installation, tmp_path, settings=lines)
    assert main(["copy", str(old.ini), str(new.ini)]) == 0
    return new


@contextmanager
def part(hall: ServedHall, name: str, *, listen: int | None = None) -> Iterator[Served]:
    """Run one part of a hall, listening at a port of its own when one is given; return once it answers."""
    ini, log = hall.ini, hall.log
    if listen is not None:
        ini = hall.ini.with_name(f"{name}-{listen}.ini")
        lines = hall.ini.read_text("utf-8").replace(f":{hall.port}\n", f":{listen}\n")
        ini.write_text(lines, "utf-8")
    served = Served((*COMMAND[1:], "part", name, str(ini)), listen or hall.port, log)
    try:
        if listen is not None:
            served.wait_until_it_answers()
        until = time.monotonic() + PATIENCE
        while name == "storage" and not answers(hall.var):
            assert served.child.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until
            time.sleep(0.05)
        yield served
    finally:
        assert served.end() == 0, log.read_text("utf-8")[-4000:]


def settings_of(hall: ServedHall, **other: object) -> object:
    """Return the settings of a hall as its processes read them."""
    return replace(read(hall.ini), **other)


def pids_below(pid):
    """Return the processes that ``pid`` has started."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()]
