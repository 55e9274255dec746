"""An edition as the parts that somebody edits, and back: texts in forms, values in the edition.

A part that comes back as it went out changes nothing; what an editor leaves empty is unknown, never an empty text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from wangting.rules.questions import Odd, field_ids, form_of_rows, form_with, ids_of, odd_rows, rows_of

Data = Mapping[str, object]
Values = dict[str, object]
Ids = Iterable[str]

GENERIC, OWN = "generic", "own"
YES, NO = "yes", "no"
FORM = "form"
#: How the id of a new material or scenario begins, and what numbers in a text look like.
MATERIAL, SCENARIO = "m", "s"
NUMBER = re.compile(r"\d+")
GRADES = ("depth", "stars")
MARKS = ("courier", "online_payment", "booking", "self_service")
SENTENCES = ("prohibited", "quantity", "scope", "visit_reason", "legal_note", "promised_note", "intermediary", "level",
             "power_source", "delegated")  # fmt: skip
LISTS = ("handling", "joint_bodies", "special_procedures")
PAPER = ("name", "necessity", "copies", "form", "provider", "requirement")
PAPER_FACTS = ("channel", "kind", "instructions", "blank", "sample", "basis")
FEE = ("name", "standard", "basis", "waiver")
LAW = ("law", "article", "words", "address")
#: What a row says nothing of when it is empty; of the others it says that there is none.
UNSAID = frozenset({"address"})
QUESTION = ("question", "answer")


class Part(NamedTuple):
    """One part: what its form shows of an edition, and the edition that its answers make.

    ``applied`` is also given the ids that editions of the item have had: a new row takes none of them.
    """

    shown: Callable[[Data], Values]
    applied: Callable[[Data, Values, Ids], Data]


def _guide_shown(data: Data) -> Values:
    facts = data.get("facts", {})
    result = facts.get("result") or {}
    return {
        "name": data["name"],
        "service_object": _lines(data["service_object"]),
        "conditions": data["conditions"] or "",
        "steps": _lines(data["steps"]),
        "visits": _text(data["visits"]),
        **{key: _text(facts.get(key)) for key in GRADES},
        **{key: facts.get(key) or "" for key in SENTENCES if not key.endswith("_note")},
        **{key: _lines(facts.get(key, ())) for key in LISTS},
        **{key: {True: YES, False: NO, None: ""}[facts.get(key)] for key in MARKS},
        **{f"result_{key}": result.get(key) or "" for key in ("name", "kind", "sample")},
    }


def _guide_applied(data: Data, values: Values, _used: Ids) -> Data:
    result = {key: values[f"result_{key}"] or None for key in ("name", "kind", "sample")}
    facts = {
        **{key: _whole(values[key]) for key in GRADES},
        **{key: values[key] or None for key in SENTENCES if not key.endswith("_note")},
        **{key: _split(values[key]) or None for key in LISTS},
        **{key: {YES: True, NO: False}.get(values[key]) for key in MARKS},
        "result": result if result["name"] else None,
    }
    own = {
        "name": values["name"],
        "service_object": _split(values["service_object"]),
        "conditions": values["conditions"] or None,
        "steps": _split(values["steps"]),
        "visits": _whole(values["visits"]),
    }
    return _with_facts({**data, **own}, facts)


def _limits_shown(data: Data) -> Values:
    values = {f"{key}_note": data.get("facts", {}).get(f"{key}_note") or "" for key in ("legal", "promised")}
    for key in ("legal", "promised"):
        limit = data[f"{key}_limit"]
        values[f"{key}_amount"] = "" if limit is None else str(limit["amount"])
        values[f"{key}_unit"] = "" if limit is None else limit["unit"]
    return values


def _limits_applied(data: Data, values: Values, _used: Ids) -> Data:
    limits = {}
    for key in ("legal", "promised"):
        amount = _whole(values[f"{key}_amount"])
        unit = values[f"{key}_unit"] or "workday"
        limits[f"{key}_limit"] = None if amount is None else {"amount": amount, "unit": unit}
    notes = {key: values[key] or None for key in ("legal_note", "promised_note")}
    return _with_facts({**data, **limits}, notes)


def _materials_shown(data: Data) -> Values:
    keys = (*PAPER, *PAPER_FACTS)
    rows = [{"id": one["id"], **{key: _text(one.get(key)) for key in keys}} for one in data["materials"]]
    return {"materials": rows}


def _materials_applied(data: Data, values: Values, used: Ids) -> Data:
    known = {one["id"]: one for one in data["materials"]}
    ids = ids_of(values["materials"], MATERIAL, known, {*used, *known, *field_ids(data["form"])})
    listed = []
    for key, row in zip(ids, values["materials"], strict=True):
        paper = {"id": key, **{name: row[name] or None for name in PAPER}, "copies": _whole(row["copies"])}
        listed.append(_filled({**known.get(key, {}), **paper}, {name: row[name] or None for name in PAPER_FACTS}))
    kept = {one["id"] for one in listed}
    changed = {**data, "materials": listed, "form": form_with(data["form"], known, listed)}
    if "scenarios" in data:
        changed["scenarios"] = [
            {**one, "materials": [key for key in one["materials"] if key in kept]} for one in data["scenarios"]
        ]
    return changed


def _scenarios_shown(data: Data) -> Values:
    places = {one["id"]: str(number) for number, one in enumerate(data["materials"], 1)}
    rows = [
        {"id": one["id"], "title": one["title"], "title_en": one.get("title_en") or "",
         "materials": " ".join(places.get(key, key) for key in one["materials"])}
        for one in data.get("scenarios", ())
    ]  # fmt: skip
    return {"scenarios": rows}


def _scenarios_applied(data: Data, values: Values, _used: Ids) -> Data:
    known = {one["id"] for one in data.get("scenarios", ())}
    ids = ids_of(values["scenarios"], SCENARIO, known, known)
    by_place = {str(number): one["id"] for number, one in enumerate(data["materials"], 1)}
    rows = [
        {"id": key, "title": row["title"], "title_en": row["title_en"] or None,
         # A number that no paper has stays, and the check of the edition tells it.
         "materials": [by_place.get(number, number) for number in NUMBER.findall(row["materials"])]}
        for key, row in zip(ids, values["scenarios"], strict=True)
    ]  # fmt: skip
    return _filled(data, {"scenarios": rows or None})


def _form_shown(data: Data) -> Values:
    return {"generic": "", "rows": rows_of(data["form"])}


def _form_applied(data: Data, values: Values, used: Ids) -> Data:
    form = form_of_rows(data["form"], values["rows"], used)
    listed = data["materials"]
    return {**data, "form": form_with(form, {one["id"]: one for one in listed}, listed)}


def _flow_shown(data: Data) -> Values:
    certificate = data["certificate"] or {}
    return {"workflow": data["workflow"], "certificate_name": certificate.get("name", ""),
            "certificate_code": certificate.get("type_code", "")}  # fmt: skip


def _flow_applied(data: Data, values: Values, _used: Ids) -> Data:
    name, code = values["certificate_name"], values["certificate_code"]
    certificate = {"name": name, "type_code": code} if name or code else None
    return {**data, "workflow": values["workflow"], "certificate": certificate}


def _fees_shown(data: Data) -> Values:
    return {"fee": data["fee"] or "", "fees": _rows(data, "fees", FEE)}


def _fees_applied(data: Data, values: Values, _used: Ids) -> Data:
    return _with_facts({**data, "fee": values["fee"] or None}, {"fees": _told(values["fees"], FEE)})


def _listed(key: str, columns: tuple[str, ...]) -> Part:
    """Return the part that is one list of the facts."""
    return Part(
        lambda data: {key: _rows(data, key, columns)},
        lambda data, values, _used: _with_facts(data, {key: _told(values[key], columns)}),
    )


#: The parts in the order in which they stand on the page.
PARTS: Mapping[str, Part] = {
    "guide": Part(_guide_shown, _guide_applied),
    "limits": Part(_limits_shown, _limits_applied),
    "materials": Part(_materials_shown, _materials_applied),
    "scenarios": Part(_scenarios_shown, _scenarios_applied),
    FORM: Part(_form_shown, _form_applied),
    "flow": Part(_flow_shown, _flow_applied),
    "fees": Part(_fees_shown, _fees_applied),
    "basis": _listed("basis", LAW),
    "faq": _listed("faq", QUESTION),
}


def odd(part: str, data: Data, values: Values) -> tuple[Odd, ...]:
    """Return what keeps the answers of ``part`` from being an edition at all, row by row."""
    return odd_rows(data["form"], values["rows"]) if part == FORM else ()


def ids_in(data: Data) -> set[str]:
    """Return the ids of papers, sections and questions in an edition."""
    return {*(one["id"] for one in (*data["materials"], *data["form"])), *field_ids(data["form"])}


#: Where what is said of a place of an edition is written: one field, or the first of a row.
_GUIDE = frozenset({"name", "service_object", "conditions", "steps", "visits", *GRADES, *LISTS, *MARKS, *SENTENCES})
_ELSEWHERE = {
    "legal_limit": ("limits", "legal_amount"), "promised_limit": ("limits", "promised_amount"),
    "workflow": ("flow", "workflow"), "certificate": ("flow", "certificate_name"), "fee": ("fees", "fee"),
    "form": (FORM, "rows"),
}  # fmt: skip
_FIRST = {"materials": "name", "scenarios": "title", "fees": "name", "basis": "law", "faq": "question"}


def control_of(place: str) -> tuple[str, str] | None:
    """Return the part and the id of the field in which ``place`` of an edition is written, None where there is none.

    Places are those of the linter and of the checks, such as ``materials.2.basis`` or ``facts.courier``; they count
    from 1.
    """
    key, *rest = place.removeprefix("facts.").split(".")
    if key in _FIRST:
        row = f"-{int(rest[0]) - 1}-{rest[1] if rest[1:] else _FIRST[key]}" if rest and rest[0].isdecimal() else ""
        return key, f"{key}{row}"
    if key == "result":
        return "guide", f"result_{rest[0] if rest else 'name'}"
    if key in _GUIDE:
        return "limits" if key.endswith("_note") else "guide", key
    return _ELSEWHERE.get(key)


def copied(target: Data, source: Data) -> Data:
    """Return ``target`` with all that ``source`` says, under its own name, number and first day."""
    return {**source, **{key: target[key] for key in ("name", "number", "effective")}}


def _rows(data: Data, key: str, columns: Iterable[str]) -> list[Values]:
    return [{name: row.get(name) or "" for name in columns} for row in data.get("facts", {}).get(key, ())]


def _told(rows: Sequence[Values], columns: tuple[str, ...]) -> list[Values] | None:
    return [{name: row[name] or None for name in columns if row[name] or name not in UNSAID} for row in rows] or None


def _with_facts(data: Data, facts: Data) -> Data:
    merged = _filled(data.get("facts", {}), facts)
    return _filled(data, {"facts": merged or None})


def _filled(data: Data, more: Data) -> dict[str, object]:
    """Return ``data`` with ``more``; what is None there is absent, because absent is unknown."""
    return {key: value for key, value in {**data, **more}.items() if key not in more or value is not None}


def _lines(said: Iterable[str]) -> str:
    return "\n".join(said)


def _split(text: object) -> list[str]:
    return [line.strip() for line in str(text).split("\n") if line.strip()]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _whole(text: object) -> int | None:
    """Return a whole number; a text that is none stays None, its form has told it already."""
    said = str(text).partition(".")[0]
    return int(said) if said.isascii() and said.isdigit() else None
