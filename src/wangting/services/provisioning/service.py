"""Imports declared files as the first edition (DESIGN 4), with a digest a record: later runs know who changed what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict

from persistent.mapping import PersistentMapping
from pyramid.registry import Registry

from wangting.content.hall import Hall, OverlayVersion
from wangting.content.item import Edition, Implementation, Item
from wangting.content.orgunit import OrgUnit
from wangting.content.register import Register
from wangting.declare import Declared
from wangting.declare.items import ItemRecord
from wangting.declare.tenants import Tenant
from wangting.errors import Refused
from wangting.rules.workflow import NOBODY, Workflow
from wangting.services.provisioning.report import Report

CITY = "city"


class Provisioning:
    """Makes halls, items, places and queues; run again, it makes only what is new."""

    def __init__(self, root: PersistentMapping, registry: Registry, declared: Declared) -> None:
        self._root = root
        self._registry = registry
        self._declared = declared
        self._register: Register = root["register"] if "register" in root else Register()
        self._digests = self._register.provisioned
        self.report = Report()

    def run(self) -> Report:
        """Provision everything into a planted site; the caller commits."""
        self._root.setdefault("register", self._register)
        site = self._root["app_root"]
        for name in ("halls", "catalogue"):
            if name not in site:
                site[name] = self._registry.content.create("Folder")
        self._workflows(self._declared.workflows.values())
        self._unit(OrgUnit(CITY, "city", "亳州市", "Bozhou", (CITY,), "341600"))
        for record in self._declared.items.values():
            self._item(site["catalogue"], record)
        for tenant in self._declared.tenants.values():
            self._hall(site["halls"], site["catalogue"], tenant)
        if self.report.changed:
            self._register.stamp.move()
        return self.report

    def _workflows(self, workflows: Iterable[Workflow]) -> None:
        """Keep each published version's digest; a file that was edited after its first use stops here (DESIGN 4)."""
        for workflow in workflows:
            known = self._register.workflows.get(workflow.key)
            if known is None:
                self._register.workflows[workflow.key] = workflow.digest
                self.report.made["workflows"] += 1
            elif known != workflow.digest:
                raise Refused("workflow_edited", workflow=workflow.key)
            else:
                self.report.kept["workflows"] += 1

    def _item(self, catalogue: Mapping[str, Item], record: ItemRecord) -> None:
        def make() -> None:
            title, origin = record.edition["name"], (record.source, record.record, record.aliases)
            item = self._registry.content.create("Item", record.code, title, record.item_class, *origin)
            edition = Edition(record.code, int(record.edition["number"]), record.edition, stage="published")
            item.note = record.note
            item.agency = record.agency
            item.add_edition(edition)
            catalogue[record.code] = item

        self._once("items", f"item/{record.code}", record.digest, make)

    def _hall(self, halls: Mapping[str, Hall], catalogue: Mapping[str, Item], tenant: Tenant) -> None:
        def make() -> None:
            hall = self._registry.content.create("Hall", tenant.key, tenant.face())
            first = tenant.overlay
            hall.lay_over(OverlayVersion(first.since, None, first.reason, first.grants, first.removals))
            halls[tenant.key] = hall

        self._once("halls", f"hall/{tenant.key}", _digest({"face": tenant.face(), **asdict(tenant.overlay)}), make)
        path = (CITY, tenant.key)
        self._unit(OrgUnit(tenant.key, "hall", tenant.name, tenant.name_en, path, tenant.admin_code or ""))
        for department in tenant.departments:
            key = f"{tenant.key}/{department.slug}"
            self._unit(OrgUnit(key, "department", department.name, department.name_en, (*path, key)))
            self._queues(key)
        for place in tenant.divisions:
            self._unit(OrgUnit(place.code, place.level, place.name, place.name_en, place.path(), place.code))
        for offered in tenant.implementations:
            self._implementation(halls[tenant.key], catalogue, tenant.key, offered)

    def _implementation(self, hall: Hall, catalogue: Mapping[str, Item], key: str, offered: object) -> None:
        def make() -> None:
            hall.implementations[offered.code] = Implementation(
                catalogue[offered.code], key, f"{key}/{offered.department}", promised=offered.promised_limit
            )

        self._once("implementations", f"implementation/{key}/{offered.code}", _digest(asdict(offered)), make)

    def _unit(self, unit: OrgUnit) -> None:
        def make() -> None:
            self._register.orgunits[unit.key] = unit

        digest = _digest([unit.kind, unit.name, unit.name_en, unit.path, unit.code])
        self._once("places", f"unit/{unit.key}", digest, make)

    def _queues(self, department: str) -> None:
        """Make the queues now: made at the first case, two first cases would meet."""
        turns = {state.turn for workflow in self._declared.workflows.values() for state in workflow.states.values()}
        for turn in sorted(turns - {NOBODY}):
            self._register.queue("paused" if turn == "applicant" else "open", department, turn)
        self._register.queue("done", department, NOBODY)

    def _once(self, kind: str, key: str, digest: str, make: Callable[[], None]) -> None:
        known = self._digests.get(key)
        if known is None:
            make()
            self._digests[key] = digest
            self.report.made[kind] += 1
        else:
            self.report.kept[kind] += 1
            if known != digest:
                self.report.differs.append(key)


def _digest(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
