"""Reader of ``tenants/_shared/notices.yaml``: what is said by SMS and mail after each act."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from wangting.declare.schema import check, map_of, mapping, text
from wangting.declare.yaml import Problem, read
from wangting.rules.notice import NoticeText, unknown_places

FILE = Path("tenants/_shared/notices.yaml")


def load(home: Path, acts: frozenset[str]) -> tuple[Mapping[str, NoticeText], list[Problem]]:
    """Return the texts by act, and every problem: an unknown act, a place that nothing is filled in for."""
    document = read(home / FILE, home)
    entry = mapping("text", text("sms"), text("subject"), text("body"))
    data = check(document, mapping("notices", text("title"), text("title_en"), map_of("texts", entry)))
    if data is None:
        return MappingProxyType({}), document.problems
    for act, said in data["texts"].items():
        if act not in acts:
            document.complain(("texts", act), f"no such act: {', '.join(sorted(acts))}")
        for part, words in said.items():
            for name in unknown_places(words):
                document.complain(("texts", act, part), f"nothing is filled in for {{{name}}}")
    return MappingProxyType({act: NoticeText(**said) for act, said in data["texts"].items()}), document.problems
