"""kill -9 while eight clients file, upload and approve: what was acknowledged is there afterwards (QUALITY P1).

The twin answers before it commits; the same checker must find what it lost, else this test could not fail.
"""

from __future__ import annotations

import random
import threading
import time
from pathlib import Path

import pytest

from proving.book import LOST
from proving.ground import open_ground
from proving.people import Town, citizen, officers
from proving.served import SERVE, ServedHall
from proving.size import sized
from wangting.clock import MovableClock, SystemClock

CITIZENS, TEAMS = 6, 2
KILLS, RECEIPTS = sized(4, 100), sized(80, 2_000)
TWIN = (str(Path(__file__).with_name("late.py")), "serve")
#: Seconds after which a run that does not get there has failed.
PATIENCE = sized(150, 3_600)


def ordeal(hall: ServedHall, town: Town, source: random.Random, kills: int, receipts: int) -> list[int]:
    """Kill and restart until enough was acknowledged; return how many requests each kill met."""
    threads = [threading.Thread(target=citizen, args=(town, serial, source.random())) for serial in range(CITIZENS)]
    threads += [threading.Thread(target=officers, args=(town, source.random())) for _ in range(TEAMS)]
    met: list[int] = []
    began = time.monotonic()
    served = hall.start()
    try:
        for thread in threads:
            thread.start()
        while len(met) < kills or len(town.book.receipts) < receipts:
            assert time.monotonic() - began < PATIENCE, (met, len(town.book.receipts), town.book.surprises[-3:])
            time.sleep(source.uniform(0, 0.3))
            due = len(town.book.receipts) * kills >= receipts * (len(met) + 1)
            # The hardest moment: somebody has just been told, and others are being served.
            if due and town.book.wait_for_news(5) and town.book.under_way:
                met.append(town.book.under_way)
                served.kill()
                served = hall.start()
    finally:
        town.over.set()
        for thread in threads:
            if thread.ident is not None:
                thread.join(90)
        ended = served.end()
    assert ended == 0
    assert not any(thread.is_alive() for thread in threads)
    return met


def faults_after(hall: ServedHall, installation: object, town: Town) -> list[str]:
    """Open what is left, let the worker finish, and return everything that is missing or does not add up."""
    ground = open_ground(installation, hall.var, MovableClock(SystemClock().now()))
    try:
        for _ in range(3):
            ground.settle()
        with ground.room() as room:
            return town.book.faults(room)
    finally:
        ground.close()


@pytest.mark.parametrize("size", [(KILLS, RECEIPTS)])
def test_nothing_acknowledged_is_lost_when_the_server_is_killed(installation, tmp_path, source, figures, size):
    hall = ServedHall(installation, tmp_path, SERVE)
    town = Town(hall.port, installation.accounts, hall.var / "spool" / "sms")
    met = ordeal(hall, town, source, *size)
    book = town.book
    assert faults_after(hall, installation, town) == []
    assert all(met)
    assert book.surprises == []
    figures.record("kill -9 while filing and deciding", kills_with_a_request_in_flight=len(met), requests_met=sum(met),
                   receipts_acknowledged=len(book.receipts), acts_acknowledged=len(book.acts),
                   uploads_acknowledged=len(book.uploads), requests_broken=book.broken, lost=0)  # fmt: skip


def test_a_twin_that_commits_after_the_answer_is_found_out(installation, tmp_path, source, figures):
    hall = ServedHall(installation, tmp_path, TWIN)
    town = Town(hall.port, installation.accounts, hall.var / "spool" / "sms")
    met = ordeal(hall, town, source, 5, 40)
    lost = [fault for fault in faults_after(hall, installation, town) if fault.startswith(LOST)]
    assert lost != []
    figures.record("the twin that commits 50 ms after the answer", kills=len(met), acknowledged_and_lost=len(lost),
                   receipts_acknowledged=len(town.book.receipts), acts_acknowledged=len(town.book.acts))  # fmt: skip
