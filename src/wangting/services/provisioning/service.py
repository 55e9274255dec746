"""Imports declared files as the first edition and merges them later (DESIGN 4): who changed what is known by field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from persistent.mapping import PersistentMapping
from pyramid.registry import Registry

from wangting.content.orgunit import OrgUnit
from wangting.content.register import Register
from wangting.declare import Declared
from wangting.declare.tenants import Tenant
from wangting.errors import Refused
from wangting.rules.hierarchy import NOWHERE, RANKS
from wangting.rules.workflow import NOBODY, Workflow
from wangting.services.provisioning.importing import (
    ImportedHall,
    ImportedImplementation,
    ImportedItem,
    ImportedUnit,
    Importing,
)
from wangting.services.provisioning.merging import Merging
from wangting.services.provisioning.ranking import ImportedRank
from wangting.services.provisioning.report import Report
from wangting.services.provisioning.templates import ImportedTemplate

CITY = "city"
FOLDERS = ("halls", "catalogue")
#: The beginnings of the keys under which imports are remembered, beside other marks of the register.
PREFIXES = ("item/", "rank/", "hall/", "unit/", "implementation/", "template/")

#: The mark of the files that were imported last.
FILES = "files"

#: Called after each record with how many are done and how many there are.
Progress = Callable[[int, int], object]


def _silent(done: int, total: int) -> None:
    """Tell nobody."""


class Provisioning:
    """Makes halls, items, places and queues; run again, it makes what is new and merges what has changed."""

    def __init__(self, root: Mapping[str, object], registry: Registry | None, declared: Declared, today: date,
                 progress: Progress = _silent) -> None:  # fmt: skip
        self._root = root
        self._registry = registry
        self._declared = declared
        self._today = today
        self._progress = progress
        self._register: Register = root["register"] if "register" in root else Register()
        self.report = Report()

    def plan(self) -> Report:
        """Return what :meth:`run` would do; nothing is written, and nothing need be there yet."""
        site = self._root.get("app_root", {})
        self._workflows(self._declared.workflows.values(), writing=False)
        self._merge(*(site.get(name, {}) for name in FOLDERS), writing=False)
        return self.report

    def run(self) -> Report:
        """Provision everything into a planted site; the caller commits."""
        self._root.setdefault("register", self._register)
        site = self._root["app_root"]
        for name in FOLDERS:
            if name not in site:
                folder = site[name] = self._registry.content.create("Folder")
                # Substance D's own word for it: nobody removes it in the SDI.
                folder.__sdi_deletable__ = False
        self._workflows(self._declared.workflows.values(), writing=True)
        self._merge(*(site[name] for name in FOLDERS), writing=True)
        for tenant in self._declared.tenants.values():
            for department in tenant.departments:
                self._queues(f"{tenant.key}/{department.slug}")
        if self.report.changed:
            self._register.stamp.move()
        if self._declared.whole and not is_current(self._root, self._declared):
            self._register.provisioned[FILES] = self._declared.digest
        return self.report

    def _merge(self, halls: PersistentMapping, catalogue: PersistentMapping, *, writing: bool) -> None:
        merging = Merging(self._register.provisioned, self.report, writing=writing)
        records = list(self._records(halls, catalogue))
        for number, record in enumerate(records, 1):
            merging.take(record)
            self._progress(number, len(records))
        merging.settle()
        for key in merging.forgotten(PREFIXES):
            self.report.undeclared(key)

    def _records(self, halls: PersistentMapping, catalogue: PersistentMapping) -> Iterator[Importing]:
        """Yield all records, each after those it needs."""
        units = self._register.orgunits
        yield ImportedUnit(OrgUnit(CITY, "city", "亳州市", "Bozhou", (CITY,), "341600"), units)
        for code, told in self._declared.templates.items():
            yield ImportedTemplate(code, told, self._register)
        for record in self._declared.items.values():
            yield ImportedItem(record, catalogue, self._registry)
        yield from self._ranks(catalogue)
        for tenant in self._declared.tenants.values():
            yield ImportedHall(tenant, halls, self._registry, self._today)
            yield from (ImportedUnit(unit, units) for unit in _units(tenant))
            for offered in tenant.implementations:
                yield ImportedImplementation(offered, tenant.key, halls, catalogue)

    def _ranks(self, catalogue: PersistentMapping) -> Iterator[Importing]:
        """Yield what items are, the higher ones first: what lies under them is judged by what they are."""
        told = [(code, record.place) for code, record in self._declared.items.items() if record.place != NOWHERE]
        for code, place in sorted(told, key=lambda one: RANKS.index(one[1].rank)):
            yield ImportedRank(code, place, catalogue, self.report)

    def _workflows(self, workflows: Iterable[Workflow], *, writing: bool) -> None:
        """Keep each published version's digest; a file that was edited after its first use stops here (DESIGN 4)."""
        for workflow in workflows:
            known = self._register.workflows.get(workflow.key)
            if known is None:
                self.report.made["workflows"] += 1
                if writing:
                    self._register.workflows[workflow.key] = workflow.digest
            elif known != workflow.digest:
                raise Refused("workflow_edited", workflow=workflow.key)
            else:
                self.report.kept["workflows"] += 1

    def _queues(self, department: str) -> None:
        """Make the queues now: made at the first case, two first cases would meet."""
        turns = {state.turn for workflow in self._declared.workflows.values() for state in workflow.states.values()}
        for turn in sorted(turns - {NOBODY}):
            self._register.queue("paused" if turn == "applicant" else "open", department, turn)
        self._register.queue("done", department, NOBODY)


def is_current(root: Mapping[str, object], declared: Declared) -> bool:
    """Say whether the database was last provisioned from the very files that are declared."""
    return "register" in root and root["register"].provisioned.get(FILES) == declared.digest


def _units(tenant: Tenant) -> Iterator[OrgUnit]:
    """Yield the hall itself, its departments, and the towns and villages it serves."""
    path = (CITY, tenant.key)
    yield OrgUnit(tenant.key, "hall", tenant.name, tenant.name_en, path, tenant.admin_code or "")
    for department in tenant.departments:
        key = f"{tenant.key}/{department.slug}"
        yield OrgUnit(key, "department", department.name, department.name_en, (*path, key))
    for place in tenant.divisions:
        yield OrgUnit(place.code, place.level, place.name, place.name_en, place.path(), place.code)
