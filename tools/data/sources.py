"""The source records as lists, in file order: what the other tools of this folder read.

The sources themselves are not part of the repository (see tenants/_shared/items/README.md); every tool takes the
folder they lie in as its first argument.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

from wangting.declare.codes import NO_ROW, SourceRow
from wangting.rules.hierarchy import MAIN
from wangting.rules.mainitem import ranked
from wangting.rules.record import Columns


def guangdong(folder: Path) -> list[dict]:
    """Return the 2,262 records of Guangdong."""
    with (folder / "items_guangdong_2021.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def guangan(folder: Path) -> list[dict]:
    """Return the 1,135 records of Guang'an."""
    with (folder / "items_guangan_county_2025.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def anhui(folder: Path) -> list[dict]:
    """Return the 10 fragments of Anhui, each with the page it stands on."""
    pages = json.loads((folder / "guide_fragments_anhui.json").read_text(encoding="utf-8"))["guides"]
    return [
        {**item, "page": {key: value for key, value in page.items() if key not in {"items", "columns"}}}
        for page in pages
        for item in page["items"]
    ]


def rows(folder: Path) -> list[SourceRow]:
    """Return every record of every source in the order in which codes are assigned."""
    return [
        *(SourceRow("guangdong_2021", n, record["task_code"]) for n, record in enumerate(guangdong(folder), 1)),
        *(SourceRow("guangan_2025", n, record["item_code"]) for n, record in enumerate(guangan(folder), 1)),
        *(SourceRow("anhui_fragments", n, "") for n, _record in enumerate(anhui(folder), 1)),
    ]


def main_items(folder: Path, declared: dict) -> list[SourceRow]:
    """Return the main items that records name and none of them is, in the order in which they are named first."""
    found: dict[SourceRow, None] = {}
    for source, records in (("guangdong_2021", guangdong(folder)), ("guangan_2025", guangan(folder))):
        columns = Columns(**declared[source]["columns"])
        told = [one for one in (ranked(record, columns) for record in records) if one.main is not None]
        records_themselves = {one.main.code for one in told if one.rank == MAIN}
        named = (one.main.code for one in told if one.main.code not in records_themselves)
        found |= dict.fromkeys(SourceRow(source, NO_ROW, code) for code in named)
    return list(found)
