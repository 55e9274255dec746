"""Halls on ZEO and in PostgreSQL, run by the real commands in processes of their own: ``.ci/run``, ``make prove``."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace

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
from wangting.scripts.command import main
from wangting.settings import read

__all__ = [
    "figures",
    "pytest_report_header",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
]
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


def settings_of(hall: ServedHall, **other: object) -> object:
    """Return the settings of a hall as its processes read them."""
    return replace(read(hall.ini), **other)
