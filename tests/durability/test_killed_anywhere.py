"""SIGKILL at any line of a commit or of a pack, and everything is still there.

Each piece of work is done once in a fork to learn which lines it comes by; then it is begun again for each of them and
ends there.  What had been acknowledged by then must be found, and the same work must go through afterwards.
"""

from __future__ import annotations

import inspect
import shutil
from pathlib import Path

from ZODB.FileStorage import FileStorage

from conftest import MONDAY
from proving.casefiles import COUNTER, act, hand_in
from proving.dying import deaths, sound
from proving.ground import open_ground, paper
from proving.killing import Point, killed_at
from proving.recount import cases_of
from proving.size import sized
from wangting.clock import MovableClock

#: So often each piece of work dies, spread over the first and the last visit of every line it comes by.
DEATHS = sized(6, 120)
CITIZEN = "citizen-0"
STORING = ("FileStorage/FileStorage.py", "gateways/compressed.py", "gateways/filestorage.py", "gateways/sums.py",
           "gateways/durable.py", "gateways/staging.py", "ZODB/blob.py", "services/attempts.py")  # fmt: skip
PACKING = ("FileStorage/FileStorage.py", "FileStorage/fspack.py", "gateways/filestorage.py", "gateways/sums.py")


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

    figures.record("kill at any line of a commit", **deaths(filing, STORING, source, DEATHS, fresh, judge))


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
    deaths(hasty, ("FileStorage/FileStorage.py",), source, DEATHS, fresh, judge)
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

    figures.record("kill at any line of a pack", **deaths(packing, PACKING, source, DEATHS, fresh, judge))
