"""The form of an edition as the rows that somebody edits: headings, questions and the places of the papers, in order.

Ids are stable, so that a draft keeps its answers (DESIGN 5): a row keeps the id it came with, and a new row gets one
that no edition of the item has ever had, or an old answer would stand under a new question.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wangting.rules.item import is_required

Data = Mapping[str, object]
Values = dict[str, object]

#: What a row is besides a question of one of the kinds of fields: a heading of a section, or where a paper is sent.
HEADING, PAPER, CHOICE = "heading", "material", "choice"
#: How the ids of new sections, questions and options begin.
SECTION, QUESTION, OPTION = "s", "q", "o"
YES, NO = "yes", "no"
TEXTS = ("title", "title_en", "hint", "hint_en")
#: Between the Chinese and the English words of an option.
BETWEEN = "|"


class Odd(NamedTuple):
    """What is wrong with one row: its number from 0, the field it is told beside, and a code."""

    row: int
    field: str
    code: str


def rows_of(form: Iterable[Data]) -> list[Values]:
    """Return the rows of ``form``: each section is a heading and what stands below it."""
    rows = []
    for section in form:
        rows.append(_row(section, HEADING))
        rows += [_row(field, str(field["kind"])) for field in section["fields"]]
    return rows


def _row(thing: Data, kind: str) -> Values:
    needed = {True: YES, False: NO, None: ""}[thing.get("required")]
    options = "\n".join(f"{one['title']} {BETWEEN} {one['title_en']}" for one in thing.get("options") or ())
    texts = {name: thing.get(name) or "" for name in TEXTS}
    return {"id": thing["id"], "kind": kind, **texts, "required": needed, "options": options}


def odd_rows(form: Sequence[Data], rows: Sequence[Values]) -> tuple[Odd, ...]:
    """Return what keeps ``rows`` from being a form; ``form`` is the one they were made of."""
    papers = {field["id"] for section in form for field in section["fields"] if field["kind"] == PAPER}
    found = []
    for number, row in enumerate(rows):
        following = rows[number + 1] if number + 1 < len(rows) else None
        if row["kind"] == HEADING:
            if following is None or following["kind"] == HEADING:
                found.append(Odd(number, "title", "empty_section"))
            if not row["title_en"]:
                found.append(Odd(number, "title_en", "no_english_heading"))
            if row["hint"] or row["hint_en"]:
                found.append(Odd(number, "hint", "no_hint_at_heading"))
        elif number == 0:
            found.append(Odd(number, "kind", "no_heading"))
        if (row["kind"] == PAPER) != (row["id"] in papers):
            found.append(Odd(number, "kind", "paper_elsewhere"))
        if (row["kind"] == CHOICE) != bool(row["options"]):
            found.append(Odd(number, "options", "options_and_choice"))
    return tuple(found)


def form_of_rows(form: Sequence[Data], rows: Sequence[Values], used: Iterable[str]) -> list[Data]:
    """Return the form that sound ``rows`` say; ``used`` are the ids of all editions of the item."""
    sections = {section["id"]: section for section in form}
    fields = {field["id"]: field for section in form for field in section["fields"]}
    taken = {*used, *sections, *fields}
    heads = [row for row in rows if row["kind"] == HEADING]
    asked = [row for row in rows if row["kind"] != HEADING]
    named = iter(ids_of(heads, SECTION, sections, taken))
    keys = iter(ids_of(asked, QUESTION, fields, taken))
    made: list[dict] = []
    for row in rows:
        if row["kind"] == HEADING:
            key = next(named)
            made.append({**sections.get(key, {}), "id": key, "title": row["title"], "title_en": row["title_en"]})
            made[-1]["fields"] = []
        else:
            key = next(keys)
            made[-1]["fields"].append(_field(key, row, fields.get(key, {})))
    return made


def _field(key: str, row: Values, old: Data) -> dict[str, object]:
    texts = {name: row[name] or None for name in TEXTS}
    field = {**old, "id": key, "kind": row["kind"], **texts, "required": row["required"] == YES}
    field.pop("options", None)
    if row["kind"] == CHOICE:
        field["options"] = _options(str(row["options"]), old.get("options") or ())
    return field


def _options(text: str, old: Sequence[Data]) -> list[dict[str, object]]:
    """Return the options that the lines of ``text`` say; one that was only renamed keeps the value it had."""
    lines = [tuple(part.strip() for part in line.partition(BETWEEN)[::2]) for line in text.split("\n") if line.strip()]
    told = {title for title, _english in lines}
    values = {one["title"]: one["value"] for one in old}
    taken, numbers = {one["value"] for one in old}, iter(range(1, 10_000))
    found = []
    for place, (title, english) in enumerate(lines):
        value = values.pop(title, None)
        if value is None and place < len(old) and old[place]["title"] not in told:
            value = values.pop(old[place]["title"], None)
        if value is None:
            value = next(name for name in (f"{OPTION}{number}" for number in numbers) if name not in taken)
        found.append({"value": value, "title": title, "title_en": english})
    return found


def ids_of(rows: Sequence[Values], letter: str, known: Iterable[str], taken: Iterable[str]) -> list[str]:
    """Return the id of each row: its own where it is ``known``, else a new one that is not ``taken``."""
    known, taken, numbers, used = set(known), set(taken), iter(range(1, 10_000)), set()
    found = []
    for row in rows:
        key = row["id"]
        if key not in known or key in used:
            key = next(name for name in (f"{letter}{number}" for number in numbers) if name not in taken)
        used.add(key)
        found.append(key)
    return found


def field_ids(form: Iterable[Data]) -> set[str]:
    """Return the ids of all fields of ``form``, papers too."""
    return {field["id"] for section in form for field in section["fields"]}


def form_with(form: Sequence[Data], known: Mapping[str, Data], listed: Sequence[Data]) -> list[Data]:
    """Return ``form`` asking for exactly the ``listed`` papers: gone ones are taken out, new ones stand at the end.

    ``known`` are the papers that there were, by their ids.
    """
    wanted = {one["id"]: one for one in listed}
    asked = {field["id"] for section in form for field in section["fields"] if field["kind"] == PAPER}
    sections = []
    for section in form:
        fields = [_renamed(field, known, wanted) for field in section["fields"] if _stays(field, wanted)]
        sections.append({**section, "fields": fields})
    new = [_asking(one) for one in listed if one["id"] not in asked]
    if new:
        home = next((one for one in reversed(sections) if any(f["kind"] == PAPER for f in one["fields"])), None)
        if home is None:
            home = {"id": _unused("materials", sections), "title": "材料", "title_en": "Papers", "fields": []}
            sections.append(home)
        home["fields"] = [*home["fields"], *new]
    return [section for section in sections if section["fields"]]


def _unused(name: str, sections: Iterable[Data]) -> str:
    taken = {section["id"] for section in sections}
    return next(key for key in (name, *(f"{name}_{number}" for number in range(2, 1000))) if key not in taken)


def _stays(field: Data, wanted: Mapping[str, Data]) -> bool:
    return field["kind"] != PAPER or field["id"] in wanted


def _renamed(field: Data, known: Mapping[str, Data], wanted: Mapping[str, Data]) -> Data:
    """Return the field of a paper with its new name, where it bore the old one."""
    if field["kind"] != PAPER:
        return field
    new = wanted[field["id"]]
    title = new["name"] if field["title"] == known[field["id"]]["name"] else field["title"]
    same = is_required(new) == is_required(known[field["id"]])
    return {**field, "title": title, "required": field["required"] if same else is_required(new)}


def _asking(material: Data) -> Data:
    return {"id": material["id"], "kind": PAPER, "title": material["name"], "title_en": None,
            "required": is_required(material), "hint": None, "hint_en": None}  # fmt: skip
