"""Three-way merge of one declared record (DESIGN 4): as it was imported, as its file says now, as the database has it.

A record is compared field by field; of what was imported only a fingerprint a field is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

#: Characters of a fingerprint: 48 bits tell two states of one field apart.
LENGTH = 12


class Outcome(StrEnum):
    """What becomes of a record."""

    KEEP = "keep"  # The file says what it said.
    AGREE = "agree"  # The file has changed, and the database says the same already.
    UPDATE = "update"  # The file has changed, the database has not.
    CONFLICT = "conflict"  # Both have changed: what people did in the database stays.


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome and the fields it concerns, each with who changed it: ``file``, ``database`` or ``both``."""

    outcome: Outcome
    fields: Mapping[str, str]


def fingerprints(record: Mapping[str, object]) -> dict[str, str]:
    """Return a fingerprint of each field: of its JSON with sorted keys, so that a list and a tuple are the same."""
    return {name: _fingerprint(value) for name, value in record.items()}


def _fingerprint(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:LENGTH]


def merge(imported: Mapping[str, str], told: Mapping[str, str], held: Mapping[str, str]) -> Verdict:
    """Decide between the fingerprints of what was imported, what the file tells, and what the database holds."""
    by_file = _changed(imported, told)
    if not by_file:
        return Verdict(Outcome.KEEP, {})
    if told == held:
        return Verdict(Outcome.AGREE, dict.fromkeys(by_file, "both"))
    by_database = _changed(imported, held)
    if not by_database:
        return Verdict(Outcome.UPDATE, dict.fromkeys(by_file, "file"))
    return Verdict(Outcome.CONFLICT, dict(_who_changed(by_file, by_database)))


def _changed(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _who_changed(by_file: list[str], by_database: list[str]) -> Iterable[tuple[str, str]]:
    for name in sorted({*by_file, *by_database}):
        yield name, "both" if name in by_file and name in by_database else "file" if name in by_file else "database"
