"""Reader of ``themes/<key>/theme.yaml``: which themes there are and whose dress each one inherits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import check, mapping, text
from wangting.declare.yaml import Document, Problem, read

DEFAULT = "default"
KEY = r"[a-z][a-z0-9_]*"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme by its folder's name; the theme called default has no parent."""

    key: str
    title: str
    title_en: str
    parent: str | None


def _schema() -> colander.SchemaNode:
    return mapping("theme", text("title"), text("title_en"), text("parent", KEY, missing=None))


def load(home: Path) -> tuple[Mapping[str, Theme], list[Problem]]:
    """Return the themes of ``home/themes`` by key, and every problem found."""
    documents: dict[str, Document] = {}
    themes: dict[str, Theme] = {}
    for path in sorted((home / "themes").glob("*/theme.yaml")):
        key = path.parent.name
        documents[key] = read(path, home)
        data = check(documents[key], _schema())
        if data is not None:
            themes[key] = Theme(key=key, **data)
    for key, theme in themes.items():
        _check_parent(theme, themes, documents.keys(), documents[key])
    found = [problem for document in documents.values() for problem in document.problems]
    if DEFAULT not in documents:
        found.append(Problem("themes", 1, "(folder)", f"there is no theme {DEFAULT!r}"))
    return MappingProxyType(themes), found


def _check_parent(theme: Theme, themes: Mapping[str, Theme], known: object, document: Document) -> None:
    if theme.key == DEFAULT:
        if theme.parent is not None:
            document.complain(("parent",), f"{DEFAULT!r} is where every search ends: it has no parent")
        return
    if theme.parent is None:
        document.complain(("parent",), f"only {DEFAULT!r} has no parent")
    elif theme.parent not in known:
        document.complain(("parent",), f"no theme {theme.parent!r}")
    else:
        seen, link = {theme.key}, theme.parent
        while link in themes and link not in seen:
            seen.add(link)
            link = themes[link].parent
        if link is not None and link in seen:
            document.complain(("parent",), f"the parents of {theme.key!r} run in a circle")
