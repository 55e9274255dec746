"""Puts load on a server from a few clients and says what one operation cost it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median

from wangting.bench.process import Served


@dataclass(frozen=True)
class Cost:
    """What was measured: processor time of the server for one operation in milliseconds, and how many a second."""

    operations: int
    cpu_ms: float
    per_second: float

    def as_dict(self) -> dict[str, float]:
        """Return the figures for a report, rounded to what they are worth."""
        return {name: round(value, 3) for name, value in asdict(self).items()}


def measure(served: Served, clients: Sequence[Iterator[object]], seconds: float,
            settle: Callable[[], object] = int) -> Cost:  # fmt: skip
    """Take steps of all ``clients`` at once for ``seconds`` or until they are done; raises what a client raised.

    ``settle`` waits until the server has done what the operations left behind: that is part of their cost.
    """
    done, faults = [0] * len(clients), []
    until = time.monotonic() + seconds

    def go_on(place: int, client: Iterator[object]) -> None:
        try:
            for _step in client:
                done[place] += 1
                if time.monotonic() > until:
                    return
        except Exception as fault:  # noqa: BLE001 - raised again below, in the thread that asked
            faults.append(fault)

    threads = [threading.Thread(target=go_on, args=pair, daemon=True) for pair in enumerate(clients)]
    before, began = served.cpu_seconds(), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    wall = time.monotonic() - began
    if faults:
        raise faults[0]
    settle()
    operations = sum(done)
    return Cost(operations, 1000 * (served.cpu_seconds() - before) / max(operations, 1), operations / wall)


def rounds(parts: Mapping[str, Callable[[], Cost]], number: int = 3) -> dict[str, list[Cost]]:
    """Measure each part in turn, ``number`` times over: what else the machine does falls on all of them alike."""
    found: dict[str, list[Cost]] = {name: [] for name in parts}
    for _ in range(number):
        for name, part in parts.items():
            found[name].append(part())
    return found


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the cost in the middle: one round that was disturbed does not count."""
    return sorted(costs, key=lambda cost: cost.cpu_ms)[len(costs) // 2]


def ratio(bases: Sequence[Cost], costs: Sequence[Cost]) -> float:
    """Return how many times a base goes into a cost, round by round, the one in the middle."""
    return median(base.cpu_ms / cost.cpu_ms for base, cost in zip(bases, costs, strict=True))
