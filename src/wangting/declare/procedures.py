"""Reader of ``tenants/_shared/procedures.yaml``: the articles on which each version of a workflow rests.

They stand beside the workflows and not in them: a published version is never edited (DESIGN 4, docs/adr/0045).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.laws import FOLDER
from wangting.declare.schema import check, map_of, mapping, sequence, text, whole
from wangting.declare.yaml import Problem, read
from wangting.rules.citation import Lawbook
from wangting.rules.law import LegalBasis
from wangting.rules.numeral import MOST

FILE = Path("tenants/_shared/procedures.yaml")
VERSION = r"[a-z][a-z0-9_]*\.v[1-9][0-9]*"
Procedures = Mapping[str, tuple[LegalBasis, ...]]


def _schema() -> colander.SchemaNode:
    article = mapping("basis", text("law"), whole("article", least=1, most=MOST), text("words"), text("words_en"))
    return mapping("procedures", map_of("procedures", sequence("rows", article), VERSION))


def load(home: Path, laws: Lawbook) -> tuple[Procedures, list[Problem]]:
    """Return the articles by workflow version, and every problem: no such version, an article that is not held.

    What is wrong with a workflow or a law was told where it was read, and is not told here again.
    """
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return MappingProxyType({}), document.problems
    workflows = {path.stem for path in (home / "workflows").glob("*.yaml")}
    unread = {path.stem for path in (home / FOLDER).glob("*.yaml")} - laws.laws.keys()
    found = {}
    for key, rows in data["procedures"].items():
        if key not in workflows:
            document.complain(("procedures", key), f"no such workflow: {', '.join(sorted(workflows))}")
        for number, row in enumerate(rows):
            if row["law"] not in unread and not laws.has(row["law"], row["article"]):
                document.complain(("procedures", key, number), f"{row['law']} {row['article']} is not held")
        found[key] = tuple(LegalBasis(**row) for row in rows)
    return MappingProxyType(found), document.problems
