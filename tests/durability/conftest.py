"""What a crash must not take; figures of a full run are kept."""

from __future__ import annotations

import random
import shutil
import time

import pytest

from conftest import MONDAY
from proving.casefiles import APPROVER, COUNTER, REVIEWER, act, hand_in
from proving.figures import (
    figures,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from proving.ground import copy_of, paper, register_citizens
from proving.size import SEED
from wangting.clock import MovableClock

__all__ = [
    "figures",
    "pytest_report_header",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
]


@pytest.fixture
def source() -> random.Random:
    """Return the randomness of the test."""
    return random.Random(SEED)


@pytest.fixture
def before(installation, tmp_path, source):
    """Return the folder of a hall, closed, with one case that was decided and one that was just filed."""
    var = tmp_path / "before"
    ground = copy_of(installation, var, MovableClock(MONDAY))
    [citizen] = register_citizens(ground, 1)
    with ground.hand() as hand:
        first = hand_in(ground, hand, citizen, paper(source, 2_000)).case_id
        for name, login in (("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER)):
            act(hand, first, name, login)
        hand_in(ground, hand, citizen, paper(source, 2_000))
    ground.settle()
    ground.close()
    return var


@pytest.fixture
def fresh(before, tmp_path):
    """Return what makes another copy of the hall."""

    def make():
        target = tmp_path / f"at-{time.monotonic_ns()}"
        shutil.copytree(before, target)
        return target

    return make
