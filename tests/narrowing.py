"""The fourteen items made by hand and nothing else: what a test takes that is not about the whole catalogue.

They lie nowhere: the main items that their records name are not among them.

Reading 3,407 records for each spoilt copy, or provisioning them for each run, would make every test pay for the few
that need them.  ``narrowed`` takes part of what was declared, ``narrow`` does the same to a copy of the files.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from wangting.declare import Declared, offered
from wangting.rules.hierarchy import NOWHERE

#: What the digest of a narrowed declaration ends with.
NARROWED = " narrowed"
FIRST = Path("tenants/_shared/items/first.jsonl")
SOURCES = FIRST.with_name("sources.yaml")
#: The line by which a source says main items.
SAYS_MAIN_ITEMS = "      main_code: parent_catalog_code\n"


def first_codes(home: Path) -> tuple[str, ...]:
    """Return the codes of the items whose editions were made by hand."""
    return tuple(json.loads(line)["code"] for line in (home / FIRST).read_text(encoding="utf-8").splitlines())


def narrowed(declared: Declared, codes: Collection[str]) -> Declared:
    """Return ``declared`` with these items only, and with what the halls offer of them."""
    halls = {
        key: replace(hall, implementations=tuple(row for row in hall.implementations if row.code in codes))
        for key, hall in declared.tenants.items()
    }
    items = {code: replace(item, place=NOWHERE) for code, item in declared.items.items() if code in codes}
    parts = {"items": MappingProxyType(items), "tenants": MappingProxyType(halls)}
    return replace(declared, **parts, digest=declared.digest + NARROWED)


def narrow(home: Path) -> None:
    """Leave the items made by hand in a copy of the declared files, and take the others out."""
    codes = first_codes(home)
    for path in (home / FIRST.parent).glob("*.jsonl"):
        if path.name != FIRST.name:
            path.unlink()
    spoken = (home / SOURCES).read_text(encoding="utf-8")
    (home / SOURCES).write_text(spoken.replace(SAYS_MAIN_ITEMS, ""), encoding="utf-8")
    for path in (home / "tenants").glob("*/items.csv"):
        hall = path.parent.name
        offered.write(home, hall, [row for row in offered.read(home, hall) if row.code in codes])
