"""Visitors who come whether or not anybody has time for them: so many a second, each on a connection of their own.

A closed loop of clients slows down with the server and never shows what overload does; people do not slow down.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from wangting.bench.process import HOST

#: Seconds after which a visitor gives up.
PATIENCE = 20.0
#: Visitors are let in this often.
PULSE = 0.01


@dataclass
class Visit:
    """One request and what came of it: the status, 0 when nothing came; seconds until the whole answer was there."""

    at: float
    status: int = 0
    seconds: float = 0.0
    text: bytes = b""


@dataclass
class Flood:
    """What all visitors saw."""

    visits: list[Visit] = field(default_factory=list)

    @property
    def statuses(self) -> Counter[int]:
        """How often each status came."""
        return Counter(visit.status for visit in self.visits)

    def seconds(self, status: int) -> list[float]:
        """Return how long those waited who got ``status``, the quickest first."""
        return sorted(visit.seconds for visit in self.visits if visit.status == status)


def pour(port: int, paths: Iterator[str], rate: float, seconds: float) -> Flood:
    """Let ``rate`` visitors a second come for ``seconds``, each asking for the next of ``paths``."""
    flood = Flood()
    asyncio.run(_pour(port, paths, rate, seconds, flood))
    return flood


async def _pour(port: int, paths: Iterator[str], rate: float, seconds: float, flood: Flood) -> None:
    began, sent, visitors = time.monotonic(), 0, set()
    while (now := time.monotonic()) < began + seconds:
        due = int((now - began) * rate)
        while sent < due:
            visit = Visit(now)
            flood.visits.append(visit)
            visitor = asyncio.ensure_future(_visit(port, next(paths), visit))
            visitors.add(visitor)
            visitor.add_done_callback(visitors.discard)
            sent += 1
        await asyncio.sleep(PULSE)
    if visitors:
        await asyncio.wait(visitors, timeout=PATIENCE)


async def _visit(port: int, path: str, visit: Visit) -> None:
    began = time.monotonic()
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection(HOST, port)
            try:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: {HOST}:{port}\r\nConnection: close\r\n\r\n".encode())
                answer = await reader.read(-1)
            finally:
                writer.close()
    except (OSError, TimeoutError):
        return
    visit.seconds = time.monotonic() - began
    if answer.startswith(b"HTTP/1.1 "):
        visit.status = int(answer[9:12])
        visit.text = answer[:4096]
