"""Writes a catalogue as a workbook, row by row: a hundred thousand rows need no more memory than ten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from wangting.errors import Refused
from wangting.gateways.sheets.book import CODE, FIELDS, ITEMS, LISTS, MATERIALS, SHEETS, Sheet
from wangting.gateways.sheets.columns import Column
from wangting.rules.exchange import EDITION_KEYS, GENERIC, ITEM_KEYS, OPTIONAL_KEYS

WIDTH = 18
#: A text that a spreadsheet would take for a formula (QUALITY 3).
FORMULA = "="
#: The longest text that a cell of a workbook holds.
LONGEST = 32_767


def write(path: Path, items: Iterable[Mapping[str, object]]) -> int:
    """Write ``items`` to ``path`` and return how many; raises Refused for what a workbook cannot hold."""
    book = Workbook(write_only=True)
    sheets = {sheet.title: _sheet(book, sheet) for sheet in (*SHEETS, *(sheet for sheet, _path in LISTS))}
    try:
        number = _fill(sheets, items)
    except Refused:
        # Under way it is files in the temporary folder, which only saving takes away.
        book.save(BytesIO())
        raise
    book.save(path)
    return number


def _fill(sheets: Mapping[str, object], items: Iterable[Mapping[str, object]]) -> int:
    number = 0
    for number, item in enumerate(items, 1):  # noqa: B007 - the number of the last one is what is told
        _check_keys(item)
        for sheet, part in _parts(item):
            page = sheets[sheet.title]
            page.append([_cell(page, column, part, item["code"]) for column in sheet.columns])
    return number


def _sheet(book: Workbook, sheet: Sheet) -> object:
    page = book.create_sheet(sheet.title)
    page.freeze_panes = "B2"
    for number in range(1, len(sheet.columns) + 1):
        page.column_dimensions[get_column_letter(number)].width = WIDTH
    header = []
    for column in sheet.columns:
        cell = WriteOnlyCell(page, value=column.title)
        cell.font = Font(bold=True)
        header.append(cell)
    page.append(header)
    return page


def _parts(item: Mapping[str, object]) -> Iterator[tuple[Sheet, Mapping[str, object]]]:
    """Yield the rows of one item, each with the sheet it stands on."""
    edition = item["edition"]
    own = edition["form"] != GENERIC
    yield ITEMS, {**item, "edition": {**edition, "form": "own" if own else GENERIC}}
    for material in edition["materials"]:
        yield MATERIALS, material
    if own:
        for section in edition["form"]:
            for field in section["fields"]:
                yield FIELDS, {"section": section, **field}
    for sheet, path in LISTS:
        for part in _at(item, path) or ():
            yield sheet, part


def _cell(page: object, column: Column, part: Mapping[str, object], code: str) -> object:
    value = code if column is CODE else column.cell(_at(part, column.path))
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST:
        raise Refused("cell_too_long", item=code, column=column.title, longest=LONGEST)
    if value.startswith(FORMULA):
        cell = WriteOnlyCell(page, value=value)
        cell.data_type = "s"
        return cell
    return value


def _at(part: object, path: tuple[str, ...]) -> object:
    for step in path:
        part = None if part is None else part.get(step)
    return part


def _check_keys(item: Mapping[str, object]) -> None:
    """Refuse what has no column, so that nothing of an item is lost unseen."""
    extra = [key for key in item if key not in (*ITEM_KEYS, "edition")]
    extra += [key for key in item["edition"] if key not in (*EDITION_KEYS, *OPTIONAL_KEYS)]
    if extra:
        raise Refused("no_column_for", item=item["code"], keys=", ".join(extra))
