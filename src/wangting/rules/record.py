"""Reads the record of a source: what it says is taken over unchanged, and what it does not say stays unknown (None).

Each source calls its fields otherwise; :class:`Columns` says how, and is declared with the source (DOMAIN 2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Record = Mapping[str, object]

#: What sources call the units of a limit.
UNITS = {"工作日": "workday", "自然日": "calendar_day"}
#: 即办: a promise of no days, the day of acceptance itself.
INSTANT = "即办"
LIMIT_IN_WORDS = re.compile(r"(\d+)个?(工作日|自然日)")
NECESSITIES = {"必要": "required", "非必要": "optional", "容缺后补": "deferrable"}
#: What stands between two everyday words, and what is only around one.
BETWEEN_WORDS = re.compile(r"[,，、;；/\s]+")
AROUND_WORDS = "“”\"' "
NATURAL_PERSON = "自然人"


class Unreadable(ValueError):
    """A field of a record is not what its source usually has there; ``column`` is its name."""

    def __init__(self, column: str, value: object) -> None:
        super().__init__(f"cannot be read: {value!r}")
        self.column = column


@dataclass(frozen=True, slots=True)
class Columns:
    """What a source calls its fields; None or () where it has no such field.

    A limit has two columns, amount and unit, or one that says both in words.  ``aliases`` are everyday words.
    ``own_code`` is the record's own catalogue code, ``main_code`` and ``main_name`` are those of the main item it
    belongs to, ``handled`` is the number of a handled item (rules/mainitem.py).
    """

    type: str | None = None
    agency: str | None = None
    aliases: tuple[str, ...] = ()
    conditions: str | None = None
    legal_limit: tuple[str, ...] = ()
    promised_limit: tuple[str, ...] = ()
    visits: str | None = None
    service_object: str | None = None
    materials: str | None = None
    fee: str | None = None
    steps: str | None = None
    own_code: str | None = None
    main_code: str | None = None
    main_name: str | None = None
    handled: str | None = None


def text_of(record: Record, column: str | None) -> str | None:
    """Return a text as it stands in the record, None where there is none."""
    value = record.get(column) if column else None
    if value is not None and not isinstance(value, str):
        raise Unreadable(str(column), value)
    return value or None


def list_of(record: Record, column: str | None) -> list:
    """Return a list as it stands in the record, empty where there is none."""
    value = record.get(column) if column else None
    if value is not None and not isinstance(value, list):
        raise Unreadable(str(column), value)
    return list(value or ())


def whole_of(record: Record, column: str | None) -> int | None:
    """Return a number that a source writes as figures, None where there is none."""
    value = record.get(column) if column else None
    if value is None or value == "":
        return None
    if not re.fullmatch(r"[0-9]+", str(value)):
        raise Unreadable(str(column), value)
    return int(str(value))


def limit_of(record: Record, columns: Sequence[str]) -> dict[str, object] | None:
    """Return a limit with its own unit (DOMAIN 2), None where the source gives none."""
    if not columns:
        return None
    if len(columns) == 1:
        return _limit_in_words(record, columns[0])
    amount, unit = (record.get(column) for column in columns)
    if amount is None:
        return None
    if isinstance(amount, bool) or not isinstance(amount, int) or unit not in UNITS:
        raise Unreadable(columns[0], f"{amount} {unit}")
    return {"amount": amount, "unit": UNITS[unit]}


def _limit_in_words(record: Record, column: str) -> dict[str, object] | None:
    words = text_of(record, column)
    if words is None:
        return None
    if words.startswith(INSTANT):
        return {"amount": 0, "unit": "workday"}
    found = LIMIT_IN_WORDS.match(words)
    if found is None:
        raise Unreadable(column, words)
    return {"amount": int(found[1]), "unit": UNITS[found[2]]}


def materials_of(record: Record, column: str | None) -> list[dict[str, object]]:
    """Return the list of materials with stable ids m1, m2 … in the order of the source."""
    return [_material(f"m{number}", said, str(column)) for number, said in enumerate(list_of(record, column), 1)]


def _material(key: str, said: object, column: str) -> dict[str, object]:
    told = {"name": said} if isinstance(said, str) else said
    if not isinstance(told, Mapping) or not isinstance(told.get("name"), str):
        raise Unreadable(column, said)
    necessity = told.get("necessity")
    if necessity is not None and necessity not in NECESSITIES:
        raise Unreadable(column, necessity)
    return {
        "id": key,
        "name": told["name"],
        "necessity": NECESSITIES.get(necessity),
        "copies": told.get("copies"),
        "form": form_said_by(told["name"]),
        # What sources call provider is where a material comes from (来源渠道), not who makes it out (出具单位).
        "provider": None,
        "requirement": told.get("requirement"),
    }


def form_said_by(name: str) -> str | None:
    """Return copy or original where the name of a material says so."""
    return "copy" if "复印件" in name else "original" if "原件" in name else None


def aliases_of(record: Record, columns: Iterable[str]) -> tuple[str, ...]:
    """Return the everyday words of the record, each once, without its own name and without single signs."""
    said = ",".join(text_of(record, column) or "" for column in columns)
    words = (word.strip(AROUND_WORDS) for word in BETWEEN_WORDS.split(said))
    return tuple(dict.fromkeys(word for word in words if len(word) > 1 and word != record["name"]))


def serves_organisations(service_object: Sequence[str]) -> bool:
    """Say whether others than natural persons may apply; a source that names nobody excludes nobody."""
    return not service_object or any(who != NATURAL_PERSON for who in service_object)


def serves_persons(service_object: Sequence[str]) -> bool:
    """Say whether natural persons may apply; a source that names nobody excludes nobody."""
    return not service_object or NATURAL_PERSON in service_object
