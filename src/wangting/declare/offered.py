"""Reader of ``tenants/<hall>/items.csv``: the items a hall offers, who decides, and a promise where it is shorter.

The name stands there for whoever reads the list; it is the item's own, and no hall offers two items of one name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from wangting.declare.items import ItemRecord
from wangting.declare.tenant import DeclaredImplementation
from wangting.declare.yaml import Problem
from wangting.rules.overlay import implementation_problems
from wangting.rules.timelimit import LONGEST, UNITS

Fault = tuple[str, str]


class OfferedRow(NamedTuple):
    """One line of the file as it is written; an empty promise is the item's own."""

    code: str
    department: str
    promised_amount: str
    promised_unit: str
    name: str


def load(
    home: Path, hall: str, departments: frozenset[str], items: Mapping[str, ItemRecord]
) -> tuple[tuple[DeclaredImplementation, ...], list[Problem]]:
    """Return what ``hall`` offers in the order of its file, and every problem found."""
    name = path_of(hall).as_posix()
    try:
        rows = read(home, hall)
    except OSError as fault:
        return (), [Problem(name, 1, "(file)", f"cannot be read: {fault.strerror}")]
    except (ValueError, TypeError) as fault:
        return (), [Problem(name, 1, "(file)", f"is not a table of {', '.join(OfferedRow._fields)}: {fault}")]
    found: list[Problem] = []
    offered: dict[str, DeclaredImplementation] = {}
    names: set[str] = set()
    for line, row in enumerate(rows, 2):
        faults = [*_twice(row, offered, names), *_faults(row, departments, items.get(row.code))]
        found.extend(Problem(name, line, key, message) for key, message in faults)
        names.add(row.name)
        if not faults:
            offered[row.code] = DeclaredImplementation(row.code, row.department, _promise(row))
    return tuple(offered.values()), found


def path_of(hall: str) -> Path:
    """Return where the list of ``hall`` lies in the home."""
    return Path("tenants") / hall / "items.csv"


def read(home: Path, hall: str) -> list[OfferedRow]:
    """Return the lines as they stand; raises OSError when there is no file, ValueError when it is no such table."""
    with (home / path_of(hall)).open(encoding="utf-8", newline="") as lines:
        table = csv.reader(lines)
        if tuple(next(table, ())) != OfferedRow._fields:
            raise ValueError("other columns")
        return [OfferedRow(*row) for row in table]


def write(home: Path, hall: str, rows: Iterable[OfferedRow]) -> None:
    """Write the list of ``hall``; used by ``tools/data/implementations.py``."""
    with (home / path_of(hall)).open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(OfferedRow._fields)
        table.writerows(rows)


def _twice(row: OfferedRow, offered: Mapping[str, object], names: set[str]) -> Iterable[Fault]:
    if row.code in offered:
        yield "code", f"{row.code!r} stands here twice"
    elif row.name in names:
        yield "name", f"{row.name!r} is offered twice: nobody could tell one from the other"


def _faults(row: OfferedRow, departments: frozenset[str], item: ItemRecord | None) -> Iterable[Fault]:
    if row.department not in departments:
        yield "department", f"no department {row.department!r}"
    if item is None:
        yield "code", f"no item {row.code!r}"
        return
    if item.item_class is None:
        yield "code", f"{row.code!r} has no hall class: it stands in the base catalogue only"
    if item.name != row.name:
        yield "name", f"is {row.name!r}, the item is called {item.name!r}"
    if row.promised_amount or row.promised_unit:
        yield from _promise_faults(row, item)


def _promise_faults(row: OfferedRow, item: ItemRecord) -> Iterable[Fault]:
    amount, unit = row.promised_amount, row.promised_unit
    if not amount.isascii() or not amount.isdigit() or int(amount) > LONGEST:
        yield "promised_amount", f"must be a whole number up to {LONGEST}, not {amount!r}"
    elif unit not in UNITS:
        yield "promised_unit", f"no such unit {unit!r}: {', '.join(sorted(UNITS))}"
    else:
        promise = {"promised_limit": {"amount": int(amount), "unit": unit}}
        for problem in implementation_problems(promise, item.edition):
            yield "promised_amount", problem.message


def _promise(row: OfferedRow) -> tuple[int, str] | None:
    return (int(row.promised_amount), row.promised_unit) if row.promised_amount else None
