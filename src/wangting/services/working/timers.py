"""Does the acts that time has made due."""

from __future__ import annotations

from collections.abc import Iterator

from wangting.content.register import TIMER_FLOOR, Register


def due(register: Register, minute: int) -> Iterator[int]:
    """Yield the ids of the cases with an act due at or before ``minute``, each once, the earliest first."""
    found = sorted(
        key
        for tree in register.timers
        for key in tree.keys(min=TIMER_FLOOR, max=(minute + 1, 0), excludemin=True)
    )
    yield from dict.fromkeys(case_id for _minute, case_id, _act in found)
