"""A finding that stays: somebody has looked at it and says why; the list and the command tell it with the reason."""

from __future__ import annotations

from collections.abc import Mapping

from wangting.clock import Clock, minute_of
from wangting.content.item import Deed, Item
from wangting.content.register import Register
from wangting.errors import NotFound, Refused
from wangting.rules.lint.rulebook import RULES

WAIVED = "waived"
LONGEST = 500


class Waiving:
    """Waivers by rule and item: they cover everything that the rule finds in the item."""

    def __init__(self, *, register: Register, items: Mapping[str, Item], clock: Clock) -> None:
        self._register = register
        self._items = items
        self._clock = clock

    def waive(self, rule: str, code: str, reason: str, by: int) -> None:
        """Let the findings of ``rule`` in the item stay; raises NotFound, and Refused without a reason."""
        reason = reason.strip()[:LONGEST]
        if rule not in {known.key for known in RULES}:
            raise NotFound("no_rule")
        if code not in self._items:
            raise NotFound("no_item")
        if not reason:
            raise Refused("waiver_reason")
        self._register.waivers[(rule, code)] = Deed(WAIVED, by, minute_of(self._clock.now()), reason)

    def take_back(self, rule: str, code: str) -> None:
        """Let the findings count again; raises NotFound where there was no waiver."""
        if (rule, code) not in self._register.waivers:
            raise NotFound("no_waiver")
        del self._register.waivers[(rule, code)]

    def of(self, rule: str, code: str) -> Deed | None:
        """Return who said why, and when; None where nobody has."""
        return self._register.waivers.get((rule, code))
