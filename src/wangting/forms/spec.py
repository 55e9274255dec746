"""A form as it is declared with an edition: sections of fields, and the materials that become fields of their own.

Field ids are stable over editions, so that a draft that moves to a new edition keeps its answers (DESIGN 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wangting.terms import CHINESE, ENGLISH

REQUIRED = "required"
ORIGINAL = "original"


@dataclass(frozen=True, slots=True)
class Named:
    """Anything with a Chinese title and perhaps an English one; ``hint`` says how to answer."""

    id: str
    title: str
    title_en: str = ""
    hint: str = ""
    hint_en: str = ""

    def titled(self, lang: str) -> str:
        """Return the title in ``lang``, the Chinese one where there is no English."""
        return self.title_en or self.title if lang == ENGLISH else self.title

    def hinted(self, lang: str) -> str:
        """Return the hint in ``lang``, the Chinese one where there is no English."""
        return self.hint_en or self.hint if lang == ENGLISH else self.hint

    def tongue(self, lang: str) -> str | None:
        """Return the ``lang`` attribute that the title needs on a page in ``lang``; None when it needs none."""
        return CHINESE if lang == ENGLISH and not self.title_en else None

    def hint_tongue(self, lang: str) -> str | None:
        """Return the ``lang`` attribute that the hint needs on a page in ``lang``; None when it needs none."""
        return CHINESE if lang == ENGLISH and not self.hint_en else None


@dataclass(frozen=True, slots=True)
class FieldSpec(Named):
    """One field.  ``limit`` is the longest answer in characters, 0 for the kind's own.

    ``original``: a material whose original is seen at the counter, so that the citizen may bring it instead of
    sending a copy.  ``fields`` are those of one row of a repeated group, ``ordered`` says that its rows can be moved.
    ``suggested`` is the id of a list of answers on the page, which a browser offers.  ``clearable``: what was chosen
    can be left unsaid again, as somebody does who edits what others wrote.
    """

    kind: str = "text"
    required: bool = False
    options: tuple[Named, ...] = ()
    original: bool = False
    limit: int = 0
    fields: tuple[FieldSpec, ...] = ()
    ordered: bool = False
    suggested: str = ""
    clearable: bool = False


@dataclass(frozen=True, slots=True)
class SectionSpec(Named):
    """Fields that are asked together, under one heading."""

    fields: tuple[FieldSpec, ...] = ()


def sections_of(form: Iterable[Mapping[str, Any]], materials: Iterable[Mapping[str, Any]]) -> tuple[SectionSpec, ...]:
    """Return the sections declared in ``form``; a field of kind ``material`` takes its words from ``materials``.

    Raises KeyError when a field of kind ``material`` names a material that is not on the list: nothing outside the
    published list may be asked for (DOMAIN 2).
    """
    listed = {material["id"]: material for material in materials}
    return tuple(
        SectionSpec(**_names(section), fields=tuple(_field(field, listed) for field in section["fields"]))
        for section in form
    )


def _field(declared: Mapping[str, Any], materials: Mapping[str, Mapping[str, Any]]) -> FieldSpec:
    if declared["kind"] == "material":
        return _material(declared, materials[declared["id"]])
    return FieldSpec(
        **_names(declared),
        kind=declared["kind"],
        required=bool(declared.get("required")),
        options=tuple(_option(option) for option in declared.get("options") or ()),
        limit=declared.get("limit") or 0,
        fields=tuple(_field(inner, materials) for inner in declared.get("fields") or ()),
    )


def _material(declared: Mapping[str, Any], material: Mapping[str, Any]) -> FieldSpec:
    names = _names(declared)
    names["title"] = names["title"] or material["name"]
    names["hint"] = names["hint"] or material.get("requirement") or ""
    necessity = material.get("necessity")
    return FieldSpec(
        **names,
        kind="material",
        required=necessity == REQUIRED if necessity else bool(declared.get("required")),
        original=material.get("form") == ORIGINAL,
    )


def _option(declared: Mapping[str, Any]) -> Named:
    return Named(**{**_names(declared), "id": declared["value"]})


def _names(declared: Mapping[str, Any]) -> dict[str, str]:
    return {name: declared.get(name) or "" for name in ("id", "title", "title_en", "hint", "hint_en")}
