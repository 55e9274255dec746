"""Reader of ``tenants/_shared/items/sources.yaml``: where items come from and what their types are called here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import colander

from wangting.declare.schema import Truth, check, map_of, mapping, sequence, text, whole
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.item import BY_NAME, NO_CLASS, ClassRule, hall_class
from wangting.rules.record import Columns

FILE = Path("tenants/_shared/items/sources.yaml")
CLASS = r"[\u4e00-\u9fff]+"
CODE_RULES = r"catalogue|before_hyphen|numbered:[A-Z]{2}"


@dataclass(frozen=True, slots=True)
class ItemClass:
    """One of the hall's classes: 行政审批 and its four fellows are powers, 为民服务 is not (DOMAIN 1)."""

    title: str
    title_en: str
    power: bool


@dataclass(frozen=True)
class Source:
    """A published collection of items: its provenance, its rule for codes, its columns, its map of types to classes.

    ``retired`` are the rows whose rule is no longer in force, with the reason in both languages: they stand in the
    base catalogue only.
    """

    key: str
    title: str
    title_en: str
    address: str
    licence: str
    records: int
    codes: str
    columns: Columns
    types: Mapping[str, str]
    otherwise: str
    retired: Mapping[int, Mapping[str, str]]


@dataclass(frozen=True)
class Sources:
    """All classes and all sources, in the order in which codes were given."""

    classes: Mapping[str, ItemClass]
    by_name: tuple[ClassRule, ...]
    sources: Mapping[str, Source]

    def class_of(self, source: str, type_code: str, name: str) -> str | None:
        """Return the class of a record, None for the base catalogue only; raises KeyError for an unknown type."""
        known = self.sources[source]
        return hall_class(known.types, self.by_name, known.otherwise, type_code, name)


def _schema() -> colander.SchemaNode:
    truth = colander.SchemaNode(Truth(), name="power")
    source = mapping(
        "source",
        text("title"),
        text("title_en"),
        text("address"),
        text("licence"),
        whole("records", least=1),
        text("codes", CODE_RULES),
        _columns(),
        map_of("types", text("class"), pattern=r"[0-9A-Z]*"),
        text("otherwise", CLASS),
        map_of("retired", mapping("note", text("zh"), text("en")), pattern=r"[1-9]\d*", missing=MappingProxyType({})),
    )
    return mapping(
        "sources",
        map_of("classes", mapping("class", text("title_en"), truth), pattern=CLASS),
        sequence("by_name", mapping("rule", text("word"), text("class", CLASS))),
        map_of("sources", source),
    )


def _columns() -> colander.SchemaNode:
    """Return the shape of what a source calls its fields; one that is not there is left out."""
    single = ("type", "agency", "conditions", "visits", "service_object", "materials", "fee", "steps",
              "own_code", "main_code", "main_name", "handled")  # fmt: skip
    several = ("aliases", "legal_limit", "promised_limit")
    return mapping(
        "columns",
        *(text(name, missing=None) for name in single),
        *(sequence(name, text("column"), missing=()) for name in several),
    )


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def load(home: Path) -> tuple[Sources | None, list[Problem]]:
    """Return the sources, or None, and every problem found."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    _check_classes(data, document)
    if document.problems:
        return None, document.problems
    classes = {title: ItemClass(title=title, **entry) for title, entry in data["classes"].items()}
    sources = {
        key: Source(
            **{
                **entry,
                "key": key,
                "columns": Columns(**{name: _frozen(value) for name, value in entry["columns"].items()}),
                "types": MappingProxyType(entry["types"]),
                "retired": MappingProxyType({int(row): note for row, note in entry["retired"].items()}),
            }
        )
        for key, entry in data["sources"].items()
    }
    rules = tuple(ClassRule(rule["word"], rule["class"]) for rule in data["by_name"])
    return Sources(MappingProxyType(classes), rules, MappingProxyType(sources)), []


def _check_classes(data: dict, document: Document) -> None:
    known = data["classes"].keys()
    for number, rule in enumerate(data["by_name"]):
        _expect_class(rule["class"], known, ("by_name", number, "class"), document)
    for key, source in data["sources"].items():
        _expect_class(source["otherwise"], known, ("sources", key, "otherwise"), document)
        for code, title in source["types"].items():
            if title not in {BY_NAME, NO_CLASS}:
                _expect_class(title, known, ("sources", key, "types", code), document)


def _expect_class(title: str, known: object, path: tuple, document: Document) -> None:
    """Complain at ``path`` unless ``title`` is one of the ``known`` classes."""
    if title not in known:
        document.complain(path, f"no class {title!r}")
