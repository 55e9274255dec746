"""From a filed case to the signed licence on each engine: several processes behind one address, ended within 5 s."""

from __future__ import annotations

import signal
import threading
import time

import pytest
from transaction import TransactionManager

from engines.conftest import pids_below, settings_of
from proving.people import Town, citizen, officers
from proving.recount import cases_of, recount
from proving.size import sized
from wangting.clock import SystemClock
from wangting.declare import load
from wangting.scripts.running import reading
from wangting.services.opening import open_house
from wangting.services.workroom import Workroom

RECEIPTS, LICENCES = sized(12, 400), sized(3, 100)
PATIENCE = 240
#: Seconds that everything has to end in (DESIGN 2), and what a machine busy with other things may add.
END = 5.0 + 1.0


def everything(hall):
    """Return what a hall holds that has ended: numbers, states, licences with a file, and all that does not add up."""
    settings = settings_of(hall)
    declared = load(settings.home, base=False)
    with reading(settings) as database:
        house = open_house(settings, declared, SystemClock())
        manager = TransactionManager()
        connection = database.open(transaction_manager=manager)
        try:
            room = Workroom(house, connection.root(), 0)
            licences = sum(licence.file is not None for tree in room.register.licences for licence in tree.values())
            return {case.number for case in cases_of(room.register)}, licences, recount(room)
        finally:
            manager.abort()
            connection.close()
            house.side.close()


@pytest.mark.parametrize("engine", ["on_zeo", "on_postgresql"])
def test_a_whole_journey_through_several_processes(engine, request, installation, source, figures):
    hall = request.getfixturevalue(engine)
    town = Town(hall.port, installation.accounts, hall.var / "spool" / "sms", file_size=20_000)
    threads = [threading.Thread(target=citizen, args=(town, serial, source.random())) for serial in range(4)]
    threads.append(threading.Thread(target=officers, args=(town, source.random())))
    served = hall.start()
    try:
        began = time.monotonic()
        for thread in threads:
            thread.start()
        approved = 0
        while time.monotonic() - began < PATIENCE:
            approved = sum(name == "approve" for _number, name in town.book.acts)
            if len(town.book.receipts) >= RECEIPTS and approved >= LICENCES:
                break
            time.sleep(0.1)
        parts = pids_below(served.child.pid)
        town.over.set()
        for thread in threads:
            thread.join(60)
        until = time.monotonic() + 60
        numbers, made, faults = everything(hall)
        while made < approved and time.monotonic() < until:
            time.sleep(1)
            numbers, made, faults = everything(hall)
    finally:
        began = time.monotonic()
        served.child.send_signal(signal.SIGTERM)
        code = served.child.wait(30)
        took = time.monotonic() - began
    assert (town.book.surprises, town.book.broken) == ([], 0)
    assert len(parts) >= 3
    assert code == 0
    assert took < END
    numbers, made, faults = everything(hall)
    assert numbers == set(town.book.receipts)
    assert made >= approved >= LICENCES
    assert faults == []
    figures.record(f"a journey through several processes, {engine[3:]}", receipts=len(numbers), licences=made,
                   processes=len(parts) + 1, seconds_to_end=round(took, 1))  # fmt: skip
