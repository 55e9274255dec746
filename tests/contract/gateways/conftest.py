"""Every implementation of a gateway, opened on a fresh directory with a clock that can be moved."""

from datetime import datetime

import pytest

import postgres
from wangting.clock import ZONE, MovableClock
from wangting.gateways import vault
from wangting.gateways.side.opening import open_side

SIDES = ("sqlite", "postgresql")


@pytest.fixture
def clock():
    return MovableClock(datetime(2026, 9, 28, 9, 30, tzinfo=ZONE))


@pytest.fixture
def keyed(tmp_path):
    vault.create_key(vault.key_path({}, tmp_path), sample=True)
    return vault.open_vault({}, tmp_path)


@pytest.fixture(scope="session")
def server():
    with postgres.running() as found:
        yield found


@pytest.fixture(params=SIDES)
def sided(request):
    """Return the settings of one side store."""
    if request.param == "sqlite":
        return {}
    dsn = request.getfixturevalue("server").new_database()
    return {"wangting.side": request.param, "wangting.postgresql.dsn": dsn}


@pytest.fixture
def side(sided, tmp_path, clock, keyed):
    store = open_side(sided, tmp_path, clock, keyed)
    yield store
    store.close()
