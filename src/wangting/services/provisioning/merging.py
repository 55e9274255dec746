"""Brings one record after another from its file into the database, and remembers what was imported."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial

from wangting.rules.merge import Outcome, fingerprints, merge
from wangting.services.provisioning.importing import Importing
from wangting.services.provisioning.report import Report

#: What is remembered of an import: the fingerprints of its fields.
Imports = MutableMapping[str, dict[str, str]]


class Merging:
    """Makes what is new, updates what only its file changed, and leaves what people changed (DESIGN 4).

    With ``writing`` off nothing is written: the report is the plan.
    """

    def __init__(self, imports: Imports, report: Report, *, writing: bool) -> None:
        self._imports = imports
        self._report = report
        self._writing = writing
        self.seen: set[str] = set()

    def take(self, record: Importing) -> None:
        """Merge one record."""
        self.seen.add(record.key)
        told, known = fingerprints(record.told()), self._imports.get(record.key)
        if known is None and record.assumed is not None and record.held() not in (None, record.assumed):
            # Told for the first time, and people were there before: as if what was assumed had been imported.
            known = fingerprints(record.assumed)
        if known is None:
            self._report.made[record.kind] += 1
            self._write(record.key, told, record.make)
        elif told == known:
            self._report.kept[record.kind] += 1
        else:
            self._merge(record, known, told)

    def _merge(self, record: Importing, known: dict[str, str], told: dict[str, str]) -> None:
        """Merge a record whose file says something else than when it was imported."""
        held = record.held()
        if held is None:
            self._report.deleted(record.key)
            return
        verdict = merge(known, told, fingerprints(held))
        if verdict.outcome is Outcome.CONFLICT:
            self._report.conflict(record.key, verdict.fields)
        elif verdict.outcome is Outcome.AGREE:
            self._report.agree(record.kind, record.key)
            self._write(record.key, told)
        else:
            self._report.update(record.kind, record.key, verdict.fields)
            self._write(record.key, told, partial(record.update, frozenset(verdict.fields)))

    def _write(self, key: str, told: dict[str, str], act: Callable[[], None] | None = None) -> None:
        if self._writing:
            if act is not None:
                act()
            self._imports[key] = told

    def forgotten(self, prefixes: tuple[str, ...]) -> list[str]:
        """Return the keys of records that were imported once and that no file declares now."""
        return [key for key in self._imports if key.startswith(prefixes) and key not in self.seen]
