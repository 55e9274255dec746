"""An item of the catalogue as plain data, for a file."""

from __future__ import annotations

from wangting.content.item import Edition, Item
from wangting.rules.exchange import EDITION, EDITION_KEYS, GENERIC
from wangting.rules.genericform import GenericForm, form_of
from wangting.rules.record import serves_organisations


def plain_of(item: Item, generic: GenericForm, shown: Edition | None = None) -> dict[str, object]:
    """Return ``item`` with the edition ``shown`` (None: its latest); the generic form is named, not spelled out."""
    latest = shown or item.editions[-1]
    edition = {**latest.data, "number": latest.number, "stage": latest.stage}
    if edition["form"] == generic_form(edition, generic):
        edition["form"] = GENERIC
    known = {key: edition.pop(key) for key in EDITION_KEYS}
    return {
        "code": item.code,
        "class": item.item_class,
        "rank": item.rank,
        "parent": item.parent,
        "legacy_code": item.legacy_code,
        "source": item.source,
        "agency": item.agency,
        "aliases": list(item.aliases),
        "note": None if item.note is None else dict(item.note),
        # What a later edition has besides: a format that has no place for it says so.
        EDITION: {**known, **edition},
    }


def generic_form(edition: dict[str, object], generic: GenericForm) -> list[dict[str, object]]:
    """Return the form that the declared template makes of the materials of ``edition``."""
    return form_of(generic, edition["materials"], organisations=serves_organisations(edition["service_object"]))
