"""Lay towns, villages and communities out by hall: ``python tools/data/divisions.py SOURCES`` writes divisions.csv.

The halls' files are ``tenants/<hall>/divisions.csv``.  Only 村委会 and 居委会 are villages and communities (DOMAIN 1),
and only the towns above them are towns.  The zone has those of 十九里镇 and no more.  A village's name stays Chinese;
a town's is also given in pinyin (pypinyin 0.55.0, which must be installed to run this), because the English pages
list towns.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

from pypinyin import lazy_pinyin, load_single_dict

HOME = Path(__file__).resolve().parents[2]
COLUMNS = ("code", "name", "name_en", "kind", "level", "parent", "hall")
VILLAGES = {"村委会", "居委会"}
HALL_OF_COUNTY = {"341602": "qiaocheng", "341621": "guoyang", "341622": "mengcheng", "341623": "lixin"}
HALL_OF_TOWN = {"341602109": "ezone"}
# What pypinyin reads otherwise than Bozhou does: 涡河 and 涡阳 are guō, 阚疃 is kàn.
READ_HERE = {ord("涡"): "guō", ord("阚"): "kàn"}
ENDINGS = {"街道": "Subdistrict", "镇": "Town", "乡": "Township"}
ZONES = {
    "341602400": "Bozhou High-tech Industrial Development Zone",
    "341602401": "Qiaocheng Economic Development Zone",
}


def english(code: str, name: str) -> str:
    """Return the English name of a town."""
    if code in ZONES:
        return ZONES[code]
    ending = next(ending for ending in ENDINGS if name.endswith(ending))
    return f"{''.join(lazy_pinyin(name.removesuffix(ending))).capitalize()} {ENDINGS[ending]}"


def main() -> int:
    """Write one file for each hall that has towns."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sources", type=Path, help="the folder of the source files")
    load_single_dict(READ_HERE)
    with (parser.parse_args().sources / "bozhou_divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    peopled = {row["parent"] for row in rows if row["kind"] in VILLAGES}
    halls: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for row in rows:
        town = row["code"] if row["level"] == "town" else row["parent"]
        if row["level"] == "town" and town in peopled:
            name_en = english(town, row["name"])
        elif row["kind"] in VILLAGES:
            name_en = ""
        else:
            continue
        hall = HALL_OF_TOWN.get(town) or HALL_OF_COUNTY[town[:6]]
        halls[hall].append((row["code"], row["name"], name_en, row["kind"], row["level"], row["parent"], hall))
    for hall, found in halls.items():
        with (HOME / "tenants" / hall / "divisions.csv").open("w", encoding="utf-8", newline="") as lines:
            table = csv.writer(lines, lineterminator="\n")
            table.writerow(COLUMNS)
            table.writerows(sorted(found))
        villages = sum(level == "village" for *_names, level, _parent, _hall in found)
        sys.stdout.write(f"{hall}: {len(found) - villages} towns, {villages} villages and communities\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
