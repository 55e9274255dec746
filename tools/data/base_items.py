"""Write the base catalogue: ``python tools/data/base_items.py SOURCES`` writes items/<source>.jsonl.

A line is a code, where the record stands in its source, and the record itself, unchanged.  What an item is shown to be
is made of that when it is provisioned; nothing is written down twice.  The records of ``first.jsonl`` stand there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from pathlib import Path

import sources

from wangting.declare import codes

HOME = Path(__file__).resolve().parents[2]
ITEMS = HOME / "tenants/_shared/items"
FIRST = "first.jsonl"


def lines(folder: Path) -> dict[str, list[str]]:
    """Return the lines of each file by its name: every record of ``folder`` that has no edition made by hand."""
    records = {"guangdong_2021": sources.guangdong, "guangan_2025": sources.guangan, "anhui_fragments": sources.anhui}
    found = {source: read(folder) for source, read in records.items()}
    made = {json.loads(line)["code"] for line in (ITEMS / FIRST).read_text(encoding="utf-8").splitlines()}
    written: dict[str, list[str]] = defaultdict(list)
    for code in codes.read(HOME / codes.FILE):
        if code.code not in made and code.source_row != codes.NO_ROW:
            line = {
                "code": code.code,
                "source": code.source,
                "source_row": code.source_row,
                "source_record": found[code.source][code.source_row - 1],
            }
            written[f"{code.source}.jsonl"].append(json.dumps(line, ensure_ascii=False))
    return written


def main() -> int:
    """Write one file a source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    for name, found in lines(parser.parse_args().sources).items():
        text = "".join(f"{line}\n" for line in found)
        (ITEMS / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"{name}: {len(found)} records, {len(text.encode()) / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
