"""Carries every row of one database of the side store into another, and says whether two hold the same."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence

from wangting.errors import Damaged
from wangting.gateways.side.schema import STEPS
from wangting.gateways.side.statements import Database, Store

#: In the order in which they were made: what is referred to is there first.
TABLES = tuple(
    name for step in STEPS for statement in step for name in re.findall(r"^\s*CREATE TABLE (\w+)", statement)
)
#: What PostgreSQL adds to a table in place of the number of the row that SQLite keeps by itself.
ROW = "rowid"
_AT_ONCE = 500
_WRAP = 1 << 256


def copy_rows(source: Database, target: Database) -> dict[str, int]:
    """Write every row of ``source``, as it is at one moment, into the empty ``target``; return how many by table."""
    with source.read() as old, target.write(full=True) as new:
        return {table: _copy_table(old, new, table) for table in TABLES}


def contents(database: Database) -> dict[str, tuple[int, str]]:
    """Return for each table how many rows it has, and a digest that the order of the rows does not change."""
    with database.read() as store:
        return {table: _digest(store, table) for table in TABLES}


def is_empty(database: Database) -> bool:
    """Return whether nothing was ever written to ``database``."""
    with database.read() as store:
        return not any(store.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone() for table in TABLES)  # noqa: S608 - names of our own tables


def carry(source: Database, target: Database) -> dict[str, int]:
    """Copy every row and compare both sides; return how many by table.

    Raises Damaged when ``target`` holds something already, or does not hold the same afterwards.
    """
    if not is_empty(target):
        raise Damaged("side_store_not_empty", next="Name an empty side store: nothing is overwritten.")
    copied = copy_rows(source, target)
    there = contents(target)
    other = [table for table, told in contents(source).items() if told != there[table]]
    if other:
        raise Damaged("side_store_not_the_same", tables=" ".join(other), next="Something wrote while it was copied.")
    return copied


def _copy_table(old: Store, new: Store, table: str) -> int:
    copied = 0
    for columns, rows in _rows(old, table):
        names, places = ", ".join(columns), ", ".join("?" for _ in columns)
        new.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", rows)  # noqa: S608 - names of our own tables
        copied += len(rows)
    return copied


def _digest(store: Store, table: str) -> tuple[int, str]:
    count, total = 0, 0
    for columns, rows in _rows(store, table):
        for row in rows:
            told = repr(sorted(zip(columns, row, strict=True))).encode()
            total = (total + int.from_bytes(hashlib.sha256(told).digest(), "big")) % _WRAP
        count += len(rows)
    return count, f"{total:064x}"


def _rows(store: Store, table: str) -> Iterator[tuple[list[str], Sequence[tuple]]]:
    """Yield columns and rows, the oldest row first where rows have an age and no key of their own."""
    aged = " ORDER BY rowid" if table in _without_key() else ""
    found = store.execute(f"SELECT * FROM {table}{aged}")  # noqa: S608 - names of our own tables
    places = [place for place, column in enumerate(found.description) if column[0] != ROW]
    columns = [found.description[place][0] for place in places]
    while rows := found.fetchmany(_AT_ONCE):
        yield columns, [tuple(row[place] for place in places) for row in rows]


def _without_key() -> frozenset[str]:
    return frozenset(
        name
        for step in STEPS
        for statement in step
        for name in re.findall(r"^\s*CREATE TABLE (\w+)", statement)
        if "PRIMARY KEY" not in statement
    )
