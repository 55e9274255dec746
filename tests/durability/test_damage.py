"""Flipped bits and zeroed pages: `wangting verify` names what was harmed, and no hall opens shorter than it was.

The twin is verify without the sums, as FileStorage leaves it: reading ledgers alone overlooks most of what happens to
a database, and the same count must say so.
"""

from __future__ import annotations

import random
import shutil
from contextlib import contextmanager
from dataclasses import replace

import pytest
from ZODB.FileStorage import FileStorage

from conftest import MONDAY
from proving.casefiles import APPROVER, COUNTER, REVIEWER, act, hand_in, upload
from proving.ground import copy_of, paper, register_citizens
from proving.killing import forked
from proving.size import sized
from wangting.clock import MovableClock
from wangting.gateways.sums import START, sums_of, transactions
from wangting.scripts import verify
from wangting.storage import open_storage

CITIZEN = "citizen-0"
PAGE = 4096
FLIPS, PAGES = sized(40, 1_600), sized(10, 400)
#: The twin reads the whole register each time, which takes long; it is asked about one harm in so many.
ASKED = sized(1, 10)


@pytest.fixture(scope="module")
def kept(installation, tmp_path_factory):
    """Return the settings of a hall that has ended in order: cases, a licence with its file, a draft with an upload."""
    var = tmp_path_factory.mktemp("damage") / "var"
    ground = copy_of(installation, var, MovableClock(MONDAY))
    register_citizens(ground, 1)
    source = random.Random(1)
    with ground.hand() as hand:
        for name, login in ((None, ""), ("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER)):
            if name is None:
                case_id = hand_in(ground, hand, CITIZEN, paper(source, 9_000)).case_id
            else:
                act(hand, case_id, name, login)
        for _ in range(5):
            hand_in(ground, hand, CITIZEN, paper(source, 9_000))
    upload(ground, CITIZEN, paper(source, 9_000))
    ground.settle()
    ground.close()
    settings = replace(installation.settings, var=var)
    assert list(verify.damage_of(settings)) == []
    return settings


def files_of(var):
    """Return what a hall cannot make again: the database, its sums, papers and licence files, staged uploads."""
    papers = [*var.glob("blobs/**/*.blob"), *(path for path in var.glob("staging/*") if len(path.name) == 64)]
    assert len(papers) == 8
    return [var / "Data.fs", sums_of(var / "Data.fs"), *papers]


@contextmanager
def harmed(path, source, kind):
    """Harm one place of ``path``, chosen evenly over its bytes, and mend it afterwards; yield the place."""
    whole = path.read_bytes()
    place = source.randrange(len(whole))
    if kind == "a flipped bit":
        altered = bytes([whole[place] ^ 1 << source.randrange(8)])
    else:
        place -= place % PAGE
        altered = bytes(min(PAGE, len(whole) - place))
        if whole[place : place + len(altered)] == altered:
            # A page that is zero already is not harmed by zeroing it.
            altered = b"\xff" * len(altered)
    path.chmod(0o600)
    try:
        with path.open("r+b") as stream:
            stream.seek(place)
            stream.write(altered)
        yield place
    finally:
        path.write_bytes(whole)


def harms(kept, source):
    """Yield (kind, path): most in the database, as it is the largest, and every file now and then."""
    files = files_of(kept.var)
    for kind, count in (("a flipped bit", FLIPS), ("a zeroed page", PAGES)):
        for place in range(count):
            yield kind, files[0] if place % 2 else source.choice(files)


def test_verify_finds_what_was_harmed_and_its_twin_without_sums_does_not(kept, source, figures):
    found, by_ledgers, asked, missed = 0, 0, 0, []
    total = FLIPS + PAGES
    for number, (kind, path) in enumerate(harms(kept, source)):
        with harmed(path, source, kind) as place:
            if next(verify.damage_of(kept), None) is None:
                missed.append((kind, path.name, place))
            else:
                found += 1
            if number % ASKED == 0:
                asked += 1
                by_ledgers += next(verify._register(kept, []), None) is not None
    assert found >= 0.999 * total, missed
    assert by_ledgers < 0.9 * asked
    figures.record("flipped bits and zeroed pages", harmed=total, found=found,
                   the_twin_without_sums=f"{by_ledgers} of {asked}")  # fmt: skip


def test_the_command_ends_with_1_and_names_what_was_harmed(kept, source, capsys):
    for path in files_of(kept.var):
        with harmed(path, source, "a flipped bit"):
            assert verify.report(kept) == 1
        said = capsys.readouterr().out
        assert path.name[:12] in said or "is not what was" in said, path
    assert verify.report(kept) == 0


def opened(var, storage):
    """Open the database for writing in a fork; return its length afterwards, or the name of the fault."""

    def work(tell):
        try:
            storage(var).close()
        except Exception as fault:  # noqa: BLE001 - what it raises is the result
            tell(type(fault).__name__)

    return next(iter(forked(work).told), (var / "Data.fs").stat().st_size)


def test_no_hall_opens_shorter_than_it_was_and_its_twin_does(kept, source, figures, tmp_path):
    var = tmp_path / "var"
    var.mkdir()
    whole, size, tried = (kept.var / "Data.fs").read_bytes(), (kept.var / "Data.fs").stat().st_size, sized(30, 400)
    results = {"ours": [], "plain": []}
    for _ in range(tried):
        place = source.choice(heads(kept.var)) + source.randrange(24)
        harmed_bytes = bytearray(whole)
        harmed_bytes[place] ^= 1 << source.randrange(8)
        for name, storage in (("ours", open_storage), ("plain", plain_storage)):
            (var / "Data.fs").write_bytes(harmed_bytes)
            shutil.copyfile(kept.var / "Data.fs.sums", var / "Data.fs.sums")
            # Without its index the whole file is read, and whatever looks like a torn end is cut off there.
            for old in (*var.glob("Data.fs.index*"), *var.glob("Data.fs.tr*")):
                old.unlink()
            results[name].append(opened(var, storage))
    refused, cut = results["ours"].count("Damaged"), [found for found in results["plain"] if found != size]
    assert [found for found in results["ours"] if found not in ("Damaged", size)] == []
    assert any(isinstance(found, int) for found in cut)
    figures.record("opening a database with a harmed transaction head", harmed=tried, refused=refused, cut_short=0,
                   cut_short_by_plain_filestorage=sum(isinstance(found, int) for found in cut))  # fmt: skip


def plain_storage(var):
    return FileStorage(str(var / "Data.fs"))


def heads(var):
    """Return where each transaction of the database begins."""
    with (var / "Data.fs").open("rb") as stream:
        return [found.start for found in transactions(stream, START, (var / "Data.fs").stat().st_size)]
