"""Reader of ``tenants/_shared/documents.yaml``: the words of the documents that acts put into writing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import check, map_of, mapping, sequence, text
from wangting.declare.yaml import Problem, read
from wangting.rules.document import NAMES, Basis, DocumentText
from wangting.rules.notice import unknown_places

FILE = Path("tenants/_shared/documents.yaml")


def _schema() -> colander.SchemaNode:
    basis = mapping("basis", text("law"), text("article"), text("text"))
    document = mapping(
        "document",
        sequence("paragraphs", text("paragraph")),
        sequence("basis", basis),
        sequence("remedies", text("remedy"), missing=()),
    )
    return mapping("documents", text("title"), text("title_en"), map_of("documents", document))


def load(home: Path, names: frozenset[str]) -> tuple[Mapping[str, DocumentText], list[Problem]]:
    """Return the words by document, and every problem: an unknown or missing document, a place nothing fills."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return MappingProxyType({}), document.problems
    for name in sorted(names - set(data["documents"])):
        document.complain(("documents",), f"{name} has no words")
    found = {}
    for name, said in data["documents"].items():
        if name not in names:
            document.complain(("documents", name), f"no such document: {', '.join(sorted(names))}")
        for part in ("paragraphs", "remedies"):
            for number, words in enumerate(said[part]):
                for place in unknown_places(words, NAMES):
                    document.complain(("documents", name, part, number), f"nothing is filled in for {{{place}}}")
        basis = tuple(Basis(**article) for article in said["basis"])
        found[name] = DocumentText(tuple(said["paragraphs"]), basis, tuple(said["remedies"]))
    return MappingProxyType(found), document.problems
