"""Reader of ``tenants/_shared/permissions.yaml``: the one shared table of who may do what."""

from __future__ import annotations

from pathlib import Path

import colander

from wangting.declare.schema import check, mapping, sequence, text, whole
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.grants import VISITOR, BadTable, Table, table_from_rows

FILE = Path("tenants/_shared/permissions.yaml")
POST = r"[a-z][a-z0-9_]*"
PERMISSION = r"[a-z]+\.[a-z_]+"


def _schema() -> colander.SchemaNode:
    return mapping(
        "permissions",
        text("title"),
        text("title_en"),
        whole("edition", least=1),
        sequence("posts", text("post", POST)),
        sequence("table", sequence("row", text("cell"))),
        sequence("reserved", text("permission", PERMISSION), missing=()),
        sequence("separated", text("post", POST), missing=()),
    )


def load(home: Path, posts: frozenset[str]) -> tuple[Table | None, list[Problem]]:
    """Return the shared table, or None, and every problem found; ``posts`` are those the house knows."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    table = _table(data, document)
    for number, post in enumerate(data["posts"]):
        if post not in posts and post != VISITOR:
            document.complain(("posts", number), f"no post {post!r}")
    return (None if document.problems else table), document.problems


def _table(data: dict, document: Document) -> Table | None:
    try:
        return table_from_rows(data["posts"], data["table"], data["reserved"], data["separated"])
    except BadTable as fault:
        for problem in fault.problems:
            part, _, row = problem.key.partition(".")
            document.complain(("table", int(row) - 1) if part == "rows" else (part,), problem.message)
        return None
