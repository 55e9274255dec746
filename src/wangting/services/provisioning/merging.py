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
        self._waiting: list[Importing] = []

    def take(self, record: Importing) -> None:
        """Merge one record."""
        self.seen.add(record.key)
        told, known = fingerprints(record.told()), self._imports.get(record.key)
        if known is None and record.assumed is not None and record.held() not in (None, record.assumed):
            # Told for the first time, and people were there before: as if what was assumed had been imported.
            known = fingerprints(record.assumed)
        if known is None:
            if self._write(record, told, record.make):
                self._report.made[record.kind] += 1
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
            self._write(record, told, lambda: None)
        elif self._write(record, told, partial(record.update, frozenset(verdict.fields))):
            self._report.update(record.kind, record.key, verdict.fields)

    def _write(self, record: Importing, told: dict[str, str], act: Callable[[], bool | None]) -> bool:
        """Do it and remember it, or keep the record for :meth:`settle` where something stands in the way."""
        if self._writing and act() is False:
            self._waiting.append(record)
            return False
        if self._writing:
            self._imports[record.key] = told
        return True

    def settle(self) -> None:
        """Try again what something stood in the way of, as long as that helps; the rest is told."""
        waiting, self._waiting = self._waiting, []
        for record in waiting:
            self.take(record)
        if len(self._waiting) < len(waiting):
            self.settle()
        else:
            for record in self._waiting:
                record.give_up()

    def forgotten(self, prefixes: tuple[str, ...]) -> list[str]:
        """Return the keys of records that were imported once and that no file declares now."""
        return [key for key in self._imports if key.startswith(prefixes) and key not in self.seen]
