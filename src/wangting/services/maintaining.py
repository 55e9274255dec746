"""Which department answers for an item (主管部门) and may draft it for all halls (DESIGN 5, ADR 0041)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from wangting.content.ahead import ahead
from wangting.content.hall import Hall
from wangting.content.item import Item
from wangting.content.orgunit import OrgUnit, bounds
from wangting.content.register import Register
from wangting.rules.access import CITY_UNIT, Asker, Facts
from wangting.security.gate import Gate
from wangting.security.permissions import ITEM_DRAFT

ITEM = "item"
#: The kind of the hall whose departments answer for what is once for the whole city (市直).
MUNICIPAL = "municipal"
DEPARTMENT = "department"


class Maintaining:
    """An item lies in the department of 市直 that offers it, switched off as well, else in the one that began it.

    What neither is true of lies in the city: only the central office drafts it.  Counties lay their own over an item
    and never move it: nobody there decides who drafts for all.
    """

    def __init__(self, *, register: Register, items: Mapping[str, Item], halls: Iterable[Hall], gate: Gate,
                 today: date) -> None:  # fmt: skip
        self._register = register
        self._items = items
        self._halls = halls
        self._gate = gate
        self._today = today

    @cached_property
    def hall(self) -> Hall:
        """The hall of the city's own departments."""
        return next(hall for hall in self._halls if hall.face["kind"] == MUNICIPAL)

    def department_of(self, code: str) -> OrgUnit | None:
        """Return the department that answers for an item, None where only the central office does."""
        laid, item = self.hall.implementations.get(code), self._items.get(code)
        key = laid.unit if laid is not None else None if item is None else item.begun_in
        unit = None if key is None else self._register.orgunits.get(key)
        return None if unit is None or unit.closed else unit

    def facts(self, code: str) -> Facts:
        """Return what a permission on an item is decided on."""
        return self._facts(self.department_of(code))

    def may_draft(self, asker: Asker, code: str) -> bool:
        """Say whether ``asker`` may draft the item today."""
        return self._gate.may(asker, ITEM_DRAFT, self.facts(code)).allowed

    def departments_of(self, asker: Asker) -> list[OrgUnit]:
        """Return the departments for which ``asker`` may draft items today, in order of key."""
        units = self._register.orgunits.values(*bounds(self.hall.key))
        return [
            unit for unit in units
            if unit.kind == DEPARTMENT and not unit.closed
            and self._gate.may(asker, ITEM_DRAFT, self._facts(unit)).allowed
        ]  # fmt: skip

    def items_of(self, units: Iterable[OrgUnit]) -> Iterator[Item]:
        """Yield the items for which ``units`` answer, in order of code."""
        begun = {code for unit in units for code in unit.begun}
        wanted = {unit.key for unit in units}
        laid = ahead(self.hall.implementations.values())
        found = [one.item for one in laid if one.unit in wanted]
        codes = {item.code for item in found}
        found += [self._items[code] for code in begun - codes if code in self._items]
        shown = ahead(item for item in found if self._is_in(item.code, wanted))
        yield from sorted(shown, key=lambda item: item.code)

    def begin(self, code: str, unit: OrgUnit) -> None:
        """Keep in which department a new item was begun: nobody offers it yet, and it must be found there."""
        self._items[code].begun_in = unit.key
        unit.begun = (*unit.begun, code)

    def _is_in(self, code: str, units: Iterable[str]) -> bool:
        found = self.department_of(code)
        return found is not None and found.key in units

    def _facts(self, unit: OrgUnit | None) -> Facts:
        if unit is None:
            return Facts(kind=ITEM, hall=None, path=(CITY_UNIT,), on=self._today)
        return Facts(kind=ITEM, hall=unit.hall, path=unit.path, on=self._today)
