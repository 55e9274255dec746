"""The real calendar and the real permission table, read once: rules are tested on the data they will judge by."""

import csv
from pathlib import Path

import pytest
import yaml

from wangting.rules.calendar_rows import calendar_from_rows
from wangting.rules.grants import Table, table_from_rows
from wangting.rules.workday import Calendar

SHARED = Path(__file__).parents[3] / "tenants" / "_shared"


def rows_of(name: str) -> list[dict[str, str]]:
    with (SHARED / "calendars" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def calendar_tables() -> tuple[list[dict[str, str]], ...]:
    return tuple(rows_of(name) for name in ("china.csv", "china_notices.csv", "statutory_days.csv"))


@pytest.fixture(scope="session")
def calendar(calendar_tables: tuple[list[dict[str, str]], ...]) -> Calendar:
    return calendar_from_rows(*calendar_tables)


@pytest.fixture(scope="session")
def table() -> Table:
    declared = yaml.safe_load((SHARED / "permissions.yaml").read_text("utf-8"))
    return table_from_rows(declared["posts"], declared["table"], declared["reserved"], declared["separated"])
