"""Every test here writes to a FileStorage of its own, from many threads."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from conftest import MONDAY, Installation
from proving.figures import (
    figures,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from proving.ground import Ground, copy_of
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
def ground(installation: Installation, tmp_path: object) -> Iterator[Ground]:
    """Open a copy of the installation with the four slots of one process."""
    found = copy_of(installation, tmp_path / "var", MovableClock(MONDAY))
    yield found
    found.close()


@pytest.fixture
def source() -> random.Random:
    """Return the randomness of the test."""
    return random.Random(SEED)
