"""Clears what is over in the side store and the staging area, now and then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from wangting.clock import Clock
from wangting.gateways.side.interface import SideStore
from wangting.gateways.side.records import SessionLimits
from wangting.gateways.staging import Staging

#: Between two sweeps.
PERIOD = timedelta(minutes=10)
#: An upload that no draft claims is left alone for so long: its draft may just be being written.
YOUNG = timedelta(days=1)


class Sweeping:
    """Sweeps at most once in :data:`PERIOD`."""

    def __init__(self, *, side: SideStore, staging: Staging, limits: Mapping[str, SessionLimits], draft_life: timedelta,
                 clock: Clock) -> None:  # fmt: skip
        self._side = side
        self._staging = staging
        self._limits = limits
        self._draft_life = draft_life
        self._clock = clock
        self._last = clock.now()

    def sweep_when_due(self) -> bool:
        """Sweep when the last time is long enough ago; return whether it was done."""
        now = self._clock.now()
        if now - self._last < PERIOD:
            return False
        self._last = now
        self._side.sessions.sweep(self._limits)
        self._side.throttles.sweep()
        self._side.codes.sweep()
        gone = [*self._side.parked.sweep(), *self._side.drafts.sweep(now - self._draft_life)]
        self._staging.discard(gone, self._side.drafts.uses_of)
        self._staging.sweep(self._side.drafts.uses_of, now - YOUNG)
        return True
