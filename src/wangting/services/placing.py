"""Which hall serves where somebody lives.  A village is never known by its name alone (DOMAIN 1)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wangting.content.orgunit import OrgUnit, station_key
from wangting.content.parties import Agent, Party
from wangting.content.register import Register
from wangting.services.finding.places import Places

#: More matches than this are not a choice any more.
MOST = 60


@dataclass(frozen=True)
class Place:
    """A village, community or town with the names above it, which tell two of one name apart."""

    unit: OrgUnit
    town: OrgUnit | None
    hall: str


class Placing:
    """Finds places; ``names`` gives their names as the process keeps them in memory."""

    def __init__(self, register: Register, names: Callable[[], Places]) -> None:
        self._register = register
        self._names = names

    def find(self, text: str) -> list[Place]:
        """Return the villages, communities and towns that ``text`` names, in characters, pinyin or initials.

        The best come first, at most :data:`MOST`.
        """
        return [self._place(self._register.orgunit(key)) for key in self._names().find(text)[:MOST]]

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

    def owner(self, department: str, filer: Party) -> OrgUnit:
        """Return where a case for ``department`` lies that ``filer`` hands in.

        For a village agent that is the department's station in the town, where it has one, else the department itself.
        """
        unit = self._register.orgunits.get(filer.point) if isinstance(filer, Agent) else None
        station = self._register.orgunits.get(station_key(department, unit.parent)) if unit is not None else None
        return self._register.orgunit(department) if station is None or station.closed else station

    def departments(self, hall: str) -> list[OrgUnit]:
        """Return the departments of a hall, in order of key."""
        found = self._register.orgunits.values(min=f"{hall}/", max=f"{hall}/~")
        return [unit for unit in found if unit.kind == "department" and not unit.closed]

    def _place(self, unit: OrgUnit) -> Place:
        town = self._register.orgunit(unit.parent) if unit.kind == "village" else None
        return Place(unit, town, unit.hall)
