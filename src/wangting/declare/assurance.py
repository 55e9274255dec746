"""Reader of ``tenants/_shared/assurance.yaml``: the levels of assurance and the ways to them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import check, map_of, mapping, one_of, sequence, text, whole
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.assurance import DECLARED, LEAST, MOST, WAYS, AssuranceLaw, Level, Vouching, Way

FILE = Path("tenants/_shared/assurance.yaml")
WORDS = ("name", "name_en", "means", "means_en")


def load(home: Path) -> tuple[AssuranceLaw | None, list[Problem]]:
    """Return the law of levels, and every problem: a level or a way that is missing, twice there, or unknown."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    _check(data, document)
    if document.problems:
        return None, document.problems
    levels = {row["level"]: Level(*(row[word] for word in WORDS)) for row in data["levels"]}
    ways = {name: Way(**way) for name, way in data["ways"].items()}
    said = data["representative"]
    vouching = Vouching(said["level"], frozenset(said["ways"]))
    once = timedelta(days=data["password_for_once"]["days"])
    return AssuranceLaw(MappingProxyType(levels), MappingProxyType(ways), vouching, once), []


def _schema() -> colander.SchemaNode:
    return mapping(
        "assurance",
        text("title"),
        text("title_en"),
        sequence("levels", mapping("level", _level(), *(text(word) for word in WORDS))),
        map_of("ways", mapping("way", _level(), whole("days", 1, missing=None))),
        mapping("representative", _level(), sequence("ways", one_of("way", WAYS - {DECLARED}))),
        mapping("password_for_once", whole("days", 1)),
    )


def _level() -> colander.SchemaNode:
    return whole("level", LEAST, MOST)


def _check(data: dict, document: Document) -> None:
    known: set[int] = set()
    for number, row in enumerate(data["levels"]):
        if row["level"] in known:
            document.complain(("levels", number, "level"), f"{row['level']} stands here twice")
        known.add(row["level"])
    for missing in sorted(set(range(LEAST, MOST + 1)) - known):
        document.complain(("levels",), f"level {missing} is missing")
    for name in data["ways"]:
        if name not in WAYS:
            document.complain(("ways", name), f"no such way: {', '.join(sorted(WAYS))}")
    for missing in sorted(WAYS - data["ways"].keys()):
        document.complain(("ways",), f"{missing} is missing")
    if not data["representative"]["ways"]:
        document.complain(("representative", "ways"), "must name a way: else nobody speaks for an organisation")
