"""The kinds of records that are imported from declared files, each as file and database have it field by field."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import date
from functools import cached_property
from typing import Protocol

from pyramid.registry import Registry

from wangting.content.hall import Hall, OverlayVersion
from wangting.content.implementation import Implementation
from wangting.content.item import Edition, Item
from wangting.content.orgunit import OrgUnit
from wangting.declare.items import ItemRecord
from wangting.declare.tenant import DeclaredImplementation, Tenant

PUBLISHED, RETIRED = "published", "retired"
EDITION = "edition."
FACE = "face."

Fields = Mapping[str, object]


class Importing(Protocol):
    """One record: ``told`` by its file and ``held`` by the database in the same fields, None when it is not there.

    ``assumed`` is what every such record was before the first import that told it, None where there was none at all.
    """

    kind: str
    key: str
    assumed: Fields | None

    def told(self) -> Fields:
        """Return what the file says."""

    def held(self) -> Fields | None:
        """Return what the database has."""

    def make(self) -> bool | None:
        """Make it in the database; False where something stands in the way for now."""

    def update(self, names: frozenset[str]) -> bool | None:
        """Bring the fields ``names`` to what the file says; nobody else has changed any.  False as :meth:`make`."""


class ImportedItem:
    """A base item with its latest edition: what changes in an edition is the next edition (DESIGN 5)."""

    kind = "items"
    assumed = None

    def __init__(self, record: ItemRecord, catalogue: MutableMapping[str, Item], registry: Registry) -> None:
        self.key = f"item/{record.code}"
        self._record = record
        self._catalogue = catalogue
        self._registry = registry

    def told(self) -> Fields:
        """Return what the file says."""
        record = self._record
        return {
            "class": record.item_class,
            "source": record.source,
            "agency": record.agency,
            "note": record.note,
            "aliases": record.aliases,
            "source_record": dict(record.record),
            EDITION + "stage": RETIRED if record.retired else PUBLISHED,
            **_edition_fields(record.edition),
        }

    def held(self) -> Fields | None:
        """Return what the database has."""
        item = self._catalogue.get(self._record.code)
        if item is None:
            return None
        latest = item.editions[-1]
        return {
            "class": item.item_class,
            "source": item.source,
            "agency": item.agency,
            "note": item.note,
            "aliases": item.aliases,
            "source_record": item.record,
            EDITION + "stage": latest.stage,
            **_edition_fields(latest.data),
        }

    def make(self) -> None:
        """Make the item with its first edition."""
        record = self._record
        origin = (record.source, record.record, record.aliases)
        item = self._registry.content.create("Item", record.code, record.name, record.item_class, *origin)
        item.note = record.note
        item.agency = record.agency
        item.add_edition(self._edition(1))
        self._catalogue[record.code] = item

    def update(self, names: frozenset[str]) -> None:
        """Take over what is the item's own; publish the next edition when the edition has changed."""
        record, item = self._record, self._catalogue[self._record.code]
        item.title = record.name
        item.item_class = record.item_class
        item.source = record.source
        item.agency = record.agency
        item.note = record.note
        item.aliases = record.aliases
        item.record = dict(record.record)
        if any(name.startswith(EDITION) for name in names):
            edition = self._edition(len(item.editions) + 1)
            # A file does not know the end that the central office has set: it holds for what the file brings too.
            edition.until = item.ends
            item.add_edition(edition)

    def _edition(self, number: int) -> Edition:
        record = self._record
        stage = RETIRED if record.retired else PUBLISHED
        return Edition(record.code, number, {**record.edition, "number": number}, stage=stage)


def _edition_fields(edition: Mapping[str, object]) -> Fields:
    """Return the fields of an edition; its number is counted here and not told by the file."""
    return {EDITION + name: value for name, value in edition.items() if name != "number"}


class ImportedHall:
    """A hall: what it shows of itself, and the permission overlay it begins with."""

    kind = "halls"
    assumed = None

    def __init__(self, tenant: Tenant, halls: MutableMapping[str, Hall], registry: Registry, today: date) -> None:
        self.key = f"hall/{tenant.key}"
        self._tenant = tenant
        self._halls = halls
        self._registry = registry
        self._today = today

    def told(self) -> Fields:
        """Return what the file says."""
        return self._fields(self._tenant.face(), self._tenant.overlay)

    def held(self) -> Fields | None:
        """Return what the database has."""
        hall = self._halls.get(self._tenant.key)
        return None if hall is None else self._fields(hall.face, hall.overlays[-1])

    def make(self) -> None:
        """Make the hall."""
        hall = self._registry.content.create("Hall", self._tenant.key, self._tenant.face())
        hall.lay_over(self._overlay(self._tenant.overlay.since))
        self._halls[self._tenant.key] = hall

    def update(self, names: frozenset[str]) -> None:
        """Take over the face; a changed overlay is a new version, from today at the earliest: the past stays."""
        hall = self._halls[self._tenant.key]
        hall.face = self._tenant.face()
        if names & {"grants", "removals"}:
            hall.lay_over(self._overlay(max(self._tenant.overlay.since, self._today)))

    def _overlay(self, since: date) -> OverlayVersion:
        told = self._tenant.overlay
        return OverlayVersion(since, None, told.reason, told.grants, told.removals)

    @staticmethod
    def _fields(face: Mapping[str, object], overlay: object) -> Fields:
        shown = {FACE + name: value for name, value in face.items()}
        return {**shown, "grants": overlay.grants, "removals": overlay.removals}


class ImportedUnit:
    """A place or a department in the tree."""

    kind = "places"
    assumed = None

    def __init__(self, unit: OrgUnit, units: MutableMapping[str, OrgUnit]) -> None:
        self.key = f"unit/{unit.key}"
        self._unit = unit
        self._units = units

    def told(self) -> Fields:
        """Return what the file says."""
        return self._fields(self._unit)

    def held(self) -> Fields | None:
        """Return what the database has."""
        unit = self._units.get(self._unit.key)
        return None if unit is None else self._fields(unit)

    def make(self) -> None:
        """Keep the unit."""
        self._units[self._unit.key] = self._unit

    def update(self, names: frozenset[str]) -> None:
        """Take over the changed fields."""
        for name in names:
            setattr(self._units[self._unit.key], name, getattr(self._unit, name))

    @staticmethod
    def _fields(unit: OrgUnit) -> Fields:
        return {name: getattr(unit, name) for name in ("kind", "name", "name_en", "path", "code")}


class ImportedImplementation:
    """What a hall offers; what has no file (places, hours, phones, on or off) is told as it is at first."""

    kind = "implementations"
    assumed = None

    def __init__(self, offered: DeclaredImplementation, hall: str, halls: Mapping[str, Hall],
                 catalogue: Mapping[str, Item]) -> None:  # fmt: skip
        self.key = f"implementation/{hall}/{offered.code}"
        self._offered = offered
        self._hall = hall
        self._halls = halls
        self._catalogue = catalogue

    @cached_property
    def _unit(self) -> str:
        return f"{self._hall}/{self._offered.department}"

    def told(self) -> Fields:
        """Return what the file says."""
        promised = self._offered.promised_limit
        return {"unit": self._unit, "promised": promised, "on": True, "places": (), "hours": "", "phones": ()}

    def held(self) -> Fields | None:
        """Return what the database has."""
        hall = self._halls.get(self._hall)
        found = None if hall is None else hall.implementations.get(self._offered.code)
        return None if found is None else {name: getattr(found, name) for name in self.told()}

    def make(self) -> None:
        """Offer the item in the hall."""
        item = self._catalogue[self._offered.code]
        made = Implementation(item, self._hall, self._unit, promised=self._offered.promised_limit)
        self._halls[self._hall].implementations[self._offered.code] = made

    def update(self, names: frozenset[str]) -> None:
        """Take over the changed fields."""
        told, found = self.told(), self._halls[self._hall].implementations[self._offered.code]
        for name in names:
            setattr(found, name, told[name])
