"""SIGKILL at any line of a backup or of a restore: what was saved whole can be restored whole, and nothing else can.

The twins are what one would write first: a backup that is called whole as soon as its database is there, and a restore
that puts the database in place before its papers.  The judge that lets ours pass must find both out.
"""

from __future__ import annotations

import json
import shutil
import time
from datetime import timedelta

import pytest
from ZODB.POSException import POSError

from conftest import MONDAY
from proving.casefiles import hand_in
from proving.dying import deaths, first_visit, sound
from proving.ground import open_ground, paper
from proving.size import sized
from wangting.clock import MovableClock
from wangting.errors import Damaged
from wangting.gateways.archive import BLOBS, HALL, SIDE, STAGING, WHOLE, Archive, link_tree
from wangting.gateways.durable import write

DEATHS = sized(6, 120)
#: A twin is found out by every death between its two steps; what lies between them is our own lines, come by at first.
TWIN_DEATHS, TWIN_LINES = sized(8, 40), ("gateways/archive.py",)
CITIZEN = "citizen-0"
SAVING = ("gateways/archive.py", "scripts/repozo.py", "gateways/durable.py", "gateways/sums.py")


class CalledWholeTooSoon(Archive):
    """Names a backup whole when its database is saved, and saves the papers and the side store after that."""

    def _save_database(self, data, name):
        database, sums = super()._save_database(data, name)
        parts = {"database": database, "sums": sums, "side": f"{name}.sqlite"}
        write(self._folder / WHOLE / f"{database}.json", json.dumps(parts).encode())
        return database, sums


class DatabaseFirst(Archive):
    """Puts the database in place, and the papers and the side store after that."""

    def restore(self, var):
        if (var / "Data.fs").exists():
            raise Damaged("restore_over")
        parts = json.loads(max((self._folder / WHOLE).glob("*.json")).read_text("utf-8"))
        self._restore_database(var / "Data.fs", parts)
        link_tree(self._folder / BLOBS, var / "blobs")
        link_tree(self._folder / STAGING, var / "staging")
        shutil.copyfile(self._folder / SIDE / parts["side"], var / "side.sqlite")


def save(installation, folder, archive, hours):
    """Back the hall in ``folder`` up, so many hours after it was filled."""
    ground = open_ground(installation, folder / "var", MovableClock(MONDAY))
    try:
        archive(folder / "backup").save(ground.var, MONDAY + timedelta(hours=hours), ground.house.side.backup)
    finally:
        ground.close()


@pytest.fixture
def saved_once(installation, source, fresh, tmp_path):
    """Return what makes a folder with a hall, a backup of it, and one case more than the backup has."""

    def make():
        folder = tmp_path / f"saved-{time.monotonic_ns()}"
        folder.mkdir()
        fresh().rename(folder / "var")
        save(installation, folder, Archive, 1)
        ground = open_ground(installation, folder / "var", MovableClock(MONDAY))
        with ground.hand() as hand:
            hand_in(ground, hand, CITIZEN, paper(source, 2_000))
        ground.settle()
        ground.close()
        return folder

    return make


def restored(installation, folder):
    """Restore the newest backup beside the hall, and return how many cases it has."""
    target = folder / f"restored-{time.monotonic_ns()}"
    Archive(folder / "backup").restore(target)
    shutil.copytree(folder / "var" / "keys", target / "keys")
    return sound(installation, target, 2)


def saving(installation, archive):
    """Return the work that dies in a second backup, and the judge of what is left."""

    def work_on(folder):
        def work(tell):
            save(installation, folder, archive, 2)
            tell("saved")

        return work

    def judge(folder, death):
        assert restored(installation, folder) in ((3,) if death.told else (2, 3))
        save(installation, folder, archive, 3)
        assert restored(installation, folder) == 3

    return work_on, judge


def restoring(installation, keys, backup, archive):
    """Return the work that dies in a restore, and the judge of what is left."""

    def work_on(folder):
        def work(tell):
            archive(backup).restore(folder)
            tell("restored")

        return work

    def judge(folder, death):
        if not (folder / "Data.fs").exists():
            assert not death.told
            # What the refusal of a second restore tells people to do.
            for name in HALL:
                (folder / name).unlink(missing_ok=True)
            archive(backup).restore(folder)
        else:
            with pytest.raises(Damaged):
                archive(backup).restore(folder)
        shutil.copytree(keys, folder / "keys")
        sound(installation, folder, 2)

    return work_on, judge


@pytest.fixture
def backup(installation, before, tmp_path):
    """Return the folder of a backup."""
    before.rename(tmp_path / "var")
    save(installation, tmp_path, Archive, 1)
    (tmp_path / "var").rename(before)
    return tmp_path / "backup"


@pytest.fixture
def empty(tmp_path):
    """Return what makes an empty folder."""

    def make():
        target = tmp_path / f"to-{time.monotonic_ns()}"
        target.mkdir()
        return target

    return make


def noticed(judge):
    """Return a judge that goes on, and the list in which it notes what was wrong."""
    found = []

    def note(folder, death):
        try:
            judge(folder, death)
        except (AssertionError, Damaged, OSError, POSError) as fault:
            found.append(repr(fault))

    return note, found


def test_a_backup_that_dies_anywhere_leaves_the_one_before_and_the_next_is_whole(
    installation, source, figures, saved_once
):
    work_on, judge = saving(installation, Archive)
    found = deaths(work_on, SAVING, source, DEATHS, saved_once, judge)
    figures.record("kill at any line of a backup", **found)


def test_a_twin_that_calls_a_backup_whole_before_its_papers_are_there_is_found_out(
    installation, source, figures, saved_once
):
    work_on, judge = saving(installation, CalledWholeTooSoon)
    note, wrong = noticed(judge)
    died = deaths(work_on, TWIN_LINES, source, TWIN_DEATHS, saved_once, note, first_visit)["deaths"]
    assert wrong != []
    figures.record("the twin that calls a backup whole too soon", deaths=died, found_out=len(wrong))


def test_a_restore_that_dies_anywhere_is_whole_or_is_begun_again(installation, source, figures, before, backup, empty):
    work_on, judge = restoring(installation, before / "keys", backup, Archive)
    found = deaths(work_on, SAVING, source, DEATHS, empty, judge)
    figures.record("kill at any line of a restore", **found)


def test_a_twin_that_restores_the_database_first_is_found_out(installation, source, figures, before, backup, empty):
    work_on, judge = restoring(installation, before / "keys", backup, DatabaseFirst)
    note, wrong = noticed(judge)
    died = deaths(work_on, TWIN_LINES, source, TWIN_DEATHS, empty, note, first_visit)["deaths"]
    assert wrong != []
    figures.record("the twin that restores the database first", deaths=died, found_out=len(wrong))
