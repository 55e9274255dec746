"""How the hall is: storage, outbox, timers, disk, backup - found out afresh each time, without a name in it."""

from __future__ import annotations

import shutil
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from wangting.clock import Clock
from wangting.content.register import TIMER_FLOOR, Register

#: Seconds a message may wait, and an act that is due, before somebody should look.
LATE = 120
#: Part of the disk that is free at least; below it somebody should look before it is full.
FREE = 0.05
#: Touched by every backup, the house's own or another: its age is the backup's.
BACKUP = "last-backup"
#: Deliveries looked through for dead letters: beyond them somebody has been told long ago.
LOOKED = 1000


@dataclass(frozen=True)
class Wellbeing:
    """What was found; spans in whole seconds, None where there is nothing to measure.

    ``dead`` counts dead letters among the first :data:`LOOKED` that wait.
    """

    outbox_lag: int
    outbox_waiting: int
    outbox_dead: int
    timers_late: int
    disk_free: float
    backup_age: int | None

    def complaints(self, backup_within: timedelta) -> list[str]:
        """Return the names of what somebody should look at; no backup is watched when the span is zero."""
        wanted = backup_within.total_seconds()
        found = {
            "outbox_lag": self.outbox_lag > LATE,
            "outbox_dead": self.outbox_dead > 0,
            "timers_late": self.timers_late > LATE,
            "disk_free": self.disk_free < FREE,
            "backup_age": wanted > 0 and (self.backup_age is None or self.backup_age > wanted),
        }
        return [name for name, is_bad in found.items() if is_bad]

    def as_dict(self) -> dict[str, float | None]:
        """Return the figures by name."""
        return asdict(self)


class Watching:
    """Looks after one installation; ``tick`` is the length of an outbox bucket in seconds."""

    def __init__(self, clock: Clock, var: Path, tick: float, backup_within: timedelta) -> None:
        self._clock = clock
        self._var = var
        self._tick = tick
        self.backup_within = backup_within

    def look(self, register: Register) -> Wellbeing:
        """Return how things are now; what the storage raises when it does not answer is the caller's to tell."""
        now = self._clock.now().timestamp()
        oldest = min((tree.minKey() for tree in register.outbox if tree), default=None)
        due = min((key[0] for tree in register.timers for key in islice(_after_floor(tree), 1)), default=None)
        disk = shutil.disk_usage(self._var)
        return Wellbeing(
            # A bucket is closed a tick after its own ends: before that nobody is late.
            outbox_lag=0 if oldest is None else max(0, round(now - (oldest + 2) * self._tick)),
            outbox_waiting=len(register.deliveries),
            outbox_dead=sum(found.dead for found in islice(register.deliveries.values(), LOOKED)),
            timers_late=0 if due is None else max(0, round(now - 60 * (due + 1))),
            disk_free=round(disk.free / disk.total, 3),
            backup_age=self._backup_age(now),
        )

    def _backup_age(self, now: float) -> int | None:
        try:
            return max(0, round(now - (self._var / BACKUP).stat().st_mtime))
        except FileNotFoundError:
            return None


def _after_floor(tree: object) -> object:
    return tree.keys(min=TIMER_FLOOR, excludemin=True)


def note_backup(var: Path) -> None:
    """Say that a backup was made now."""
    (var / BACKUP).touch(mode=0o600)
