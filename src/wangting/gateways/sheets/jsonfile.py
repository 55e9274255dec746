"""The catalogue as JSON: one array with an item a line, so that it can be read line by line and compared by lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from wangting.errors import Refused
from wangting.rules.exchange import Fault, Row

OPEN, CLOSE = "[", "]"


def write(path: Path, items: Iterable[Mapping[str, object]]) -> int:
    """Write ``items`` to ``path`` and return how many."""
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(OPEN)
        for number, item in enumerate(items, 1):
            file.write(("," if number > 1 else "") + "\n" + json.dumps(item, ensure_ascii=False))
        file.write(f"\n{CLOSE}\n")
    return number


def read(path: Path) -> Iterator[Row]:
    """Yield the items of the file, whether it has one a line or was written by another program; raises Refused."""
    with path.open(encoding="utf-8") as file:
        by_lines = file.readline().strip() == OPEN
    yield from _lines(path) if by_lines else _whole(path)


def _lines(path: Path) -> Iterator[Row]:
    """Yield an item a line; where a line is no item by itself, the file is read as a whole."""
    try:
        rows = list(_each_line(path))
    except ValueError:
        rows = _whole(path)
    yield from rows


def _each_line(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as file:
        next(file)
        for number, line in enumerate(file, 2):
            text = line.strip()
            if text and text != CLOSE:
                yield _row(f"line {number}", json.loads(text.removesuffix(",")))


def _whole(path: Path) -> Iterator[Row]:
    try:
        items = json.loads(path.read_text("utf-8"))
    except ValueError as fault:
        raise Refused("no_json", reason=str(fault)) from fault
    if not isinstance(items, list):
        raise Refused("no_list_of_items")
    for number, item in enumerate(items, 1):
        yield _row(f"item {number}", item)


def _row(place: str, item: object) -> Row:
    if isinstance(item, dict):
        return Row(place, item)
    return Row(place, {}, {}, [Fault(place, "", "no_mapping")])
