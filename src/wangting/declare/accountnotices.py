"""Reader of ``tenants/_shared/account_notices.yaml``: codes, and what people are told about their account."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from wangting.declare.schema import check, map_of, mapping, text
from wangting.declare.yaml import Problem, read
from wangting.rules.notice import ACCOUNT_NAMES, AccountText, unknown_places

FILE = Path("tenants/_shared/account_notices.yaml")


def load(home: Path) -> tuple[Mapping[str, AccountText], list[Problem]]:
    """Return the texts by what is told, and every problem: one missing or unknown, a place that nothing fills."""
    document = read(home / FILE, home)
    entry = mapping("text", text("subject"), text("text"))
    data = check(document, mapping("account_notices", text("title"), text("title_en"), map_of("texts", entry)))
    if data is None:
        return MappingProxyType({}), document.problems
    for told in sorted(ACCOUNT_NAMES.keys() - data["texts"].keys()):
        document.complain(("texts",), f"{told} is missing")
    for told, said in data["texts"].items():
        if told not in ACCOUNT_NAMES:
            document.complain(("texts", told), f"nothing is told by this name: {', '.join(sorted(ACCOUNT_NAMES))}")
            continue
        for part, words in said.items():
            for place in unknown_places(words, ACCOUNT_NAMES[told]):
                document.complain(("texts", told, part), f"nothing is filled in for {{{place}}}")
    return MappingProxyType({told: AccountText(**said) for told, said in data["texts"].items()}), document.problems
