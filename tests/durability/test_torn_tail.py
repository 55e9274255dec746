"""Power fails while the last transaction is being written: whatever its length then, no earlier one is lost."""

from __future__ import annotations

import random
import shutil

import pytest

from conftest import MONDAY
from proving.casefiles import hand_in
from proving.ground import copy_of, paper, register_citizens
from proving.size import FULL
from wangting.clock import MovableClock
from wangting.content.register import Register
from wangting.storage import open_database, open_storage

CITIZEN = "citizen-0"


@pytest.fixture(scope="module")
def torn(installation, tmp_path_factory):
    """Return a folder with a Data.fs, its length before the last filing, and that filing's bytes."""
    var = tmp_path_factory.mktemp("torn") / "var"
    ground = copy_of(installation, var, MovableClock(MONDAY))
    register_citizens(ground, 1)
    source = random.Random(1)
    with ground.hand() as hand:
        earlier = hand_in(ground, hand, CITIZEN, paper(source, 2_000))
        length = (var / "Data.fs").stat().st_size
        hand_in(ground, hand, CITIZEN, paper(source, 2_000))
    ground.close()
    content = (var / "Data.fs").read_bytes()
    return var, earlier.case_id, length, content[length:]


def reopened(folder):
    """Open what is left; return the length of what stays, and the ids of the cases that are there and can be read."""
    database = open_database(open_storage(folder))
    connection = database.open()
    register: Register = connection.root()["register"]
    found = [case.id for tree in register.cases for case in tree.values() if case.ledger]
    connection.close()
    database.close()
    # FileStorage keeps what it cuts off beside itself.
    for cut in folder.glob("Data.fs.tr*"):
        cut.unlink()
    return (folder / "Data.fs").stat().st_size, found


def lengths(tail):
    """Return how much of the tail is left: every byte in a full run, else the ends and one in sixty-one."""
    every = range(len(tail) + 1)
    return every if FULL else sorted({*every[:40], *every[::61], *every[-40:]})


def test_a_tail_torn_at_any_byte_loses_no_earlier_transaction(torn, tmp_path, figures):
    var, earlier, length, tail = torn
    shutil.copytree(var / "blobs", tmp_path / "blobs")
    shutil.copyfile(var / "Data.fs", tmp_path / "Data.fs")
    found = {}
    for kept in lengths(tail):
        with (tmp_path / "Data.fs").open("rb+") as stream:
            stream.seek(length)
            stream.write(tail[:kept])
            stream.truncate()
        found[kept] = reopened(tmp_path)
    size, cases = found.pop(len(tail))
    assert size == length + len(tail)
    assert len(cases) == 2
    assert [(kept, was) for kept, was in found.items() if was != (length, [earlier])] == []
    figures.record("torn tail", bytes_of_the_transaction=len(tail), lengths_tried=len(found) + 1, earlier_lost=0)
