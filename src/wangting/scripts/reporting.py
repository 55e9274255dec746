"""What ``wangting items export --form up_task`` does: the items as the national platform takes them."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from wangting.clock import SystemClock
from wangting.declare import load, uptask
from wangting.errors import DeclarationError
from wangting.gateways.sheets import tables
from wangting.rules.uptask import Gap
from wangting.scripts.running import looking
from wangting.services.catalogue import Catalogue
from wangting.services.exchanging.reporting import Reporting
from wangting.settings import read

#: Why the platform will not take a cell, in words.
REASONS = {"empty": "required, and nobody here knows it", "long": "longer than the field"}


def export(args: argparse.Namespace) -> int:
    """Write the tables to a file and tell what the platform will miss in them; beside a running hall too."""
    settings = read(args.ini)
    declared = load(settings.home, base=False)
    found, problems = uptask.load(settings.home)
    if found is None:
        raise DeclarationError([str(problem) for problem in problems])
    with looking(settings) as root:
        site = root["app_root"]
        reporting = Reporting(
            catalogue=Catalogue(site["halls"], site["catalogue"], SystemClock().now().date()),
            register=root["register"],
            tables=found.tables,
            words=found.words,
            public_classes=found.public_classes,
            types={key: source.columns.type for key, source in declared.sources.sources.items()},
            public_url=settings.public_url,
        )
        columns = {table.name: [field.name for field in table.fields] for table in found.tables}
        number = tables.write(args.file, columns, ((table.name, cells) for table, cells in reporting.rows()))
    print(f"{number} rows of {len(columns)} tables in {args.file}")
    print("\n".join(_lines(reporting.gaps)))
    return 0


def _lines(gaps: Counter[Gap]) -> Iterator[str]:
    yield f"{sum(gaps.values())} cells that the platform will not take"
    for gap, number in sorted(gaps.items()):
        yield f"  {gap.table}.{gap.field}: {number} × {REASONS[gap.reason]}"
