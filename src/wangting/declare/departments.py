"""Reader of ``tenants/_shared/departments.yaml``: which kind of department takes an item of another place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import check, map_of, mapping, sequence, text
from wangting.declare.yaml import Document, KeyPath, Problem, read
from wangting.rules.department import DepartmentMap, Word

FILE = Path("tenants/_shared/departments.yaml")
SLUG = r"[a-z][a-z0-9_]*"


def load(home: Path) -> tuple[DepartmentMap | None, list[Problem]]:
    """Return the map, or None, and every problem found."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    for path, kind in _uses(data):
        if kind not in data["departments"]:
            document.complain(path, f"no kind of department {kind!r}")
    _check_twice(data, document)
    if document.problems:
        return None, document.problems
    return DepartmentMap(
        kinds=frozenset(data["departments"]),
        general=tuple(data["general"]),
        by_agency=tuple(Word(**row) for row in data["by_agency"]),
        by_name=tuple(Word(**row) for row in data["by_name"]),
        otherwise=data["otherwise"],
        folded=MappingProxyType({hall: MappingProxyType(kinds) for hall, kinds in data["folded"].items()}),
    ), []


def _schema() -> colander.SchemaNode:
    word = mapping("word", text("word"), text("department", SLUG))
    return mapping(
        "map",
        sequence("departments", text("slug", SLUG)),
        sequence("general", text("word")),
        sequence("by_agency", word),
        sequence("by_name", word.clone()),
        text("otherwise", SLUG),
        map_of("folded", map_of("kinds", text("department", SLUG))),
    )


def _uses(data: Mapping[str, object]) -> Iterable[tuple[KeyPath, str]]:
    """Yield every place that names a kind of department."""
    for section in ("by_agency", "by_name"):
        for number, row in enumerate(data[section]):
            yield (section, number, "department"), row["department"]
    yield ("otherwise",), data["otherwise"]
    for hall, kinds in data["folded"].items():
        for kind in kinds:
            yield ("folded", hall, kind), kind


def _check_twice(data: Mapping[str, object], document: Document) -> None:
    """Complain of a word that stands twice: only the first decides."""
    for section in ("by_agency", "by_name"):
        words = [row["word"] for row in data[section]]
        for number, word in enumerate(words):
            if word in words[:number]:
                document.complain((section, number, "word"), f"{word!r} stands here twice")
