"""Assign a code to every source record and main item: ``python tools/data/assign_codes.py SOURCES`` writes codes.csv.

Run once per new source.  A code that is already committed never changes: the tool refuses to write a table in which
one would.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import sources
import yaml

from wangting.declare import codes

HOME = Path(__file__).resolve().parents[2]
TABLE = HOME / "tenants/_shared/items/codes.csv"


def main() -> int:
    """Write the table; return 1 when a committed code would change."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    folder = parser.parse_args().sources
    declared = yaml.safe_load((HOME / "tenants/_shared/items/sources.yaml").read_text(encoding="utf-8"))
    rules = {name: source["codes"] for name, source in declared["sources"].items()}
    rows = sources.rows(folder)
    assigned = codes.assign([*rows, *sources.main_items(folder, declared["sources"])], rules)
    committed = codes.read(TABLE) if TABLE.exists() else []
    if assigned[: len(committed)] != committed:
        sys.stderr.write("a committed code would change: append new sources, never reorder old ones\n")
        return 1
    codes.write(TABLE, assigned)
    sys.stdout.write(f"{len(assigned)} codes, {len({code.code for code in assigned})} distinct\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
