"""Reads ``asvs.yaml``: by what each requirement of ASVS 5.0, chapters 6 to 8, is shown."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
TABLE = Path(__file__).parent / "asvs.yaml"
#: How many requirements of levels 1 and 2 each section has; there they are numbered through from one.
SECTIONS: Mapping[str, int] = {
    "V6.1": 3, "V6.2": 12, "V6.3": 4, "V6.4": 4, "V6.5": 5, "V6.6": 3, "V6.8": 4,
    "V7.1": 3, "V7.2": 4, "V7.3": 2, "V7.4": 5, "V7.5": 2, "V7.6": 2,
    "V8.1": 2, "V8.2": 3, "V8.3": 1, "V8.4": 1,
}  # fmt: skip
WORDS = ("tests", "documents", "absent", "owed")
#: A reason has at least so many letters.
REASON = 40
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def requirements() -> list[str]:
    """Return the ids of all requirements that have to be answered."""
    return [f"{section}.{number}" for section, most in SECTIONS.items() for number in range(1, most + 1)]


def read(text: str | None = None) -> dict[str, dict]:
    """Return what is said of each requirement."""
    return yaml.safe_load(TABLE.read_text("utf-8") if text is None else text)


def faults(said: Mapping[str, Mapping]) -> list[str]:
    """Return what is wrong: a gap, an unknown name, a test or heading that is not there, a reason without words."""
    wanted = requirements()
    found = [f"{name}: not answered" for name in wanted if name not in said]
    found += [f"{name}: no such requirement" for name in said if name not in wanted]
    return found + [f"{name}: {fault}" for name, answer in said.items() for fault in _faults(answer)]


def _faults(answer: Mapping) -> Iterator[str]:
    if not {"tests", "documents", "absent"} & answer.keys():
        yield "says neither what shows it nor why it does not apply"
    yield from (f"unknown word {word}" for word in answer if word not in WORDS)
    yield from (f"no test {node}" for node in answer.get("tests", ()) if not _is_test(node))
    yield from (f"no heading {place}" for place in answer.get("documents", ()) if not _is_heading(place))
    yield from (f"{word} is no reason" for word in ("absent", "owed") if len(answer.get(word, " " * REASON)) < REASON)


def _is_test(node: str) -> bool:
    path, _mark, name = node.partition("::")
    return name.startswith("test_") and name in _functions(ROOT / path)


def _is_heading(place: str) -> bool:
    path, _mark, heading = place.partition("#")
    return (ROOT / path).is_file() and heading in HEADING.findall((ROOT / path).read_text("utf-8"))


@cache
def _functions(path: Path) -> frozenset[str]:
    if not path.is_file():
        return frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))
