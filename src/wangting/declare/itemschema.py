"""The shape of a base item in JSON lines, and of the edition inside it (docs/reference/editions.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import colander

from wangting.declare.itemfacts import facts, material_facts, scenario
from wangting.declare.schema import Anything, Truth, mapping, one_of, sequence, text, whole
from wangting.rules.assurance import LEAST, MOST
from wangting.rules.hierarchy import RANKS
from wangting.rules.item import STAGES
from wangting.rules.taskcode import LEGACY
from wangting.rules.timelimit import LONGEST, UNITS

FIELD_ID = r"[a-z][a-z0-9_]*"
DAY = r"\d{4}-\d{2}-\d{2}"
NECESSITIES = ("required", "optional", "deferrable")
FORMS = ("original", "copy", "electronic")
TYPE_CODE = r"[0-9A-Z]{21}"
MOST_COPIES = 99
CODE = r"[0-9A-Z]+(?:\.[0-9]+)?"


def _limit(name: str) -> colander.SchemaNode:
    return mapping(name, whole("amount", most=LONGEST), one_of("unit", tuple(sorted(UNITS))), missing=None)


def _material() -> colander.SchemaNode:
    return mapping(
        "material",
        text("id", FIELD_ID),
        text("name"),
        one_of("necessity", NECESSITIES, missing=None),
        whole("copies", least=1, most=MOST_COPIES, missing=None),
        one_of("form", FORMS, missing=None),
        text("provider", missing=None),
        text("requirement", missing=None),
        *material_facts(),
    )


def option_schema() -> colander.SchemaNode:
    """Return the shape of one option of a choice."""
    return mapping("option", text("value", FIELD_ID), text("title"), text("title_en"))


def _section() -> colander.SchemaNode:
    field = mapping(
        "field",
        text("id", FIELD_ID),
        text("kind"),
        text("title"),
        text("title_en", missing=None),
        colander.SchemaNode(Truth(), name="required"),
        text("hint", missing=None),
        text("hint_en", missing=None),
        sequence("options", option_schema(), missing=colander.drop),
    )
    return mapping("section", text("id", FIELD_ID), text("title"), text("title_en"), sequence("fields", field))


def edition_schema(name: str = "edition") -> colander.SchemaNode:
    """Return the shape of one edition: what a guide, a form and a case are made from; null means unknown."""
    certificate = mapping("certificate", text("name"), text("type_code", TYPE_CODE), missing=None)
    return mapping(
        name,
        whole("number", least=1),
        text("effective", DAY),
        text("name"),
        text("conditions", missing=None),
        _limit("legal_limit"),
        _limit("promised_limit"),
        whole("visits", missing=None),
        sequence("service_object", text("object")),
        sequence("materials", _material()),
        text("fee", missing=None),
        sequence("steps", text("step")),
        text("workflow"),
        certificate,
        whole("assurance", LEAST, MOST, missing=colander.drop),
        sequence("form", _section()),
        sequence("scenarios", scenario(), missing=colander.drop),
        facts(),
    )


def _note() -> colander.SchemaNode:
    return mapping("note", text("zh"), text("en"), missing=None)


def _origin() -> tuple[colander.SchemaNode, ...]:
    """Return what each line begins with: its code, where it stands in its source, and what stands there."""
    return (
        text("code", CODE),
        text("source", FIELD_ID),
        whole("source_row", least=1),
        colander.SchemaNode(Anything(), name="source_record", validator=_named),
    )


def _named(node: colander.SchemaNode, value: object) -> None:
    """Raise colander.Invalid unless ``value`` is a record with a name; what else is in it is the source's own."""
    if not isinstance(value, Mapping) or not isinstance(value.get("name"), str) or not value["name"]:
        raise colander.Invalid(node, "must be a record with a name")


def exchange_schema(classes: tuple[str, ...]) -> colander.SchemaNode:
    """Return the shape of an item in a file that goes out and comes back: what it says of itself and of its edition."""
    edition = edition_schema()
    edition.add(one_of("stage", STAGES))
    return mapping(
        "item",
        text("code", CODE),
        one_of("class", classes, missing=None),
        one_of("rank", RANKS, missing=None),
        text("parent", CODE, missing=None),
        text("legacy_code", LEGACY, missing=None),
        text("source", FIELD_ID),
        text("agency", missing=None),
        sequence("aliases", text("alias")),
        _note(),
        edition,
    )


@cache
def base_schema() -> colander.SchemaNode:
    """Return the shape of a line whose edition is made of its record; nothing else may be in it."""
    return mapping("item", *_origin())


@cache
def record_schema() -> colander.SchemaNode:
    """Return the shape of a line with an edition of its own; nothing may be in it that is not listed here."""
    return mapping(
        "item",
        *_origin(),
        text("class", missing=None),
        text("agency", missing=None),
        sequence("aliases", text("alias")),
        _note(),
        edition_schema(),
    )
