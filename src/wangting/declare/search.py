"""Reader of ``tenants/_shared/search``: what the finder knows of letters, readings and everyday words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from wangting.declare.yaml import Problem

FOLDER = Path("tenants/_shared/search")
COLUMNS = {
    "everyday.csv": ("everyday", "official"),
    "readings.csv": ("reading", "usual", "also"),
    "traditional.csv": ("simplified", "traditional"),
}
READING = re.compile(r"[a-z]{1,6}")


@dataclass(frozen=True)
class SearchWords:
    """The tables of search.

    ``everyday``: what people say to what offices say; ``readings``: a character to its readings, the usual one first;
    ``traditional``: the code of a traditional character to the simplified one.
    """

    everyday: Mapping[str, tuple[str, ...]]
    readings: Mapping[str, tuple[str, ...]]
    traditional: Mapping[int, str]


def load(home: Path) -> tuple[SearchWords | None, list[Problem]]:
    """Return the words of ``home``, or None, and every problem found."""
    found: list[Problem] = []
    rows = {name: list(_rows(home, name, found)) for name in COLUMNS}
    usual: dict[str, list[str]] = {}
    for line, row in rows["readings.csv"]:
        if not READING.fullmatch(row["reading"]):
            found.append(Problem((FOLDER / "readings.csv").as_posix(), line, "reading", "is not letters a to z"))
        for letter in row["usual"]:
            usual.setdefault(letter, []).append(row["reading"])
    for _line, row in rows["readings.csv"]:
        for letter in row["also"]:
            usual.setdefault(letter, []).append(row["reading"])
    everyday: dict[str, tuple[str, ...]] = {}
    for line, row in rows["everyday.csv"]:
        word, official = row["everyday"], row["official"]
        if not word or not official or word == official or official in everyday.get(word, ()):
            found.append(Problem((FOLDER / "everyday.csv").as_posix(), line, "official", "says nothing new"))
        everyday[word] = (*everyday.get(word, ()), official)
    if found:
        return None, found
    return SearchWords(
        everyday=MappingProxyType(everyday),
        readings=MappingProxyType({letter: tuple(known) for letter, known in usual.items()}),
        traditional=MappingProxyType(
            {ord(old): row["simplified"] for _line, row in rows["traditional.csv"] for old in row["traditional"]}
        ),
    ), []


def _rows(home: Path, name: str, found: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, row) of one table; what is wrong with the whole of it goes to ``found``."""
    path = FOLDER / name
    try:
        with (home / path).open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            rows = list(reader)
    except (OSError, UnicodeDecodeError) as fault:
        reason = getattr(fault, "strerror", None) or "is not UTF-8"
        found.append(Problem(path.as_posix(), 1, "(file)", f"cannot be read: {reason}"))
        return
    if tuple(reader.fieldnames or ()) != COLUMNS[name]:
        found.append(Problem(path.as_posix(), 1, "(file)", f"the columns are {', '.join(COLUMNS[name])}"))
        return
    yield from enumerate(rows, 2)
