"""Visitors who come whether or not anybody has time for them: so many a second, each on a connection of their own.

A closed loop of clients slows down with the server and never shows what overload does; people do not slow down.  What
plays them must cost less than what serves them, or it is its own queue that is measured: one thread, and the kernel
says who has news.
"""

from __future__ import annotations

import errno
import select
import socket
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from wangting.bench.process import HOST

#: Seconds after which a visitor gives up.
PATIENCE = 20.0
#: Seconds between two looks at who has given up.
LOOK = 0.5
#: So many are there at once at most: a machine that is busy otherwise has no files for more, and then they come later.
MOST = 12_000
#: Bytes of an answer that are kept, and those read at once.
KEPT, PIECE = 4096, 1 << 16


@dataclass
class Visit:
    """One request and what came of it: the status, 0 when nothing came; seconds until the whole answer was there.

    ``lost`` is what the system said where the connection broke.
    """

    at: float
    status: int = 0
    seconds: float = 0.0
    text: bytes = b""
    lost: str = ""


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


class Crowd:
    """Everybody who is there at the moment."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._poll = select.epoll()
        self._there: dict[int, tuple[socket.socket, Visit, bytes]] = {}

    def __len__(self) -> int:
        return len(self._there)

    def enter(self, visit: Visit, path: str) -> None:
        """Let one more come and ask for ``path``."""
        door = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        if door.connect_ex((HOST, self._port)) not in (0, errno.EINPROGRESS):
            door.close()
            return
        question = f"GET {path} HTTP/1.1\r\nHost: {HOST}:{self._port}\r\nConnection: close\r\n\r\n".encode()
        self._there[door.fileno()] = door, visit, question
        self._poll.register(door, select.EPOLLOUT)

    def listen(self, seconds: float) -> None:
        """Hear, for ``seconds`` at most, what is said to those who are there."""
        for handle, event in self._poll.poll(seconds):
            door, visit, question = self._there[handle]
            try:
                if event & select.EPOLLOUT:
                    door.send(question)
                    self._poll.modify(handle, select.EPOLLIN)
                else:
                    self._hear(door, visit)
            except OSError as fault:
                visit.lost = errno.errorcode.get(fault.errno or 0, str(fault))
                self._leave(handle)

    def give_up(self, before: float) -> None:
        """Let those leave who came before that moment."""
        for handle in [handle for handle, (_door, visit, _asked) in self._there.items() if visit.at < before]:
            self._leave(handle)

    def _hear(self, door: socket.socket, visit: Visit) -> None:
        heard = door.recv(PIECE)
        if heard:
            visit.text += heard[: KEPT - len(visit.text)]
            return
        visit.seconds = time.monotonic() - visit.at
        if visit.text.startswith(b"HTTP/1.1 "):
            visit.status = int(visit.text[9:12])
        self._leave(door.fileno())

    def _leave(self, handle: int) -> None:
        # The kernel forgets a socket that is closed.
        self._there.pop(handle)[0].close()


def pour(port: int, paths: Iterator[str], rate: float, seconds: float) -> Flood:
    """Let ``rate`` visitors a second come for ``seconds``, each asking for the next of ``paths``."""
    flood, crowd = Flood(), Crowd(port)
    began = looked = time.monotonic()
    while (now := time.monotonic()) < began + seconds or len(crowd):
        due = int(min(now - began, seconds) * rate)
        while len(flood.visits) < due and len(crowd) < MOST:
            flood.visits.append(Visit(time.monotonic()))
            crowd.enter(flood.visits[-1], next(paths))
        crowd.listen(1 / rate)
        if now - looked >= LOOK:
            looked = now
            crowd.give_up(now - PATIENCE)
    return flood
