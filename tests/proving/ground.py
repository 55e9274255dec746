"""A copy of the installation on a FileStorage of its own, and hands that write to it from many threads.

Concurrency is never proved on MappingStorage, and not on DemoStorage either: what is measured is what is shipped.
"""

from __future__ import annotations

import random
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.POSException import ConflictError

from wangting.clock import MovableClock
from wangting.engines.opening import open_engine
from wangting.rules.iso7064 import mod_11_2
from wangting.security.gate import asker_of
from wangting.services.attempts import attempt
from wangting.services.opening import open_house
from wangting.services.working.worker import Worker
from wangting.services.workroom import House, Workroom
from wangting.settings import FILE
from wangting.storage import open_database

Result = TypeVar("Result")
BORN = date(1901, 1, 1)


class Hand:
    """One client's way of writing: a connection of its own; a place, a slot and as many tries as a request has."""

    def __init__(self, house: House, database: DB, places: threading.Semaphore) -> None:
        self._house = house
        self._places = places
        self.manager = TransactionManager()
        self._connection = database.open(transaction_manager=self.manager)
        #: Called after each piece of work, before its commit: where a test lets others go first.
        self.before_commit: Callable[[], object] = int
        self.tries = 0
        self.done = 0

    def do(self, work: Callable[[Workroom], Result]) -> Result:
        """Commit ``work``; the last conflict, and every refusal, is raised."""

        def tried() -> Result:
            self.tries += 1
            result = work(Workroom(self._house, self._connection.root(), slot))
            self.before_commit()
            return result

        with self._places, self._house.slots.slot() as slot:
            result = attempt(self.manager, tried)
        self.done += 1
        return result

    def insist(self, work: Callable[[Workroom], Result]) -> Result:
        """Commit ``work``, however often it collides: where what is asked is not how soon it is done."""
        while True:
            try:
                return self.do(work)
            except ConflictError:
                continue

    def close(self) -> None:
        """Give the connection back."""
        self.manager.abort()
        self._connection.close()


@dataclass
class Ground:
    """An open database that nobody else writes."""

    house: House
    database: DB
    clock: MovableClock
    worker: Worker
    var: Path
    accounts: Sequence[dict]
    places: threading.Semaphore
    hands: list[Hand] = field(default_factory=list)

    @contextmanager
    def hand(self) -> Iterator[Hand]:
        """Lend a hand to the calling thread."""
        hand = Hand(self.house, self.database, self.places)
        self.hands.append(hand)
        try:
            yield hand
        finally:
            hand.close()

    @contextmanager
    def room(self) -> Iterator[Workroom]:
        """Open services for reading."""
        manager = TransactionManager()
        connection = self.database.open(transaction_manager=manager)
        try:
            yield Workroom(self.house, connection.root(), self.house.slots.shared())
        finally:
            manager.abort()
            connection.close()

    @property
    def conflicts(self) -> int:
        """How often a transaction of any hand had to be tried again."""
        return sum(hand.tries - hand.done for hand in self.hands)

    def settle(self) -> None:
        """Let the ticks under way end and the worker take all that is waiting, and what that brings about."""
        for _ in range(2):
            self.clock.advance(seconds=10 * self.house.tick)
            while self.worker.round():
                pass

    def close(self) -> None:
        """Close the database and the side store."""
        self.database.close()
        self.house.side.close()


def copy_of(installation: object, var: Path, clock: MovableClock, *, threads: int = 4,
            slots: tuple[int, ...] = (0, 1, 2, 3)) -> Ground:  # fmt: skip
    """Copy the provisioned installation to ``var`` and open it for writing.

    ``threads`` is how many may write at once: any number of clients share the threads of one process, as in waitress.
    """
    shutil.copytree(installation.settings.var, var)
    return open_ground(installation, var, clock, threads=threads, slots=slots)


def open_ground(installation: object, var: Path, clock: MovableClock, *, threads: int = 4,
                slots: tuple[int, ...] = (0, 1, 2, 3), engine: str = FILE) -> Ground:  # fmt: skip
    """Open the installation in ``var`` for writing: its file, or through ``engine``."""
    settings = replace(installation.settings, var=var, slots=slots, engine=engine)
    house = open_house(settings, installation.declared, clock)
    database = open_database(open_engine(settings), threads=16)
    places = threading.BoundedSemaphore(threads)
    return Ground(house, database, clock, Worker(house, database), var, installation.accounts, places)


def together(works: Sequence[Callable[[], Result]], patience: float = 300) -> list[Result | BaseException]:
    """Run ``works`` in a thread each, begun at one barrier; return what each returned or raised.

    Whoever has not ended after ``patience`` seconds counts as failed.
    """
    results: list[Result | BaseException] = [AssertionError("the thread did not end")] * len(works)
    barrier = threading.Barrier(len(works))

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = works[place]()
        except BaseException as fault:  # noqa: BLE001 - whatever a thread raises is its result; the test judges it
            results[place] = fault

    threads = [threading.Thread(target=run, args=(place,), daemon=True) for place in range(len(works))]
    for thread in threads:
        thread.start()
    until = time.monotonic() + patience
    for thread in threads:
        thread.join(max(0, until - time.monotonic()))
    return results


def register_citizens(ground: Ground, count: int) -> list[str]:
    """Register made-up citizens, born when nobody living was, and return their logins."""

    def work(room: Workroom) -> list[str]:
        people = []
        for serial in range(count):
            body = f"341602{BORN:%Y%m%d}{serial + 100:03d}"
            person = room.registering.register(
                name=f"并发{serial}", id_number=body + mod_11_2(body), phone=f"198{serial:08d}", password_hash="-",
                login=f"citizen-{serial}",
            )
            people.append(person.login)
        return people

    with ground.hand() as hand:
        return hand.do(work)


def asker(room: Workroom, login: str) -> object:
    """Return who signs in as ``login``, as the rules see them."""
    return asker_of(room.register.parties.by_login(login))


def paper(source: random.Random, size: int = 50_000) -> bytes:
    """Return a file that an upload takes, different each time."""
    return b"%PDF-1.4\n%" + source.randbytes(size) + b"\n%%EOF\n"
