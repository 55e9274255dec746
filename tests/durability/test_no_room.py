"""The disk is full at any byte of what is being written: it is told, nothing is half there, and it goes on afterwards.

The kernel says no by a limit on the size of files, which it keeps for Python and SQLite alike; what was written up to
that byte stays written, as on a full disk.
"""

from __future__ import annotations

import errno
import hashlib
import resource
import shutil
import sys
from contextlib import contextmanager

import pytest
from ZODB.POSException import POSError

from conftest import MONDAY
from proving.casefiles import hand_in, submit, upload
from proving.ground import copy_of, open_ground, paper, register_citizens
from proving.killing import forked
from proving.recount import cases_of, recount
from proving.size import sized
from wangting.clock import MovableClock
from wangting.errors import NoRoom
from wangting.gateways.durable import told_as_no_room
from wangting.gateways.staging import Staged, Staging
from wangting.gateways.sums import faults

CITIZEN = "citizen-0"
#: Bytes that a filing writes to the Data.fs, more or less: beyond it there is room for all of it.
TRANSACTION = 3_600


@contextmanager
def room_up_to(size):
    """Let no file of this process grow beyond ``size`` bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def before(installation, tmp_path, source):
    """Return the folder of a closed hall with one case."""
    var = tmp_path / "before"
    ground = copy_of(installation, var, MovableClock(MONDAY))
    register_citizens(ground, 1)
    with ground.hand() as hand:
        hand_in(ground, hand, CITIZEN, paper(source, 400))
    ground.settle()
    ground.close()
    return var


def told_no_room(tell, work):
    """Do what must be refused for want of room; tell when it was done all the same."""
    try:
        tell(f"done: {work()}")
    except NoRoom:
        tell("no room")


def after(installation, var):
    """Return the cases of a hall in which everything adds up."""
    ground = open_ground(installation, var, MovableClock(MONDAY))
    try:
        ground.settle()
        with ground.room() as room:
            assert recount(room, sealed=True) == []
            cases = {case.number: case.files[0].sha256 for case in cases_of(room.register)}
    finally:
        ground.close()
    assert list(faults(var / "Data.fs")) == []
    return cases


def filed_without_room(installation, var, source, extra):
    """File one draft with ``extra`` bytes of room, then it and another with room again; judge all, say if refused."""

    def work(tell):
        ground = open_ground(installation, var, MovableClock(MONDAY))
        drafts = [upload(ground, CITIZEN, paper(source, 400)) for _ in range(2)]
        with ground.hand() as hand:
            with room_up_to((var / "Data.fs").stat().st_size + extra):
                told_no_room(tell, lambda: submit(hand, drafts[0]).number)
            # Somebody has made room: the same draft is handed in again, and so is another.
            for draft in drafts:
                tell(submit(hand, draft).number)
        ground.close()

    first, *numbers = forked(work).told
    assert first in ("no room", f"done: {numbers[0]}")
    cases = after(installation, var)
    assert len(set(numbers)) == 2
    assert set(numbers) <= cases.keys()
    assert len(cases) == 3
    return first == "no room"


def test_a_filing_finds_no_room_at_any_byte_and_the_next_one_goes_through(
    installation, before, source, figures, tmp_path
):
    refused, sizes = 0, sorted(source.sample(range(TRANSACTION), sized(8, 150)))
    for extra in [0, 1, *sizes]:
        var = tmp_path / "var"
        shutil.copytree(before, var)
        refused += filed_without_room(installation, var, source, extra)
        shutil.rmtree(var)
    assert refused > len(sizes) / 2
    figures.record("disk full while a case is filed", lengths_tried=2 + len(sizes), refused=refused, lost=0)


def test_a_twin_that_gives_the_upload_itself_to_the_filing_is_found_out(installation, before, source, monkeypatch):
    # Refused, the filing takes with it what it was given: ours is given a link (DESIGN 6.6).
    monkeypatch.setattr(Staging, "link", Staging.path)
    with pytest.raises(AssertionError, match="file_not_staged"):
        filed_without_room(installation, before, source, 1)


def uploaded_without_room(installation, var, source, limit, size):
    """Upload ``size`` bytes with room for ``limit`` and again with room; return what was told, and what was staged."""

    def work(tell):
        ground = open_ground(installation, var, MovableClock(MONDAY))
        content = paper(source, size)
        with room_up_to(limit):
            told_no_room(tell, lambda: upload(ground, CITIZEN, content))
        tell(str(len(ground.house.staging.all())))
        tell(upload(ground, CITIZEN, content).sha256)
        ground.close()

    first, staged, sha256 = forked(work).told
    (var / "staging" / sha256).unlink()
    return first, staged


def test_an_upload_finds_no_room_at_any_byte_and_leaves_nothing_behind(installation, before, source, figures):
    size = 60_000
    for limit in (0, 1, *source.sample(range(size), sized(6, 100))):
        assert uploaded_without_room(installation, before, source, limit, size) == ("no room", "0")
    figures.record("disk full while a paper is uploaded", lengths_tried=2 + sized(6, 100), left_behind=0)


def test_a_twin_that_writes_an_upload_under_its_name_at_once_is_found_out(installation, before, source, monkeypatch):
    def add(staging, stream, _limit):
        content = stream.read()
        name = hashlib.sha256(content).hexdigest()
        with told_as_no_room(), (staging._directory / name).open("wb") as target:
            target.write(content)
        return Staged(name, len(content))

    monkeypatch.setattr(Staging, "add", add)
    assert uploaded_without_room(installation, before, source, 30_000, 60_000) == ("no room", "1")


def test_answers_of_a_draft_that_found_no_room_are_refused_and_those_before_stay(installation, before, source):
    def work(tell):
        ground = open_ground(installation, before, MovableClock(MONDAY))
        draft = upload(ground, CITIZEN, None).draft_id
        drafts = ground.house.side.drafts
        drafts.save_values(draft, {"reason": "先前所填"})
        log = before / "side.sqlite-wal"
        for extra in (0, 1, 100, 4_096, 5_000, 20_000):
            with room_up_to(log.stat().st_size + extra):
                told_no_room(tell, lambda: drafts.save_values(draft, {"reason": "长" * 40_000}))
            tell(drafts.get(draft).values["reason"])
        drafts.save_values(draft, {"reason": "后来所填"})
        ground.close()
        ground = open_ground(installation, before, MovableClock(MONDAY))
        tell(ground.house.side.drafts.get(draft).values["reason"])
        ground.close()

    *told, last = forked(work).told
    assert told == ["no room", "先前所填"] * 6
    assert last == "后来所填"


def test_a_disk_that_fails_to_keep_the_transaction_says_so_before_anybody_is_told(installation, before, source):
    def work(tell):
        ground = open_ground(installation, before, MovableClock(MONDAY))
        draft = upload(ground, CITIZEN, paper(source, 400))

        def fails(_handle):
            raise OSError(errno.EIO, "Input/output error")

        sys.modules["ZODB.FileStorage.FileStorage"].fsync = fails
        with ground.hand() as hand:
            try:
                tell(f"done: {submit(hand, draft).number}")
            except OSError:
                tell("not kept")
            # Nobody knows what the disk has of it: the storage is closed, and whoever comes next is told as well.
            try:
                tell(f"done: {submit(hand, draft).number}")
            except (OSError, ValueError, POSError) as fault:
                tell(type(fault).__name__)

    first, second = forked(work).told
    assert first == "not kept"
    assert not second.startswith("done")
    assert len(after(installation, before)) in (1, 2)
