"""Scenarios 情形 select from the list of materials and add nothing to it (DOMAIN 2; 行政许可法 31)."""

from __future__ import annotations

from collections.abc import Mapping

OPTIONAL = "optional"

Material = Mapping[str, object]
Scenario = Mapping[str, object]


def chosen(edition: Mapping[str, object], wanted: str | None) -> Scenario | None:
    """Return the scenario of ``edition`` that is called ``wanted``, or None when there is no such one."""
    return next((one for one in edition.get("scenarios", ()) if one["id"] == wanted), None)


def selected(edition: Mapping[str, object], scenario: Scenario | None) -> list[Material]:
    """Return the materials that ``scenario`` asks for, in the order of the list; all of them without a scenario."""
    asked = asked_for(edition)
    if scenario is None:
        return asked
    wanted = set(scenario["materials"])
    # Within a scenario its papers are asked for as the list says: there is no other case left to think of.
    return [material for material in edition["materials"] if material["id"] in wanted]


def asked_for(edition: Mapping[str, object]) -> list[Material]:
    """Return the list of materials; what is not in every scenario can be demanded of nobody, so it is optional."""
    scenarios = edition.get("scenarios", ())
    everywhere = set.intersection(*(set(one["materials"]) for one in scenarios)) if scenarios else None
    return [
        material if everywhere is None or material["id"] in everywhere else {**material, "necessity": OPTIONAL}
        for material in edition["materials"]
    ]
