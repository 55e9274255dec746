"""Reads a catalogue from a workbook as offices send it: sheets in any order, columns in any order, dates as dates.

A workbook is somebody's upload: what it unpacks to is bounded, formulas are not computed, and nothing in it is run.
"""

from __future__ import annotations

import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from wangting.errors import Refused
from wangting.gateways.sheets.book import CODE, FIELDS, FORM, ITEMS, LISTS, MATERIALS, OPTIONAL, SHEETS, Sheet
from wangting.gateways.sheets.columns import Column, Unfit
from wangting.rules.exchange import GENERIC, Fault, Row

#: Bytes that a workbook may unpack to: 10,000 items take about a tenth of it.
LARGEST = 512 * 1024 * 1024
OWN = "own"
#: Parts of an edition that a workbook of before had no column for: unlike an empty cell that says nothing of them.
LATE_FACTS = tuple(column for column in ITEMS.columns if column.late and column.absent)


def read(path: Path) -> Iterator[Row]:
    """Yield the items of the workbook; raises Refused when it is none, or a sheet or a column is missing."""
    # In memory: a sheet that is given up half-way would keep the file open.
    book = opened(path.read_bytes(), LARGEST)
    try:
        listed = [(sheet, path) for sheet, path in LISTS if sheet.title in book.sheetnames]
        parts = {sheet.title: _grouped(book, sheet) for sheet in (MATERIALS, FIELDS, *(sheet for sheet, _ in listed))}
        for place, cells in rows_of(book, ITEMS):
            row = _item(place, cells, parts[MATERIALS.title], parts[FIELDS.title])
            for sheet, where in listed:
                _fill(row, where, parts[sheet.title].pop(row.item["code"], ()))
            yield row
    finally:
        book.close()
    for title, left in parts.items():
        for code, rows in left.items():
            place = rows[0][0]
            yield Row(place, {"code": code}, {}, [Fault(place, CODE.title, "no_item", {"sheet": title})])


def opened(data: bytes, largest: int = LARGEST) -> object:
    """Return the workbook that ``data`` is; raises Refused for none, and where it unpacks to over ``largest`` bytes."""
    packed = BytesIO(data)
    try:
        with zipfile.ZipFile(packed) as entries:
            size = sum(entry.file_size for entry in entries.infolist())
        if size <= largest:
            return load_workbook(packed, read_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as fault:
        raise Refused("no_workbook", reason=str(fault)) from fault
    raise Refused("workbook_too_large", size=size, largest=largest)


def rows_of(book: object, sheet: Sheet) -> Iterator[tuple[str, dict[Column, object]]]:
    """Yield the place and the cells of each row that is not empty."""
    if sheet.title not in book.sheetnames:
        known = SHEETS if sheet in SHEETS else (sheet,)
        raise Refused("no_sheet", sheet=sheet.title, sheets=", ".join(each.title for each in known))
    page = book[sheet.title]
    page.reset_dimensions()
    rows = page.iter_rows()
    columns = _columns(sheet, next(rows, ()))
    known = [column for column in columns if column is not None]
    for number, cells in enumerate(rows, 2):
        # A row ends with its last cell that is not empty.
        found = dict.fromkeys(known, EMPTY)
        found |= {column: _Cell(cell) for column, cell in zip(columns, cells, strict=False) if column is not None}
        if any(not cell.empty for cell in found.values()):
            yield f"{sheet.title} {number}", found


class _Cell:
    """What one cell holds; a formula is kept apart from a text that looks like one."""

    __slots__ = ("formula", "value")

    def __init__(self, cell: object = None) -> None:
        self.value = getattr(cell, "value", None)
        self.formula = getattr(cell, "data_type", None) == "f"

    def checked(self) -> object:
        """Return the value; raises Unfit for a formula, which nobody computes here."""
        if self.formula:
            raise Unfit("formula", self.value)
        return self.value

    @property
    def empty(self) -> bool:
        return self.value is None


EMPTY = _Cell()


def _columns(sheet: Sheet, header: tuple) -> list[Column | None]:
    titles = [str(cell.value).strip() if cell.value is not None else None for cell in header]
    known = {column.title: column for column in sheet.columns}
    missing = [title for title, column in known.items() if title not in titles and not column.late]
    strange = [title for title in titles if title is not None and title not in known]
    if missing or strange or len(set(titles) - {None}) < len([title for title in titles if title]):
        raise Refused("wrong_columns", sheet=sheet.title, missing=", ".join(missing), strange=", ".join(strange))
    return [known.get(title) for title in titles]


def _grouped(book: object, sheet: Sheet) -> dict[str, list[tuple[str, dict, tuple[Fault, ...]]]]:
    """Return the rows of ``sheet`` by the item they belong to."""
    found = defaultdict(list)
    for place, cells in rows_of(book, sheet):
        faults: list[Fault] = []
        part = _part(place, cells, faults)
        found[part.pop("code") or ""].append((place, part, tuple(faults)))
    return found


def _part(place: str, cells: dict[Column, _Cell], faults: list[Fault]) -> dict[str, object]:
    """Return the cells of a row as nested mappings; what a cell cannot mean is a fault."""
    part: dict[str, object] = {}
    for column, cell in cells.items():
        value = None
        try:
            value = column.value(cell.checked())
        except Unfit as unfit:
            faults.append(Fault(place, column.title, unfit.code, {"value": str(unfit.value)}))
        if column.absent and value in (None, []):
            continue
        *above, last = column.path
        target = part
        for step in above:
            target = target.setdefault(step, {})
        target[last] = value
    return part


def _item(place: str, cells: dict[Column, _Cell], materials: dict, fields: dict) -> Row:
    row = Row(place)
    item = _part(place, cells, row.faults)
    for *above, last in OPTIONAL:
        holder = item
        for step in above:
            holder = holder[step]
        if all(value is None for value in holder[last].values()):
            holder[last] = None
    edition, code = item["edition"], item["code"]
    if code is None:
        row.faults.append(Fault(place, CODE.title, "no_code"))
    edition["materials"] = []
    for number, (where, part, faults) in enumerate(materials.pop(code, ())):
        edition["materials"].append(part)
        row.places["edition", "materials", number] = where
        row.faults.extend(faults)
    edition["form"] = _form(row, edition["form"], fields.pop(code, ()))
    row.item = item
    row.unasked = tuple(column.path for column in LATE_FACTS if column not in cells)
    return row


def _fill(row: Row, path: tuple[str, ...], parts: Collection[tuple[str, dict, tuple[Fault, ...]]]) -> None:
    """Put ``parts`` into the item at ``path``; an item without any says nothing of it."""
    if not parts:
        return
    *above, last = path
    target = row.item
    for step in above:
        target = target.setdefault(step, {})
    target[last] = [part for _place, part, _faults in parts]
    for number, (place, _part, faults) in enumerate(parts):
        row.places[*path, number] = place
        row.faults.extend(faults)


def _form(row: Row, choice: str | None, parts: list) -> object:
    """Return the form: the generic one, or the sections that the rows of the item's own make."""
    title = next(column.title for column in ITEMS.columns if column.path == FORM)
    if choice == GENERIC and parts:
        row.faults.append(Fault(row.place, title, "two_forms", {"rows": len(parts)}))
    if choice == GENERIC:
        return GENERIC
    if choice != OWN:
        row.faults.append(Fault(row.place, title, "no_form_choice", {"value": choice}))
    sections: list[dict] = []
    for where, part, faults in parts:
        section, field = part.pop("section"), part
        row.faults.extend(faults)
        if not field["options"]:
            del field["options"]
        if not sections or sections[-1]["id"] != section["id"]:
            row.places["edition", "form", len(sections)] = where
            sections.append({**section, "fields": []})
        row.places["edition", "form", len(sections) - 1, "fields", len(sections[-1]["fields"])] = where
        sections[-1]["fields"].append(field)
    return sections
