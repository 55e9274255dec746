"""Reader of ``tenants/_shared/exchange``: the national tables of items, and what of ours stands in which field."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import colander

from wangting.declare.schema import check, map_of, mapping, one_of, sequence, text
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.uptask import EACH, MADE, OF, ROOTS, Field, Table

FOLDER = Path("tenants/_shared/exchange")
FIELDS, TABLES = FOLDER / "up_task.csv", FOLDER / "up_task.yaml"
COLUMNS = ["table", "field", "type", "required", "comment", "value", "words"]


@dataclass(frozen=True)
class UpTask:
    """The tables in the order of their declaration, how our words are sent, and which classes are public services."""

    tables: tuple[Table, ...]
    words: Mapping[str, Mapping[str, str]]
    public_classes: frozenset[str]


def _schema() -> colander.SchemaNode:
    return mapping(
        "up_task",
        sequence("public_classes", text("class")),
        map_of("tables", mapping("table", one_of("each", EACH), one_of("of", OF))),
        map_of("words", map_of("codes", text("code"))),
    )


def load(home: Path) -> tuple[UpTask | None, list[Problem]]:
    """Return the tables of ``home``, or None, and every problem found."""
    document = read(home / TABLES, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    table = Document(FIELDS.as_posix())
    fields: dict[str, list[Field]] = {name: [] for name in data["tables"]}
    for line, row in _rows(home, table):
        complaint = _complaint(row, data)
        if complaint:
            table.problems.append(Problem(FIELDS.as_posix(), line, row["field"] or "(row)", complaint))
            continue
        fields[row["table"]].append(
            Field(row["field"], row["type"], row["required"] == "Y", row["comment"], row["value"], row["words"])
        )
    tables = tuple(Table(name, **said, fields=tuple(fields[name])) for name, said in data["tables"].items())
    found = [*document.problems, *table.problems]
    return (None if found else UpTask(tables, data["words"], frozenset(data["public_classes"]))), found


def _rows(home: Path, document: Document) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with (home / FIELDS).open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, restval="")
            rows = list(reader)
    except OSError as fault:
        document.complain((), f"cannot be read: {fault.strerror}")
        return
    if reader.fieldnames != COLUMNS:
        document.complain((), f"the columns are {', '.join(COLUMNS)}")
        return
    yield from enumerate(rows, 2)


def _complaint(row: Mapping[str, str], data: Mapping[str, Mapping[str, object]]) -> str | None:
    root, _dot, rest = row["value"].partition(".")
    if row["table"] not in data["tables"]:
        return f"no table {row['table']!r}"
    if row["value"] and (root not in ROOTS or not rest or (root == "made" and rest not in MADE)):
        return f"no value {row['value']!r}"
    if row["words"] and row["words"] not in data["words"]:
        return f"no words {row['words']!r}"
    return None
