"""Split the real pairs of everyday words by item: ``python tools/data/alias_split.py SOURCES`` writes alias_split.csv.

One half of the items keep their aliases (``loaded``), the other half's are what the finder is asked without having
seen them (``held``); a pair belongs to the half of its item.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
TARGET = HOME / "tests/data/search/alias_split.csv"
#: The day on which the sample editions begin; chosen before anything was measured with it.
SEED = 20260701


def main() -> int:
    """Write the split."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    with (parser.parse_args().sources / "search_alias_pairs.csv").open(encoding="utf-8", newline="") as lines:
        pairs = [(row["alias"], row["official_name"]) for row in csv.DictReader(lines)]
    items = sorted({name for _alias, name in pairs})
    random.Random(SEED).shuffle(items)  # noqa: S311 - a split that anyone can repeat, no secret
    loaded = set(items[: len(items) // 2])
    with TARGET.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(("alias", "official_name", "half"))
        table.writerows((alias, name, "loaded" if name in loaded else "held") for alias, name in pairs)
    held = sum(name not in loaded for _alias, name in pairs)
    sys.stdout.write(f"{len(pairs)} pairs of {len(items)} items, {held} held\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
