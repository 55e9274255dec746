"""A list of officials as offices have it: XLSX or CSV, one row a person with the first post."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from wangting.errors import Refused
from wangting.gateways.late import late
from wangting.gateways.sheets.book import Sheet
from wangting.gateways.sheets.columns import Column, Unfit
from wangting.rules.exchange import Fault, Row

#: See ``xlsx_reading``; most lists are CSV.
opened = late("wangting.gateways.sheets.xlsx_reading", "opened")
rows_of = late("wangting.gateways.sheets.xlsx_reading", "rows_of")
ROSTER = Sheet(
    "工作人员",
    (
        Column("姓名", ("name",)),
        Column("工号", ("login",)),
        Column("手机号", ("phone",)),
        Column("岗位", ("post",)),
        Column("单位", ("unit",)),
        Column("从哪天起", ("since",)),
        Column("到哪天止", ("until",)),
    ),
)
TITLES = tuple(column.title for column in ROSTER.columns)
#: Bytes of a file, and rows in it: a county has fewer officials.
LARGEST, MOST = 2 << 20, 2000
#: Bytes that a workbook may unpack to: ten times what so many rows need, and what is read within one answer.
UNPACKED = 8 << 20
#: How offices save CSV: with and without a mark at the head, and as the office programs of before do.
ENCODINGS = ("utf-8-sig", "gb18030")


def read(name: str, data: bytes) -> list[Row]:
    """Return the rows of the file ``name``; raises Refused when it is no such list, too large, or has another head."""
    if len(data) > LARGEST:
        raise Refused("roster_too_large", limit=LARGEST)
    suffix = name.lower().rpartition(".")[2]
    if suffix not in ("xlsx", "csv"):
        raise Refused("unknown_format", file=name, known=".xlsx, .csv")
    # One too many is enough to know: a small file can say millions of rows.
    rows = list(islice(_workbook(data) if suffix == "xlsx" else _csv(data), MOST + 1))
    if len(rows) > MOST:
        raise Refused("roster_too_long", most=MOST)
    if not rows:
        raise Refused("roster_empty")
    return rows


def written(rows: list[Row]) -> str:
    """Return ``rows`` as CSV that :func:`read` reads again."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(TITLES)
    writer.writerows([row.item.get(column.path[0]) or "" for column in ROSTER.columns] for row in rows)
    return text.getvalue()


def _workbook(data: bytes) -> Iterator[Row]:
    book = opened(data, UNPACKED)
    try:
        for place, cells in rows_of(book, ROSTER):
            row = Row(place)
            for column, cell in cells.items():
                try:
                    row.item[column.path[0]] = column.value(cell.checked())
                except Unfit as unfit:
                    row.faults.append(Fault(place, column.title, unfit.code, {"value": str(unfit.value)}))
            yield row
    finally:
        book.close()


def _csv(data: bytes) -> Iterator[Row]:
    lines = csv.reader(StringIO(_text(data), newline=""), strict=True)
    try:
        head = [title.strip() for title in next(lines, [])]
        missing, strange = [one for one in TITLES if one not in head], [one for one in head if one not in TITLES]
        if missing or strange or len(set(head)) < len(head):
            raise Refused("wrong_columns", sheet="CSV", missing=", ".join(missing), strange=", ".join(strange))
        keys = {column.title: column.path[0] for column in ROSTER.columns}
        for number, cells in enumerate(lines, 2):
            if not any(cell.strip() for cell in cells):
                continue
            row = Row(f"CSV {number}")
            row.item = {keys[title]: cell.strip() for title, cell in zip(head, cells, strict=False)}
            if len(cells) != len(head):
                row.faults.append(Fault(row.place, "", "cells_missing", {"cells": len(cells), "columns": len(head)}))
            yield row
    except csv.Error as fault:
        raise Refused("no_csv", reason=str(fault)) from fault


def _text(data: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("no_csv", reason="neither UTF-8 nor GB 18030")
