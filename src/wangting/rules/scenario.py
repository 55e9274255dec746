"""Scenarios 情形 select from the list of materials and add nothing to it (DOMAIN 2; 行政许可法 31)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

OPTIONAL, PAPER = "optional", "material"
#: The field of a form by which whoever applies says in which scenario they are; its answer is that of the case.
FIELD = "case_scenario"
#: It is asked above the papers.  Whoever is in none of the scenarios, or does not know, says so or leaves it open: no
#: scenario has this for its id.
UNSURE = {"value": "-", "title": "拿不准，材料都列出来", "title_en": "Not sure: list all papers"}
QUESTION = {
    "id": FIELD,
    "kind": "choice",
    "title": "您的情形",
    "title_en": "Your situation",
    "hint": "选好后按页尾的“存下”，下面就只列这种情形要的材料",
    "hint_en": "Choose and press “Save” at the end of the page: only the papers for it are listed",
    "required": False,
}

Material = Mapping[str, object]
Scenario = Mapping[str, object]
Section = Mapping[str, object]


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


def of_answers(edition: Mapping[str, object], answers: Mapping[str, object]) -> Scenario | None:
    """Return the scenario that ``answers`` of a form of ``edition`` name, or None."""
    return chosen(edition, str(answers.get(FIELD) or ""))


def demanded(edition: Mapping[str, object], answers: Mapping[str, object]) -> Sequence[Material]:
    """Return the papers that can be asked of a case with these answers: the list, or its part for the scenario."""
    scenario = of_answers(edition, answers)
    return edition["materials"] if scenario is None else selected(edition, scenario)


def form_in(edition: Mapping[str, object], scenario: Scenario | None) -> tuple[list[Section], list[Material]]:
    """Return the sections of the edition's form in ``scenario`` and its list of materials.

    Where there are scenarios they are asked for above the papers, and papers of other scenarios are not.
    """
    materials = selected(edition, scenario)
    scenarios = edition.get("scenarios", ())
    if not scenarios:
        return list(edition["form"]), materials
    options = [{"value": one["id"], "title": one["title"], "title_en": one.get("title_en")} for one in scenarios]
    question, wanted = [{**QUESTION, "options": [*options, UNSURE]}], {material["id"] for material in materials}
    sections = []
    for section in edition["form"]:
        kept: list[Mapping[str, object]] = []
        for field in section["fields"]:
            is_paper = field["kind"] == PAPER
            if is_paper:
                kept += question
                question = []
            if not is_paper or field["id"] in wanted:
                kept.append(field)
        if kept:
            sections.append({**section, "fields": kept})
    return sections, materials
