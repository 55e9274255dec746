"""What can be said of an item from its declared data alone: its class, its required materials, its soundness.

An edition is one immutable whole (DESIGN 5), given here as the plain mapping that its JSON line holds.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wangting.rules import scenario
from wangting.rules.problem import Problem

#: The life of an edition.
STAGES = ("draft", "reviewed", "published", "retired")

BY_NAME = "by_name"
NO_CLASS = "none"

# A name such as 属于备案项目的，提供有关备案材料 says itself that not everybody has to bring it.
CONDITIONAL = re.compile(r"属于.+的|（因.+）|如有|的情况说明或证明材料|相关材料|有关证件|需要）")


class ClassRule(NamedTuple):
    """Within a type that has no class of its own: a ``word`` in the name and the class it stands for."""

    word: str
    hall_class: str


def hall_class(
    types: Mapping[str, str], rules: Sequence[ClassRule], otherwise: str, type_code: str, name: str
) -> str | None:
    """Return the hall's class of a record (DOMAIN 2), or None where it stands in the base catalogue only.

    ``types`` is the source's own map; a type code that is not in it raises KeyError, because a record of an unknown
    type must be looked at by a person.
    """
    found = types[type_code]
    if found == BY_NAME:
        found = next((rule.hall_class for rule in rules if rule.word in name), otherwise)
    return None if found == NO_CLASS else found


def is_required(material: Mapping[str, object]) -> bool:
    """Say whether a case cannot be filed without ``material``.

    What the source does not say counts as required, unless the name itself limits it to some applicants.
    """
    necessity = material.get("necessity")
    if necessity is None:
        return not CONDITIONAL.search(str(material["name"]))
    return necessity == "required"


def fields_of(edition: Mapping[str, object]) -> Iterable[Mapping[str, object]]:
    """Yield the fields of every section of the edition's form, in order."""
    for section in edition["form"]:
        yield from section["fields"]


def edition_problems(
    edition: Mapping[str, object], workflows: frozenset[str], field_kinds: frozenset[str]
) -> tuple[Problem, ...]:
    """Return everything that is wrong with ``edition``, keyed by its place; its shape has been checked before."""
    return (
        *_limit_problems(edition),
        *_identity_problems(edition, workflows),
        *_material_problems(edition),
        *_form_problems(edition, field_kinds),
        *_scenario_problems(edition),
        *_fact_problems(edition),
    )


def _limit_problems(edition: Mapping[str, object]) -> Iterable[Problem]:
    legal, promised = edition["legal_limit"], edition["promised_limit"]
    if legal and promised and promised["amount"] > legal["amount"] and _comparable(promised, legal):
        yield Problem("promised_limit", f"is longer than the law allows: {promised['amount']} > {legal['amount']}")


def _comparable(promised: Mapping[str, object], legal: Mapping[str, object]) -> bool:
    """Say whether more days are certainly more time: so many working days never pass in fewer calendar days."""
    return promised["unit"] == legal["unit"] or promised["unit"] == "workday"


def _identity_problems(edition: Mapping[str, object], workflows: frozenset[str]) -> Iterable[Problem]:
    if edition["workflow"] not in workflows:
        yield Problem("workflow", f"no workflow {edition['workflow']!r}")
    try:
        date.fromisoformat(str(edition["effective"]))
    except ValueError:
        yield Problem("effective", f"must be a day such as 2026-07-01, not {edition['effective']!r}")


def _material_problems(edition: Mapping[str, object]) -> Iterable[Problem]:
    counted = Counter(material["id"] for material in edition["materials"])
    for number, material in enumerate(edition["materials"], 1):
        if counted[material["id"]] > 1:
            yield Problem(f"materials.{number}.id", f"{material['id']!r} stands here twice")
    asked = {field["id"] for field in fields_of(edition) if field["kind"] == "material"}
    for missing in sorted(counted.keys() - asked):
        yield Problem("form", f"nothing asks for the material {missing!r}")
    for extra in sorted(asked - counted.keys()):
        yield Problem("form", f"asks for {extra!r}, which is not on the list of materials (行政许可法 31)")


def _form_problems(edition: Mapping[str, object], field_kinds: frozenset[str]) -> Iterable[Problem]:
    counted = Counter(field["id"] for field in fields_of(edition))
    sections = Counter(section["id"] for section in edition["form"])
    for row, section in enumerate(edition["form"], 1):
        if sections[section["id"]] > 1:
            yield Problem(f"form.{row}.id", f"{section['id']!r} stands here twice")
        for number, field in enumerate(section["fields"], 1):
            place = f"form.{row}.fields.{number}"
            if counted[field["id"]] > 1:
                yield Problem(f"{place}.id", f"{field['id']!r} stands here twice")
            if field["id"] == scenario.FIELD:
                yield Problem(f"{place}.id", f"{scenario.FIELD!r} is the hall's own word for the scenario")
            if field["kind"] not in field_kinds:
                yield Problem(f"{place}.kind", f"no kind of field {field['kind']!r}")
            if (field["kind"] == "choice") != bool(field.get("options")):
                yield Problem(f"{place}.options", "a choice has options, and nothing else has")


def _scenario_problems(edition: Mapping[str, object]) -> Iterable[Problem]:
    """Yield what is wrong with the scenarios 情形: each selects from the list of materials and adds nothing to it."""
    listed = {material["id"] for material in edition["materials"]}
    scenarios = edition.get("scenarios", ())
    counted = Counter(one["id"] for one in scenarios)
    for row, one in enumerate(scenarios, 1):
        if counted[one["id"]] > 1:
            yield Problem(f"scenarios.{row}.id", f"{one['id']!r} stands here twice")
        for number, extra in enumerate(one["materials"], 1):
            if extra not in listed:
                yield Problem(f"scenarios.{row}.materials.{number}", f"{extra!r} is not on the list of materials")


def _fact_problems(edition: Mapping[str, object]) -> Iterable[Problem]:
    until = edition.get("facts", {}).get("until")
    if until is not None and until <= str(edition["effective"]):
        yield Problem("facts.until", f"ends on {until}, before it begins on {edition['effective']}")
