"""The form and the first edition of an item that has no form of its own: built from its record, never stored with it.

Nothing outside the list of materials is asked beyond who applies, who helps and how to be reached (DOMAIN 2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wangting.rules.item import is_required
from wangting.rules.record import (
    Columns,
    Record,
    limit_of,
    list_of,
    materials_of,
    serves_organisations,
    text_of,
    whole_of,
)

#: The first edition of an item; each later one counts up from it.
FIRST = 1


@dataclass(frozen=True)
class GenericForm:
    """The declared template: its sections, from when its editions are in force, and by which workflows they go.

    A section with ``materials`` has one field for each material of the item and stands only where there are any; a
    field with ``organisations`` is asked only where others than natural persons may apply.
    """

    effective: str
    ordinary: str
    instant: str
    sections: tuple[Mapping[str, object], ...]


def edition_of(record: Record, columns: Columns, generic: GenericForm) -> dict[str, object]:
    """Return the edition made of ``record``; raises Unreadable for a field that is not what its source has there."""
    listed = materials_of(record, columns.materials)
    objects = list_of(record, columns.service_object)
    promised = limit_of(record, columns.promised_limit)
    return {
        "number": FIRST,
        "effective": generic.effective,
        "name": record["name"],
        "conditions": text_of(record, columns.conditions),
        "legal_limit": limit_of(record, columns.legal_limit),
        "promised_limit": promised,
        "visits": whole_of(record, columns.visits),
        "service_object": objects,
        "materials": listed,
        "fee": text_of(record, columns.fee),
        "steps": list_of(record, columns.steps),
        "workflow": generic.instant if promised is not None and promised["amount"] == 0 else generic.ordinary,
        "certificate": None,
        "form": form_of(generic, listed, organisations=serves_organisations(objects)),
    }


def form_of(
    generic: GenericForm, materials: Sequence[Mapping[str, object]], *, organisations: bool
) -> list[dict[str, object]]:
    """Return the sections of the form for these materials."""
    sections = []
    for section in generic.sections:
        fields = [_plain(field) for field in section["fields"] if organisations or not field["organisations"]]
        if section["materials"]:
            fields += [_material(material) for material in materials]
        if fields:
            names = {key: section[key] for key in ("id", "title", "title_en")}
            sections.append({**names, "fields": fields})
    return sections


def _plain(field: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in field.items() if key != "organisations"}


def _material(material: Mapping[str, object]) -> dict[str, object]:
    """Return the field that asks for ``material``; its name is the source's and stays Chinese."""
    return {
        "id": material["id"],
        "kind": "material",
        "title": material["name"],
        "title_en": None,
        "required": is_required(material),
        "hint": None,
        "hint_en": None,
    }
