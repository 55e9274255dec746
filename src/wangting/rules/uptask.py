"""Rows of the national reporting tables ``up_task_*`` from an item as plain data (DOMAIN 7).

Which field says what is declared (tenants/_shared/exchange/up_task.csv); what nobody here knows stays empty, and what
does not fit is told, never cut off.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

#: Of what a table takes a row, and of which items.
EACH = ("item", "hall", "material", "fee", "question")
OF = ("all", "general", "public")
#: Where a value may come from.
ROOTS = frozenset({"item", "edition", "facts", "here", "part", "made"})
#: Values that are worked out here.
MADE = frozenset(
    {"basis", "catalog_code", "fee_basis", "is_charged", "kind", "order", "row_guid", "task_guid", "type_code"}
)
#: The 基本编码 of the national standard: twelve characters, as text (DOMAIN 2).
CATALOG = re.compile(r"[0-9A-Z]{12}")
LENGTH = re.compile(r"varchar\((\d+)\)")
FREE = "免费"
#: Identifiers of rows are worked out from what they are of, so that the same row is the same row every time.
NAMESPACE = uuid.UUID("6f0c6f0e-2f0b-5d4b-9f55-3d1c0a4f7c11")


@dataclass(frozen=True, slots=True)
class Field:
    """One column of a table; ``value`` is where it comes from, empty where nobody knows, ``words`` names its codes."""

    name: str
    type: str
    required: bool
    comment: str
    value: str = ""
    words: str = ""

    @property
    def longest(self) -> int | None:
        """Return how many characters fit, None where there is no limit."""
        found = LENGTH.fullmatch(self.type)
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: of what it takes a row, of which items, and its columns."""

    name: str
    each: str
    of: str
    fields: tuple[Field, ...]


class Gap(NamedTuple):
    """A cell that the platform will not take: its table and field, ``empty`` or ``long``."""

    table: str
    field: str
    reason: str


def rows_of(table: Table, said: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Yield what ``table`` has a row of in ``said``: the facts of one item, or of one item in one hall."""
    if table.of != "all" and (table.of == "public") != said["is_public"]:
        return
    if table.each in ("item", "hall"):
        yield _with(said, table, {}, 0)
        return
    for number, part in enumerate(_parts(table.each, said), 1):
        yield _with(said, table, part, number)


def cells(table: Table, said: Mapping[str, object], words: Mapping[str, Mapping[str, str]]) -> list[object]:
    """Return the cells of one row of :func:`rows_of`, None where nothing is known."""
    return [_cell(said, field, words) for field in table.fields]


def gaps(table: Table, row: Sequence[object]) -> Iterator[Gap]:
    """Yield what the platform will not take in a row of ``cells``."""
    for field, cell in zip(table.fields, row, strict=True):
        if cell is None and field.required:
            yield Gap(table.name, field.name, "empty")
        elif isinstance(cell, str) and field.longest is not None and len(cell) > field.longest:
            yield Gap(table.name, field.name, "long")


def made(item: Mapping[str, object], edition: Mapping[str, object], type_code: str | None) -> dict[str, object]:
    """Return the worked-out values of an item that are the same in each of its rows."""
    facts = edition.get("facts", {})
    laws = facts.get("basis", ())
    fees, limit = facts.get("fees", ()), edition["promised_limit"]
    code = str(item["code"])
    return {
        "basis": [" ".join(filter(None, (law["law"], law.get("article")))) for law in laws],
        "catalog_code": code if CATALOG.fullmatch(code) else None,
        "fee_basis": [fee["basis"] for fee in fees if fee.get("basis")],
        "is_charged": True if fees else False if edition["fee"] == FREE else None,
        "kind": None if limit is None else "promised" if limit["amount"] else "instant",
        # Codes of some sources are not padded: '1' is '01' (DOMAIN 2).
        "type_code": None if type_code is None else type_code.zfill(2),
    }


def _parts(each: str, said: Mapping[str, object]) -> Sequence[Mapping[str, object]]:
    if each == "material":
        return said["edition"]["materials"]
    return said["facts"].get("fees" if each == "fee" else "faq", ())


def _with(said: Mapping[str, object], table: Table, part: Mapping[str, object], number: int) -> dict[str, object]:
    place = (said["item"]["code"], said["here"].get("hall", ""))
    own = {
        "order": number or None,
        "task_guid": _guid("task", *place),
        "row_guid": _guid(table.name, *place, str(part.get("id", number))),
    }
    return {**said, "part": part, "made": {**said["made"], **own}}


def _guid(*parts: str) -> str:
    return str(uuid.uuid5(NAMESPACE, "/".join(parts)))


def _cell(said: Mapping[str, object], field: Field, words: Mapping[str, Mapping[str, str]]) -> object:
    value: object = said if field.value else None
    for step in field.value.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    if value in (None, "", [], ()):
        return None
    if field.words:
        return words[field.words].get(str(value).lower() if isinstance(value, bool) else str(value), str(value))
    if isinstance(value, list | tuple):
        return "；".join(map(str, value))
    return value
