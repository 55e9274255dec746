"""Reader of ``tenants/_shared/forms/generic.yaml``: the form of every item that has none of its own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import colander

from wangting.declare.itemschema import DAY, FIELD_ID, option_schema
from wangting.declare.schema import Truth, check, mapping, sequence, text
from wangting.declare.yaml import Document, Problem, read
from wangting.rules.genericform import GenericForm

FILE = Path("tenants/_shared/forms/generic.yaml")


def load(
    home: Path, workflows: frozenset[str], field_kinds: frozenset[str]
) -> tuple[GenericForm | None, list[Problem]]:
    """Return the generic form, or None, and every problem found."""
    document = read(home / FILE, home)
    data = check(document, _schema())
    if data is None:
        return None, document.problems
    _check_names(data, workflows, field_kinds, document)
    if document.problems:
        return None, document.problems
    return GenericForm(data["effective"], **data["workflows"], sections=tuple(data["sections"])), []


def _schema() -> colander.SchemaNode:
    field = mapping(
        "field",
        text("id", FIELD_ID),
        text("kind"),
        text("title"),
        text("title_en"),
        colander.SchemaNode(Truth(), name="required"),
        text("hint", missing=None),
        text("hint_en", missing=None),
        sequence("options", option_schema(), missing=colander.drop),
        colander.SchemaNode(Truth(), name="organisations", missing=False),
    )
    section = mapping(
        "section",
        text("id", FIELD_ID),
        text("title"),
        text("title_en"),
        sequence("fields", field),
        colander.SchemaNode(Truth(), name="materials", missing=False),
    )
    return mapping(
        "form",
        text("effective", DAY),
        mapping("workflows", text("ordinary"), text("instant")),
        sequence("sections", section),
    )


def _check_names(
    data: Mapping[str, object], workflows: frozenset[str], field_kinds: frozenset[str], document: Document
) -> None:
    for key, workflow in data["workflows"].items():
        if workflow not in workflows:
            document.complain(("workflows", key), f"no workflow {workflow!r}")
    for row, section in enumerate(data["sections"]):
        for number, field in enumerate(section["fields"]):
            if field["kind"] not in field_kinds:
                document.complain(("sections", row, "fields", number, "kind"), f"no kind of field {field['kind']!r}")
    if sum(section["materials"] for section in data["sections"]) != 1:
        document.complain(("sections",), "one section, and one only, asks for the materials")
