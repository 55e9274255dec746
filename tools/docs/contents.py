"""The page of content types and of the maintenance surface that edits them, asked of the running application."""

from __future__ import annotations

import tempfile
from pathlib import Path

import addresses
from markdown import code, page, table
from pyramid.registry import Registry

from wangting.declare import Declared
from wangting.substrate import tabs

KINDS = {"line": "one line", "text": "plain text of several paragraphs", "day": "a day"}


def text(declared: Declared, home: Path) -> str:
    """Return the page."""
    with tempfile.TemporaryDirectory() as var:
        registry = addresses.application(declared, home, Path(var)).registry
    types = [found["introspectable"] for found in registry.introspector.get_category("substance d content types")]
    ours = [one for one in types if "fields" in one["meta"]]
    others = [one for one in types if "fields" not in one["meta"]]
    return page(
        "Content types",
        "What lies in the site of the hall and is edited in the maintenance surface. How to add one: "
        "[the tutorial](../tutorial/develop.md#a-content-type). Cases, licences and people are no content: they lie in "
        "the register ([storage](../explanation/storage.md)).",
        *(_record(one) for one in sorted(ours, key=lambda one: one["content_type"])),
        "## Others",
        "Provisioned by us, or brought by Substance D.",
        table(("type", "class"), sorted((code(one["content_type"]), code(_dotted(one))) for one in others)),
        "## Pages of the maintenance surface",
        "At `/manage` on a listener of its own. Every one of them is driven by a test (`tests/sdi`).",
        table(("on a", "page", "answers"), _pages(registry)),
        "## Pages that are off",
        table(("page", "why"), ((code(name), why) for name, why in tabs.OFF.items())),
        table(("on a", "why"), ((code(found.__name__), why) for found, why in tabs.OFF_CONTEXTS.items())),
        "Buttons of the page `database` that are off, because steps of evolution are run by a command: "
        + ", ".join(map(code, sorted(tabs.OFF_BUTTONS))) + ".",
    )  # fmt: skip


def _record(one: dict) -> str:
    meta = one["meta"]
    rows = ((code(field.name), field.title, KINDS[field.kind], "yes" if field.needed else "–",
             str(field.longest) if field.kind != "day" else "–") for field in meta["fields"])  # fmt: skip
    said = f"`{_dotted(one)}`; added under {', '.join(map(code, meta['under']))}."
    columns = ("field", "asked as", "is", "needed", "longest")
    return "\n\n".join([f"## {one['content_type']}", said, table(columns, rows)])


def _dotted(one: dict) -> str:
    factory = one["original_class"] if "original_class" in one else one["factory"]
    return f"{factory.__module__}.{getattr(factory, '__qualname__', factory)}"


def _pages(registry: Registry) -> list[tuple[str, ...]]:
    found = set()
    for data in registry.introspector.get_category("sdi views"):
        (view,) = (one for one in data["related"] if one.category_name == "views")
        context = getattr(view["context"], "__name__", "any")
        methods = view["request_methods"]
        method = methods if isinstance(methods, str) else " ".join(methods or ("GET", "POST"))
        found.add((code(context), code(view["name"]), f"{method} {view['request_param'] or ''}".strip()))
    return sorted(found)
