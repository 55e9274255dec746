"""One code per base item, assigned once over all source records and the main items they name, and committed (DESIGN 5).

The result is ``tenants/_shared/items/codes.csv``; it is only ever appended to.  What a code is made from stays in
the record and is shown as it is.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wangting.declare.yaml import Problem

FILE = Path("tenants/_shared/items/codes.csv")
COLUMNS = ("source", "source_row", "record_code", "code")
#: The row of a main item that is no record itself, but that records name: its code is the one they name it by.
NO_ROW = 0
CATALOGUE_CODE = slice(19, 31)


class SourceRow(NamedTuple):
    """Where a record stands in its source (rows count from 1) and the code it brings; empty when it brings none.

    A main item that is no record has the row :data:`NO_ROW`.
    """

    source: str
    source_row: int
    record_code: str


@dataclass(frozen=True, slots=True)
class Code:
    """One line of the committed table."""

    source: str
    source_row: int
    record_code: str
    code: str


def base_code(rule: str, row: SourceRow) -> str:
    """Return the code of ``row`` before repeats are told apart; raises ValueError for an unknown ``rule``.

    ``catalogue``: the 12-digit 基本编码 inside a 31- or 33-digit code (USCC 18 + level 1 + 基本编码 12, DOMAIN 2);
    ``before_hyphen``: up to the first hyphen; ``numbered:XX``: ``XX`` and the row in two digits, for sources
    without codes.  A main item that is no record has the code that its source's records name it by.
    """
    if row.source_row == NO_ROW:
        return row.record_code
    if rule == "catalogue":
        return row.record_code[CATALOGUE_CODE]
    if rule == "before_hyphen":
        return row.record_code.split("-", 1)[0]
    kind, _, prefix = rule.partition(":")
    if kind != "numbered" or not prefix:
        raise ValueError(f"no such rule for codes: {rule}")
    return f"{prefix}{row.source_row:02d}"


def assign(rows: Iterable[SourceRow], rules: dict[str, str]) -> list[Code]:
    """Return a code for each row in the order given; a repeated one gets ``.2``, ``.3`` and so on."""
    seen: Counter[str] = Counter()
    codes = []
    for row in rows:
        base = base_code(rules[row.source], row)
        seen[base] += 1
        code = base if seen[base] == 1 else f"{base}.{seen[base]}"
        codes.append(Code(row.source, row.source_row, row.record_code, code))
    return codes


def read(path: Path) -> list[Code]:
    """Return the committed table; raises OSError when it is not there."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            Code(line["source"], int(line["source_row"]), line["record_code"], line["code"])
            for line in csv.DictReader(lines)
        ]


def write(path: Path, codes: Iterable[Code]) -> None:
    """Write the table; used once per new source by ``tools/data/assign_codes.py``."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows((code.source, code.source_row, code.record_code, code.code) for code in codes)


def load(home: Path, sources: Mapping[str, tuple[str, int]]) -> tuple[list[Code], list[Problem]]:
    """Return the committed codes and what is wrong with them: each must be the one its rule gives, and no other.

    ``sources`` gives for each source the rule of its codes and the number of its records.
    """
    name = FILE.as_posix()
    try:
        committed = read(home / FILE)
    except (OSError, KeyError, ValueError, TypeError) as fault:
        return [], [Problem(name, 1, "(file)", f"cannot be read: {fault!r}")]
    found = [
        Problem(name, line, "source", f"no source {code.source!r}")
        for line, code in enumerate(committed, 2)
        if code.source not in sources
    ]
    if not found:
        rows = [SourceRow(code.source, code.source_row, code.record_code) for code in committed]
        rules = {key: rule for key, (rule, _records) in sources.items()}
        found = [
            Problem(name, line, "code", f"is {ours.code!r}, its rule gives {given.code!r}")
            for line, (ours, given) in enumerate(zip(committed, assign(rows, rules), strict=True), 2)
            if ours != given
        ]
        counted = Counter(code.source for code in committed if code.source_row != NO_ROW)
        found += [
            Problem(name, 1, key, f"has {counted[key]} codes for {records} records")
            for key, (_rule, records) in sources.items()
            if counted[key] != records
        ]
    return committed, found
