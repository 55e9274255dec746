"""How well the tests of the rules that matter most notice a fault; figures of a full run are kept."""

from __future__ import annotations

import random

import pytest

from proving.figures import (
    figures,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from proving.size import SEED

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
