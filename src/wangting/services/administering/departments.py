"""Adds, renames and closes the departments of a hall; one with cases under way is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from wangting.content.hall import Hall
from wangting.content.orgunit import OrgUnit, station_key
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.rules.workflow import NOBODY
from wangting.services.administering.recording import Recording
from wangting.services.administering.staffing import Staffing

#: The last part of a department's address; at ``add`` another page is found.
TAKEN = frozenset({"add"})
SLUG = re.compile(r"[a-z][a-z0-9_]{1,29}")
LONGEST = 60


class Departments:
    """The departments of ``hall`` ``today``; ``turns`` are the posts whose move it can be in a workflow."""

    def __init__(self, *, hall: Hall, register: Register, staffing: Staffing, turns: Iterable[str],
                 today: date) -> None:  # fmt: skip
        self._hall = hall
        self._register = register
        self._staffing = staffing
        self._today = today
        self._turns = sorted(set(turns) - {NOBODY})

    def faults(self, slug: str, name: str, name_en: str, *, is_new: bool) -> list[tuple[str, str]]:
        """Return (field, code) of everything that stands in the way."""
        found = []
        if is_new and (slug in TAKEN or not SLUG.fullmatch(slug)):
            found.append(("slug", "slug_form"))
        elif is_new and f"{self._hall.key}/{slug}" in self._register.orgunits:
            found.append(("slug", "slug_taken"))
        for field, value in (("name", name), ("name_en", name_en)):
            if not 0 < len(value.strip()) <= LONGEST:
                found.append((field, "name_missing"))
        others = [unit for unit in self._staffing.departments() if unit.key != f"{self._hall.key}/{slug}"]
        if any(unit.name == name.strip() for unit in others):
            found.append(("name", "name_taken"))
        return found

    def add(self, slug: str, name: str, name_en: str, recording: Recording) -> OrgUnit:
        """Make a department with its queues; raises Refused with the first of :meth:`faults`."""
        self._demand(slug, name, name_en, is_new=True)
        key = f"{self._hall.key}/{slug}"
        unit = OrgUnit(key, "department", name.strip(), name_en.strip(), ("city", self._hall.key, key))
        self._keep(unit)
        recording.note("add_department", key, name=unit.name)
        return unit

    def rename(self, unit: OrgUnit, name: str, name_en: str, recording: Recording) -> None:
        """Let ``unit`` be called otherwise; raises Refused with the first of :meth:`faults`."""
        self._demand(unit.key.partition("/")[2], name, name_en, is_new=False)
        before, unit.name, unit.name_en = unit.name, name.strip(), name_en.strip()
        self._register.stamp.move()
        recording.note("rename_department", unit.key, before=before, name=unit.name)

    def add_station(self, unit: OrgUnit, town: OrgUnit, recording: Recording) -> OrgUnit:
        """Let the department ``unit`` have a station in ``town``.

        What agents there file is accepted and reviewed there; the department still decides.
        Raises Refused ``no_town``, ``station_there``.
        """
        key = station_key(unit.key, town.key)
        if town.kind != "town" or town.hall != self._hall.key:
            raise Refused("no_town")
        if key in self._register.orgunits:
            raise Refused("station_there")
        name, name_en = f"{unit.name}（{town.name}）", f"{unit.name_en}, {town.name_en or town.name}"
        station = OrgUnit(key, "station", name, name_en, (*unit.path, town.key, key))
        self._keep(station)
        recording.note("add_station", key, name=name)
        return station

    def _keep(self, unit: OrgUnit) -> None:
        """Put ``unit`` into the tree with its queues: made at the first case, two first cases would meet."""
        self._register.orgunits[unit.key] = unit
        for turn in self._turns:
            self._register.queue("paused" if turn == "applicant" else "open", unit.key, turn)
        self._register.queue("done", unit.key, NOBODY)
        self._register.stamp.move()

    def items_of(self, unit: OrgUnit) -> int:
        """Return how many items ``unit`` offers."""
        return sum(
            found.unit == unit.key and found.is_offered(self._today) for found in self._hall.implementations.values()
        )

    def has_cases(self, unit: OrgUnit) -> bool:
        """Say whether a case is under way in ``unit``."""
        queues = (queue for kind in ("open", "paused")
                  for queue in self._register.queues_of(kind, [unit.key], [*self._turns]))  # fmt: skip
        return any(True for queue in queues for _row in queue.items())

    def close(self, unit: OrgUnit, reason: str, recording: Recording) -> None:
        """Take ``unit`` out of the hall's lists; its finished cases stay where they are.

        Raises Refused ``department_offers``, ``department_has_cases``, ``department_has_people``.
        """
        if self.items_of(unit):
            raise Refused("department_offers")
        if self.has_cases(unit):
            raise Refused("department_has_cases")
        people = (self._register.parties.get(party) for party in self._register.parties.staff_of((unit.key,)))
        if any(one.unit == unit.key and not one.ended for party in people for one in party.postings):
            raise Refused("department_has_people")
        unit.closed = True
        self._register.stamp.move()
        recording.note("close_department", unit.key, reason, name=unit.name)

    def reopen(self, unit: OrgUnit, recording: Recording) -> None:
        """Put ``unit`` back into the lists."""
        unit.closed = False
        self._register.stamp.move()
        recording.note("open_department", unit.key, name=unit.name)

    def _demand(self, slug: str, name: str, name_en: str, *, is_new: bool) -> None:
        found = self.faults(slug, name, name_en, is_new=is_new)
        if found:
            raise Refused(found[0][1])
