"""Every implementation of a gateway, opened on a fresh directory with a clock that can be moved."""

from datetime import datetime

import pytest

from wangting.clock import ZONE, MovableClock
from wangting.gateways import vault
from wangting.gateways.side.opening import open_side

SIDES = ("sqlite",)


@pytest.fixture
def clock():
    return MovableClock(datetime(2026, 9, 28, 9, 30, tzinfo=ZONE))


@pytest.fixture
def keyed(tmp_path):
    vault.create_key(vault.key_path({}, tmp_path), sample=True)
    return vault.open_vault({}, tmp_path)


@pytest.fixture(params=SIDES)
def side(request, tmp_path, clock, keyed):
    store = open_side({"wangting.side": request.param}, tmp_path, clock, keyed)
    yield store
    store.close()
