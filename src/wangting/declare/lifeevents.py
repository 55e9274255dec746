"""Reader of ``tenants/_shared/life_events.yaml``: by which words an item belongs to a great matter of life."""

from __future__ import annotations

from pathlib import Path

import colander

from wangting.declare.schema import check, mapping, sequence, text
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.lifeevent import LifeEvent

FILE = Path("tenants/_shared/life_events.yaml")
#: One Chinese character, in Song, replaces an icon (look/README 1).
GLYPH = r"[\u4e00-\u9fff]"


def _schema() -> colander.SchemaNode:
    event = mapping(
        "event",
        text("key", r"[a-z]+"),
        text("glyph", GLYPH),
        text("title"),
        text("title_en"),
        sequence("words", text("word")),
        sequence("themes", text("theme"), missing=()),
        sequence("without", text("word"), missing=()),
    )
    return mapping("life_events", sequence("events", event))


def load(home: Path) -> tuple[tuple[LifeEvent, ...], list[Problem]]:
    """Return the matters of life in their order, and every problem found."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return (), document.problems
    for name in ("key", "glyph"):
        _check_once([event[name] for event in data["events"]], name, document)
    for number, event in enumerate(data["events"]):
        for word in sorted(set(event["words"]) & set(event["without"])):
            document.complain(("events", number, "without"), f"{word!r} stands among the words as well")
    return tuple(
        LifeEvent(**{key: tuple(value) if isinstance(value, list) else value for key, value in event.items()})
        for event in data["events"]
    ), document.problems


def _check_once(said: list[str], name: str, document: Document) -> None:
    for number, word in enumerate(said):
        if word in said[:number]:
            document.complain(("events", number, name), f"{word!r} stands here twice")
