"""Which file is written and read how: by the end of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from wangting.errors import Refused
from wangting.gateways.late import late
from wangting.gateways.sheets import jsonfile, yamlfile
from wangting.rules.exchange import Row


class Format(NamedTuple):
    """How one kind of file is written (returns how many items) and read."""

    write: Callable[[Path, Iterable[Mapping[str, object]]], int]
    read: Callable[[Path], Iterator[Row]]


#: What only who has a workbook imports.
WORKBOOK = "wangting.gateways.sheets.xlsx"
FORMATS = {
    ".xlsx": Format(late(f"{WORKBOOK}_writing", "write"), late(f"{WORKBOOK}_reading", "read")),
    ".yaml": Format(yamlfile.write, yamlfile.read),
    ".json": Format(jsonfile.write, jsonfile.read),
}


def format_of(path: Path) -> Format:
    """Return how ``path`` is written and read; raises Refused for another kind of file."""
    found = FORMATS.get(path.suffix.lower())
    if found is None:
        raise Refused("unknown_format", file=path.name, known=", ".join(FORMATS))
    return found
