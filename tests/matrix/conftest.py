"""One prepared city for all tests of the matrix; each leaves it as it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from conftest import Installation, running
from matrix import table
from matrix.table import Row
from matrix.world import World, build
from proving.figures import (
    figures,
    pytest_report_header,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_terminal_summary,
)

__all__ = [
    "figures",
    "pytest_report_header",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_terminal_summary",
    "rows",
    "world",
]


@pytest.fixture(scope="session")
def world(installation: Installation, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The city, with everybody signed in."""
    with running(installation, tmp_path_factory.mktemp("matrix") / "var") as hall:
        yield build(hall)


@pytest.fixture(scope="session")
def rows() -> tuple[Row, ...]:
    """What is expected."""
    return table.read()
