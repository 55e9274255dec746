"""SIGKILL at any line of the code that writes - a commit, a pack, a backup, a restore - and everything is still there.

Each piece of work is done once in a fork to learn which lines it comes by; then it is begun again for each of them and
ends there.  What had been acknowledged by then must be found, and the same work must go through afterwards.
"""

from __future__ import annotations

import inspect
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest
from ZODB.FileStorage import FileStorage

from conftest import MONDAY
from proving.casefiles import APPROVER, COUNTER, REVIEWER, act, hand_in
from proving.ground import copy_of, open_ground, paper, register_citizens
from proving.killing import Point, chosen, killed_at, points
from proving.recount import cases_of, recount
from proving.size import sized
from wangting.clock import MovableClock
from wangting.errors import Damaged
from wangting.gateways.archive import HALL, Archive
from wangting.scripts.verify import damage_of

#: So often each piece of work dies, spread over the first and the last visit of every line it comes by.
DEATHS = sized(6, 120)
CITIZEN = "citizen-0"
STORING = ("FileStorage/FileStorage.py", "gateways/filestorage.py", "gateways/sums.py", "gateways/durable.py",
           "gateways/staging.py", "ZODB/blob.py", "services/attempts.py")  # fmt: skip
PACKING = ("FileStorage/FileStorage.py", "FileStorage/fspack.py", "gateways/filestorage.py", "gateways/sums.py")
SAVING = ("gateways/archive.py", "scripts/repozo.py", "gateways/durable.py", "gateways/sums.py")


@pytest.fixture
def before(installation, tmp_path, source):
    """Return the folder of a hall, closed, with one case that was decided and one that was just filed."""
    var = tmp_path / "before"
    ground = copy_of(installation, var, MovableClock(MONDAY))
    register_citizens(ground, 1)
    with ground.hand() as hand:
        first = hand_in(ground, hand, CITIZEN, paper(source, 2_000)).case_id
        for name, login in (("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER)):
            act(hand, first, name, login)
        hand_in(ground, hand, CITIZEN, paper(source, 2_000))
    ground.settle()
    ground.close()
    return var


def settings_of(installation, var):
    return replace(installation.settings, var=var)


def sound(installation, var, at_least):
    """Return how many cases there are, after everything about them was counted again and every byte read."""
    ground = open_ground(installation, var, MovableClock(MONDAY))
    try:
        ground.settle()
        with ground.room() as room:
            assert recount(room, sealed=True) == []
            found = len(cases_of(room.register))
    finally:
        ground.close()
    assert list(damage_of(settings_of(installation, var))) == []
    assert found >= at_least
    return found


def deaths(work_on, files, source, fresh, judge):
    """Let ``work_on(folder)`` die at each chosen point on a ``fresh()`` folder, and ``judge`` what is left."""
    found = points(work_on(fresh()), files)
    died = 0
    for point in chosen(found, source, DEATHS):
        folder = fresh()
        death = killed_at(point, work_on(folder))
        died += death.killed
        try:
            judge(folder, death)
        except BaseException as fault:
            fault.add_note(f"after a death at {point}")
            raise
        shutil.rmtree(folder)
    # Threads and clocks may send a run another way now and then.
    assert died >= 0.9 * len(chosen(found, source, DEATHS))
    return {"lines_come_by": len({(point.file, point.line) for point in found}), "deaths": died, "lost": 0}


@pytest.fixture
def fresh(before, tmp_path):
    """Return what makes another copy of the hall."""
    def make():
        target = tmp_path / f"at-{time.monotonic_ns()}"
        shutil.copytree(before, target)
        return target

    return make


def test_a_commit_that_dies_anywhere_is_done_or_never_was(installation, source, figures, fresh):
    content = paper(source, 2_000)

    def filing(folder):
        def work(tell):
            ground = open_ground(installation, folder, MovableClock(MONDAY))
            with ground.hand() as hand:
                receipt = hand_in(ground, hand, CITIZEN, content)
                tell(receipt.number)
                act(hand, receipt.case_id, "accept", COUNTER)
                tell("accept")

        return work

    def judge(folder, death):
        sound(installation, folder, 3 if death.told else 2)
        ground = open_ground(installation, folder, MovableClock(MONDAY))
        try:
            with ground.room() as room:
                numbers = {case.number: case.state for case in cases_of(room.register)}
            assert not death.told or death.told[0] in numbers
            assert "accept" not in death.told or numbers[death.told[0]] == "accepted"
            with ground.hand() as hand:
                assert hand_in(ground, hand, CITIZEN, content).number not in numbers
        finally:
            ground.close()

    figures.record("kill at any line of a commit", **deaths(filing, STORING, source, fresh, judge))


def test_a_twin_that_acknowledges_before_the_commit_is_found_out(installation, source, fresh):
    def hasty(folder):
        def work(tell):
            ground = open_ground(installation, folder, MovableClock(MONDAY))
            with ground.hand() as hand:
                hand.before_commit = lambda: tell("filed")
                hand_in(ground, hand, CITIZEN, paper(source, 2_000))

        return work

    def judge(folder, death):
        found = sound(installation, folder, 2)
        lost.append(death.told == ("filed",) and found == 2)

    lost: list[bool] = []
    deaths(hasty, ("FileStorage/FileStorage.py",), source, fresh, judge)
    assert any(lost)


def test_a_twin_without_the_second_rename_begins_an_empty_database_and_ours_does_not(installation, fresh):
    folder = fresh()
    name = inspect.getsourcefile(FileStorage)
    lines = Path(name).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "os.rename(self._file_name + '.pack'" in text)

    def work(tell):
        open_ground(installation, folder, MovableClock(MONDAY)).database.pack()

    assert killed_at(Point(name, line, 1), work).killed
    assert not (folder / "Data.fs").exists()
    twin = shutil.copytree(folder, folder.with_name("twin"))
    storage = FileStorage(str(twin / "Data.fs"))
    assert storage.getSize() == 4
    storage.close()
    assert sound(installation, folder, 2) == 2


def test_a_pack_that_dies_anywhere_leaves_every_case(installation, source, figures, fresh):
    def packing(folder):
        def work(tell):
            ground = open_ground(installation, folder, MovableClock(MONDAY))
            ground.database.pack()
            tell("packed")
            ground.close()

        return work

    def judge(folder, _death):
        sound(installation, folder, 2)
        packing(folder)(lambda _said: None)
        sound(installation, folder, 2)

    figures.record("kill at any line of a pack", **deaths(packing, PACKING, source, fresh, judge))


def test_a_backup_that_dies_anywhere_leaves_the_one_before_and_the_next_is_whole(
    installation, source, figures, fresh, tmp_path
):
    def save(folder):
        ground = open_ground(installation, folder / "var", MovableClock(MONDAY))
        try:
            Archive(folder / "backup").save(ground.var, ground.clock.now(), ground.house.side.backup)
        finally:
            ground.close()

    def with_a_backup_and_another_case():
        folder = tmp_path / f"saved-{time.monotonic_ns()}"
        fresh().rename(tmp_path / "moving")
        folder.mkdir()
        (tmp_path / "moving").rename(folder / "var")
        save(folder)
        ground = open_ground(installation, folder / "var", MovableClock(MONDAY))
        with ground.hand() as hand:
            hand_in(ground, hand, CITIZEN, paper(source, 2_000))
        ground.settle()
        ground.close()
        return folder

    def saving(folder):
        def work(tell):
            save(folder)
            tell("saved")

        return work

    def restored(folder):
        target = folder / f"restored-{time.monotonic_ns()}"
        Archive(folder / "backup").restore(target)
        shutil.copytree(folder / "var" / "keys", target / "keys")
        return sound(installation, target, 2)

    def judge(folder, death):
        assert restored(folder) == 3 if death.told else restored(folder) in (2, 3)
        save(folder)
        assert restored(folder) == 3

    found = deaths(saving, SAVING, source, with_a_backup_and_another_case, judge)
    figures.record("kill at any line of a backup", **found)


def test_a_restore_that_dies_anywhere_is_whole_or_is_begun_again(installation, source, figures, before, tmp_path):
    ground = open_ground(installation, before, MovableClock(MONDAY))
    Archive(tmp_path / "backup").save(before, ground.clock.now(), ground.house.side.backup)
    ground.close()

    def empty():
        target = tmp_path / f"to-{time.monotonic_ns()}"
        target.mkdir()
        return target

    def restoring(folder):
        def work(tell):
            Archive(tmp_path / "backup").restore(folder)
            tell("restored")

        return work

    def judge(folder, death):
        if not (folder / "Data.fs").exists():
            assert not death.told
            # What the refusal of a second restore tells people to do.
            for name in HALL:
                (folder / name).unlink(missing_ok=True)
            Archive(tmp_path / "backup").restore(folder)
        else:
            with pytest.raises(Damaged):
                Archive(tmp_path / "backup").restore(folder)
        shutil.copytree(before / "keys", folder / "keys")
        sound(installation, folder, 2)

    figures.record("kill at any line of a restore", **deaths(restoring, SAVING, source, empty, judge))
