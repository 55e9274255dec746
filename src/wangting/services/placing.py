"""Which hall serves where somebody lives.  A village is never known by its name alone (DOMAIN 1)."""

from __future__ import annotations

from dataclasses import dataclass

from wangting.content.orgunit import OrgUnit
from wangting.content.register import Register

#: More matches than this are not a choice any more.
MOST = 60


@dataclass(frozen=True)
class Place:
    """A village, community or town with the names above it, which tell two of one name apart."""

    unit: OrgUnit
    town: OrgUnit | None
    hall: str


class Placing:
    """Finds places by name."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def find(self, text: str) -> list[Place]:
        """Return the villages, communities and towns whose name holds ``text``, best first, at most :data:`MOST`."""
        wanted = text.strip()
        if not wanted:
            return []
        found = [
            self._place(unit)
            for unit in self._register.orgunits.values()
            if unit.kind in ("village", "town") and wanted in unit.name
        ]
        found.sort(key=lambda place: (not place.unit.name.startswith(wanted), place.unit.kind, place.unit.key))
        return found[:MOST]

    def count(self, kind: str) -> int:
        """Return how many places of a kind (village, town) there are in the whole prefecture."""
        return sum(1 for unit in self._register.orgunits.values() if unit.kind == kind)

    def towns(self, hall: str) -> list[OrgUnit]:
        """Return the towns and streets a hall serves, in order of code."""
        return [unit for unit in self._register.orgunits.values() if unit.kind == "town" and unit.hall == hall]

    def villages(self, town: str) -> list[OrgUnit]:
        """Return the villages and communities of a town, in order of code."""
        keys = self._register.orgunits.values(min=town, max=town + "~")
        return [unit for unit in keys if unit.kind == "village" and unit.parent == town]

    def _place(self, unit: OrgUnit) -> Place:
        town = self._register.orgunit(unit.parent) if unit.kind == "village" else None
        return Place(unit, town, unit.hall)
