"""A hall that dies at any line of a piece of work: begun again for each of these lines, and judged afterwards."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from conftest import MONDAY
from proving.ground import open_ground
from proving.killing import Death, Point, Work, chosen, killed_at, points
from proving.recount import cases_of, recount
from wangting.clock import MovableClock
from wangting.scripts.verify import damage_of


def sound(installation: object, var: Path, at_least: int) -> int:
    """Return how many cases there are, after everything about them was counted again and every byte read."""
    ground = open_ground(installation, var, MovableClock(MONDAY))
    try:
        ground.settle()
        with ground.room() as room:
            assert recount(room, sealed=True) == []
            found = len(cases_of(room.register))
    finally:
        ground.close()
    assert list(damage_of(replace(installation.settings, var=var))) == []
    assert found >= at_least
    return found


def any_visit(_point: Point) -> bool:
    """Whether somebody may die there: everywhere."""
    return True


def first_visit(point: Point) -> bool:
    """Whether this is the first time that the work comes by: where all the rest is still to be done."""
    return point.visit == 1


def deaths(work_on: Callable[[Path], Work], files: Sequence[str], source: random.Random, count: int,
           fresh: Callable[[], Path], judge: Callable[[Path, Death], None],
           may_die: Callable[[Point], bool] = any_visit) -> dict[str, int]:  # fmt: skip
    """Let ``work_on(folder)`` die ``count`` times, each on a ``fresh()`` folder, and ``judge`` what is left.

    The deaths are spread over the first and the last visit of every line of ``files``, those that ``may_die`` allows;
    what the judge raises says where it was.  Return how many lines there are and how often it died.
    """
    found = points(work_on(fresh()), files)
    meant, died = chosen([point for point in found if may_die(point)], source, count), 0
    for point in meant:
        folder = fresh()
        death = killed_at(point, work_on(folder))
        died += death.killed
        try:
            judge(folder, death)
        except BaseException as fault:
            fault.add_note(f"after a death at {point}")
            raise
        shutil.rmtree(folder)
    # Threads and clocks may send a run another way now and then: a wait is not as long each time.
    assert died >= 0.9 * len(meant) - 1
    return {"lines_come_by": len({(point.file, point.line) for point in found}), "deaths": died, "lost": 0}
