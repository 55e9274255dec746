"""Power fails while the last transaction is being written: whatever its length then, no earlier one is lost."""

from __future__ import annotations

import os
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
PAGE = 4096


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


def wrong(torn, folder, opening, tried):
    """Tear the tail at each length of ``tried`` and at none, and return (length of it, what was wrong then)."""
    var, earlier, length, tail = torn
    shutil.copytree(var / "blobs", folder / "blobs")
    shutil.copyfile(var / "Data.fs", folder / "Data.fs")
    found = {}
    for kept in sorted({*tried, len(tail)}):
        with (folder / "Data.fs").open("rb+") as stream:
            stream.seek(length)
            stream.write(tail[:kept])
            stream.truncate()
        found[kept] = opening(folder)
    size, cases = found.pop(len(tail))
    if (size, len(cases)) != (length + len(tail), 2):
        found[len(tail)] = size, cases
    return [(kept, was) for kept, was in found.items() if was != (length, [earlier])]


def test_a_tail_torn_at_any_byte_loses_no_earlier_transaction(torn, tmp_path, figures):
    tail = torn[-1]
    assert wrong(torn, tmp_path, reopened, lengths(tail)) == []
    figures.record("torn tail", bytes_of_the_transaction=len(tail), lengths_tried=len(lengths(tail)), earlier_lost=0)


def test_a_twin_that_cuts_a_torn_tail_off_by_whole_pages_is_found_out(torn, tmp_path):
    def by_pages(folder):
        # As somebody would who knows disks and not transactions: what the last page holds beside the torn end goes too.
        data = folder / "Data.fs"
        whole = data.read_bytes()
        os.truncate(data, data.stat().st_size // PAGE * PAGE)
        (folder / "Data.fs.sums").unlink(missing_ok=True)
        found = reopened(folder)
        data.write_bytes(whole)
        return found

    assert wrong(torn, tmp_path, by_pages, range(20)) != []
