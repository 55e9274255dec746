"""Eight clients file through the pages of a real server, each with a file of 50 kB, while officers decide."""

from __future__ import annotations

import threading
import time

from proving.ground import open_ground
from proving.people import Town, citizen, officers
from proving.recount import cases_of
from proving.served import ServedHall
from proving.size import sized
from wangting.clock import MovableClock, SystemClock

CLIENTS, TEAMS = 8, 1
RECEIPTS = sized(80, 2_000)
PATIENCE = sized(150, 1_800)


def test_eight_clients_file_through_the_pages_and_nobody_is_refused(installation, tmp_path, source, figures):
    hall = ServedHall(installation, tmp_path)
    town = Town(hall.port, installation.accounts, hall.var / "spool" / "sms")
    threads = [threading.Thread(target=citizen, args=(town, serial, source.random())) for serial in range(CLIENTS)]
    threads += [threading.Thread(target=officers, args=(town, source.random())) for _ in range(TEAMS)]
    with hall.start() as served:
        began, cpu = time.monotonic(), served.cpu_seconds()
        for thread in threads:
            thread.start()
        while len(town.book.receipts) < RECEIPTS and time.monotonic() - began < PATIENCE:
            time.sleep(0.05)
        town.over.set()
        for thread in threads:
            thread.join(60)
        cpu = served.cpu_seconds() - cpu
    book = town.book
    assert len(book.receipts) >= RECEIPTS
    assert (book.surprises, book.broken) == ([], 0)
    ground = open_ground(installation, hall.var, MovableClock(SystemClock().now()))
    try:
        ground.settle()
        with ground.room() as room:
            assert book.faults(room) == []
            assert {case.number for case in cases_of(room.register)} == set(book.receipts)
    finally:
        ground.close()
    # Of the server as a whole: pages looked at, sign-ins, acts and licence files included.
    each = round(1000 * cpu / len(book.receipts))
    figures.record("filing at once, through the pages", clients=CLIENTS, receipts=len(book.receipts),
                   acts=len(book.acts), refused=0, server_cpu_ms_in_all_for_each_receipt=each)  # fmt: skip
