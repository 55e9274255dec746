"""Writes rows of several tables as one file: a workbook with a sheet for each table, or JSON with a row a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from wangting.errors import Refused
from wangting.gateways.sheets.xlsx_writing import FORMULA, LONGEST

#: Table, and the cells of one of its rows.
Rows = Iterable[tuple[str, Sequence[object]]]
Columns = Mapping[str, Sequence[str]]


def write(path: Path, columns: Columns, rows: Rows) -> int:
    """Write ``rows`` of the tables of ``columns`` to ``path`` and return how many.

    Raises Refused for another kind of file, and for a text that no cell of a workbook holds.
    """
    kinds = {".xlsx": _workbook, ".json": _json}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise Refused("unknown_format", file=path.name, known=", ".join(kinds))
    return kind(path, columns, rows)


def _json(path: Path, columns: Columns, rows: Rows) -> int:
    number = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, (table, cells) in enumerate(rows, 1):
            row = {"table": table, **dict(zip(columns[table], cells, strict=True))}
            file.write(("," if number > 1 else "") + "\n" + json.dumps(row, ensure_ascii=False))
        file.write("\n]\n")
    return number


def _workbook(path: Path, columns: Columns, rows: Rows) -> int:
    book = Workbook(write_only=True)
    pages = {}
    for table, names in columns.items():
        page = pages[table] = book.create_sheet(table)
        page.freeze_panes = "B2"
        page.append(list(names))
    number = 0
    try:
        for number, (table, cells) in enumerate(rows, 1):  # noqa: B007 - the number of the last one is what is told
            pages[table].append([_cell(pages[table], cell) for cell in cells])
    except Refused:
        # Under way it is files in the temporary folder, which only saving takes away.
        book.save(BytesIO())
        raise
    book.save(path)
    return number


def _cell(page: object, value: object) -> object:
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST:
        raise Refused("cell_too_long", item=value[:20], column=page.title, longest=LONGEST)
    if not value.startswith(FORMULA):
        return value
    cell = WriteOnlyCell(page, value=value)
    cell.data_type = "s"
    return cell
