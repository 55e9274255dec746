"""Reader of ``tenants/_shared/lint.yaml``: what the linter of the catalogue looks for, and what it says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

import colander

from wangting.declare.schema import check, map_of, mapping, sequence, text, whole
from wangting.declare.yaml import Problem, read
from wangting.rules.citation import Lawbook
from wangting.rules.lint.finding import Told, Words
from wangting.rules.lint.rulebook import RULES

FILE = Path("tenants/_shared/lint.yaml")
LISTS = ("jargon", "held", "persons", "bodies", "themes_of_persons", "themes_of_bodies", "matters_of_persons")


@dataclass(frozen=True)
class Linting:
    """The words of the rules, and what each rule says."""

    words: Words
    told: Mapping[str, Told]


def _schema() -> colander.SchemaNode:
    rule = mapping("rule", text("title"), text("title_en"), text("fix"), text("fix_en"))
    return mapping(
        "lint",
        whole("longest_sentence", least=1),
        *(sequence(name, text("word")) for name in LISTS),
        text("licence_class"),
        whole("least_steps"),
        map_of("rules", rule),
    )


def load(home: Path, matters: Collection[str], laws: Lawbook) -> tuple[Linting | None, list[Problem]]:
    """Return the words and the sentences of the linter, and every problem found: each rule has its own and no other.

    ``matters`` are the keys of the declared matters of life.
    """
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    known = {rule.key for rule in RULES}
    for key in sorted(known - data["rules"].keys()):
        document.complain(("rules",), f"says nothing of the rule {key!r}")
    for key in sorted(data["rules"].keys() - known):
        document.complain(("rules", key), "there is no such rule")
    for first, second in (("persons", "bodies"), ("themes_of_persons", "themes_of_bodies")):
        for word in sorted(set(data[first]) & set(data[second])):
            document.complain((second,), f"{word!r} stands under {first} as well")
    for key in sorted(set(data["matters_of_persons"]) - set(matters)):
        document.complain(("matters_of_persons",), f"there is no matter of life {key!r}")
    told = {key: Told(**said) for key, said in data.pop("rules").items()}
    words = Words(**{key: tuple(value) if key in LISTS else value for key, value in data.items()}, laws=laws)
    return Linting(words, told), document.problems
