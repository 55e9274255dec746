"""Reader of ``tenants/_shared/laws/<key>.yaml``: the articles of laws that the house holds, one file a law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import colander

from wangting.declare.schema import Day, Truth, check, map_of, mapping, sequence, text
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.citation import Lawbook
from wangting.rules.law import Law

FOLDER = Path("tenants/_shared/laws")
KEY = re.compile(r"[a-z][a-z0-9_]*")
ARTICLE = r"[1-9][0-9]{0,2}"


def _schema() -> colander.SchemaNode:
    return mapping(
        "law",
        text("title"),
        text("title_en"),
        sequence("short", text("name")),
        colander.SchemaNode(Day(), name="version"),
        colander.SchemaNode(Truth(), name="whole"),
        map_of("articles", text("article"), ARTICLE),
    )


def load(home: Path) -> tuple[Lawbook, list[Problem]]:
    """Return the laws, and every problem: a name that two have, an article missing where a law is said to be whole."""
    laws: list[Law] = []
    found: list[Problem] = []
    called: dict[str, str] = {}
    for path in sorted((home / FOLDER).glob("*.yaml")):
        document = read(path, home)
        law = _law(path.stem, document)
        for name in law.names if law else ():
            if called.setdefault(name, path.stem) != path.stem:
                document.complain(("title",), f"{name} is {called[name]} already")
        if law and not document.problems:
            laws.append(law)
        found.extend(document.problems)
    return Lawbook(laws), found


def _law(key: str, document: Document) -> Law | None:
    if not KEY.fullmatch(key):
        document.complain((), f"the file of a law is called {KEY.pattern}.yaml")
    data = check(document, _schema())
    if data is None:
        return None
    articles = _articles(data["articles"], document)
    if not articles:
        document.complain(("articles",), "holds no article")
    elif data["whole"] and [*articles] != [*range(1, len(articles) + 1)]:
        document.complain(("whole",), "an article is missing: they count from 1 without a gap")
    return Law(key, data["title"], data["title_en"], tuple(data["short"]), data["version"], data["whole"], articles)


def _articles(declared: Mapping[str, str], document: Document) -> dict[int, tuple[str, ...]]:
    """Return the paragraphs by number, in their order, which the file has to keep."""
    found: dict[int, tuple[str, ...]] = {}
    for key, words in declared.items():
        if found and int(key) < max(found):
            document.complain(("articles", key), f"stands behind article {max(found)}")
        found[int(key)] = tuple(line.strip() for line in words.split("\n") if line.strip())
    return dict(sorted(found.items()))
