"""What it costs to find one person in the directory, among few and among many (issue 5: the same)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from statistics import median

from transaction import TransactionManager
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from wangting.bench.rows import Row
from wangting.clock import SystemClock
from wangting.content.parties import Directory, Person
from wangting.gateways.passwords import Cost, Passwords
from wangting.gateways.vault import KeyedVault
from wangting.rules.iso7064 import mod_11_2
from wangting.services.registering import Registering

#: With how many the others are compared; people who are looked for, and how often each.
FEW, LOOKED_FOR, ROUNDS = 1_000, 250, 7
#: People of one commit, and objects that a connection keeps (``storage.CACHED``).
AT_ONCE, CACHED = 20_000, 10_000
KEY = b"a vault of a measurement, no more"[:32]
#: Of no purpose: nobody signs in here, and one hash is enough.
CHEAP = Cost(memory=7_168, passes=1)

Progress = Callable[[int, int], object]


def directory_rows(folder: Path, people: int, progress: Progress) -> list[Row]:
    """Return how much dearer a person is found among ``people`` than among :data:`FEW`, warm and cold.

    Each is found as a sign-in finds them: by login, by ID number, by phone, with the keyed hash that it takes.
    """
    with _filled(folder / "few", FEW, progress) as few, _filled(folder / "many", people, progress) as many:
        found = {"warm": ([], []), "cold": ([], [])}
        for _ in range(ROUNDS):
            for kind, (small, large) in found.items():
                small.append(few.seconds(cold=kind == "cold"))
                large.append(many.seconds(cold=kind == "cold"))
    ratios = {kind: median(large) / median(small) for kind, (small, large) in found.items()}
    unit = f"x of among {FEW:,}"
    return [
        Row(f"a person found among {people:,}", "directory", ratios["warm"], unit, 1.2),
        Row("the same, nothing of the directory in memory", "directory", ratios["cold"], unit),
        Row("finding one person, by three keys", "directory", 1e6 * median(found["warm"][1]) / (3 * LOOKED_FOR), "us"),
    ]


class _Filled:
    """A directory on disk, and the numbers of some who are in it."""

    def __init__(self, connection: object, registering: Registering, wanted: Sequence[int]) -> None:
        self._connection = connection
        self._registering = registering
        self._wanted = wanted

    def seconds(self, *, cold: bool) -> float:
        """Return the processor time of finding everybody wanted by each key; ``cold`` from the file."""
        if cold:
            self._connection.cacheMinimize()
        find = self._registering.find
        began = time.thread_time()
        for number in self._wanted:
            for key in _keys(number):
                if find(key).name != _name(number):
                    raise AssertionError(key)
        return time.thread_time() - began


@contextmanager
def _filled(folder: Path, people: int, progress: Progress) -> Iterator[_Filled]:
    folder.mkdir(parents=True, exist_ok=True)
    database = DB(FileStorage(str(folder / "Data.fs")), cache_size=CACHED)
    manager = TransactionManager()
    connection = database.open(manager)
    try:
        root = connection.root()
        there = root.get("people", 0)
        directory = root.setdefault("directory", Directory())
        registering = Registering(directory=directory, vault=KeyedVault([KEY], sample=True),
                                  passwords=Passwords(CHEAP), clock=SystemClock())  # fmt: skip
        # A folder that was kept is taken up where it was left, and more of them are never taken for as many.
        if there > people:
            raise ValueError(f"{folder} holds {there} people")
        for number in range(there, people):
            _add(directory, registering, number)
            if (number + 1) % AT_ONCE == 0 or number + 1 == people:
                root["people"] = number + 1
                manager.commit()
                connection.cacheGC()
                progress(number + 1, people)
        wanted = Random(people).sample(range(people), LOOKED_FOR)  # noqa: S311 - a figure that can be had again
        found = _Filled(connection, registering, wanted)
        found.seconds(cold=False)
        yield found
    finally:
        manager.abort()
        connection.close()
        database.close()


def _add(directory: Directory, registering: Registering, number: int) -> None:
    login, id_number, phone = _keys(number)
    person = Person(directory.new_id(), _name(number))
    registering.identify(person, id_number=id_number, phone=phone)
    person.login = login
    directory.add(person)


def _name(number: int) -> str:
    return f"样例{number}"


def _keys(number: int) -> tuple[str, str, str]:
    """Return login, ID number and phone of a made-up person; all people together differ in each."""
    # A year has 336 times a thousand numbers in one area: the area goes on counting.
    day = f"1901{1 + number // 28_000 % 12:02d}{1 + number // 1_000 % 28:02d}"
    body = f"34{number // 336_000:04d}{day}{number % 1_000:03d}"
    return f"person-{number}", body + mod_11_2(body), f"139{number:08d}"
