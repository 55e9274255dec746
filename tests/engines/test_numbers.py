"""Two processes of eight threads draw numbers over ZEO: each number once, each draw a number (QUALITY P2)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engines.conftest import part, settings_of
from engines.numbering import PATIENCE
from proving.ground import open_ground, register_citizens
from proving.recount import recount
from proving.size import sized
from wangting.clock import MovableClock, SystemClock

THREADS, PROCESSES = 8, 2
DRAWS = Path(__file__).with_name("numbering.py")


@pytest.mark.parametrize(
    ("slots", "some", "every"), [(("0,1,2,3", "4,5,6,7"), 640, 40_000), (("0,1", "0,1"), 160, 10_000)]
)
def test_no_number_is_drawn_twice_by_two_processes(on_zeo, installation, figures, slots, some, every):
    each = sized(some, every) // (THREADS * PROCESSES)
    with part(on_zeo, "storage"):
        ground = open_ground(installation, on_zeo.var, MovableClock(SystemClock().now()), engine="zeo")
        logins = register_citizens(ground, THREADS * PROCESSES)
        shares = [logins[place::PROCESSES] for place in range(PROCESSES)]
        children = [
            subprocess.Popen([sys.executable, str(DRAWS), str(on_zeo.ini), own, str(each), *share],
                             stdout=subprocess.PIPE, text=True)
            for own, share in zip(slots, shares, strict=True)
        ]  # fmt: skip
        outputs = [child.communicate(timeout=PATIENCE + 60)[0].splitlines() for child in children]
        assert [child.returncode for child in children] == [0, 0]
        numbers = [line for lines in outputs for line in lines[:-1]]
        assert len(set(numbers)) == len(numbers) == each * THREADS * PROCESSES
        with ground.room() as room:
            assert recount(room) == []
        ground.close()
    collided = sum(int(lines[-1].split()[1]) for lines in outputs)
    shared = "of their own" if slots[0] != slots[1] else "shared"
    figures.record(f"numbers over ZEO, 2 processes of 8 threads, slots {shared}", numbers=len(numbers), duplicates=0,
                   conflicts_retried=collided)  # fmt: skip
    assert settings_of(on_zeo).engine == "zeo"
