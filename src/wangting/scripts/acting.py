"""The services for a command that changes something in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from transaction import TransactionManager

from wangting.declare import load
from wangting.scripts.running import writing
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom
from wangting.settings import Settings


@contextmanager
def acting(settings: Settings) -> Iterator[Workroom]:
    """Yield a workroom, and commit at the end; nothing is kept of what raises.  Raises HallIsRunning (``writing``)."""
    house = open_house(settings, load(settings.home, base=False))
    manager = TransactionManager()
    try:
        with writing(settings) as database, manager:
            yield Workroom(house, database.open(transaction_manager=manager).root(), house.worker_slot)
    finally:
        house.side.close()
