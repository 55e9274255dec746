"""Reader of ``tenants/<hall>/divisions.csv``: the towns, villages and communities a hall serves."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from wangting.declare.yaml import Problem

COLUMNS = ("code", "name", "name_en", "kind", "level", "parent", "hall")
TOWN, VILLAGE = "town", "village"
KINDS = {
    TOWN: frozenset({"镇", "乡", "街道", "类似乡级单位"}),
    VILLAGE: frozenset({"村委会", "居委会"}),
}
CODES = {TOWN: re.compile(r"\d{9}"), VILLAGE: re.compile(r"\d{12}")}


@dataclass(frozen=True, slots=True)
class Division:
    """A town, a village or a community; ``hall`` is stored, never derived from the code or the parent (DOMAIN 1)."""

    code: str
    name: str
    name_en: str
    kind: str
    level: str
    parent: str
    hall: str

    def path(self) -> tuple[str, ...]:
        """Return the keys from the city down to the division itself."""
        return ("city", self.hall, self.code) if self.level == TOWN else ("city", self.hall, self.parent, self.code)


def load(home: Path, hall: str) -> tuple[tuple[Division, ...], list[Problem]]:
    """Return the divisions of ``hall`` in order of their codes' lines, and every problem found."""
    name = f"tenants/{hall}/divisions.csv"
    found: list[Problem] = []
    try:
        with (home / name).open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "is not UTF-8"
        return (), [Problem(name, 1, "(file)", f"cannot be read: {reason}")]
    if tuple(reader.fieldnames or ()) != COLUMNS:
        return (), [Problem(name, 1, "(file)", f"the columns are {', '.join(COLUMNS)}")]
    divisions = []
    for line, row in enumerate(rows, 2):
        faults = _faults(row, hall)
        found.extend(Problem(name, line, key, message) for key, message in faults)
        if not faults:
            divisions.append(Division(**row))
    towns = {division.code for division in divisions if division.level == TOWN}
    found.extend(
        Problem(name, line, "parent", f"no town {row['parent']!r} in this hall")
        for line, row in enumerate(rows, 2)
        if row["level"] == VILLAGE and row["parent"] not in towns
    )
    return tuple(divisions), found


def _faults(row: dict[str | None, str], hall: str) -> list[tuple[str, str]]:
    if None in row:
        return [("(row)", "has more cells than there are columns")]
    level = row["level"]
    if level not in KINDS:
        return [("level", f"is town or village, not {level!r}")]
    faults = []
    if not CODES[level].fullmatch(row["code"]):
        faults.append(("code", f"{row['code']!r} is no code of a {level}"))
    if not row["name"]:
        faults.append(("name", "must not be empty"))
    if row["kind"] not in KINDS[level]:
        faults.append(("kind", f"no kind of {level}: {row['kind']!r}"))
    if row["hall"] != hall:
        faults.append(("hall", f"stands in the folder of {hall!r} but says {row['hall']!r}"))
    return faults
