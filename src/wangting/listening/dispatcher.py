"""The queue between the thread that reads and the threads that answer: it has an end."""

from __future__ import annotations

import logging
import time

from waitress.task import ThreadedTaskDispatcher

from wangting.listening.channel import Channel
from wangting.metering import Meters

log = logging.getLogger(__name__)
#: Seconds between two lines of the log about a full queue: a flood must not fill the disk as well.
QUIET = 10


class Dispatcher(ThreadedTaskDispatcher):
    """Hands requests to threads, at most ``limit`` waiting; whoever sends a form may wait in half as many places more.

    A form is somebody's work: a page is asked for again with one touch, so readers are turned away first.
    """

    def __init__(self, limit: int, meters: Meters) -> None:
        super().__init__()
        self._limit = limit
        # A flood must not look them up each time.
        self._shed = {kind: meters.shed.labels(kind) for kind in ("reading", "writing")}
        self._told = -QUIET
        self._is_closing = False
        meters.watch("queue_length", "Requests that wait for a thread.", lambda: len(self.queue))

    @property
    def is_idle(self) -> bool:
        """Whether no request waits and none is under way."""
        return not self.queue and self.active_count <= 0

    def close(self) -> None:
        """Turn away whatever comes from now on; what waits is still answered."""
        self._is_closing = True

    def add_task(self, task: Channel) -> None:
        """Queue the request at the head of ``task``, or turn it away."""
        if self._is_full(task):
            self.note("reading" if task.is_reading else "writing")
            task.turn_away()
            return
        task.queued = time.monotonic()
        with self.lock:
            if task.is_probe:
                self.queue.appendleft(task)
            else:
                self.queue.append(task)
            self.queue_cv.notify()

    @property
    def has_no_place(self) -> bool:
        """Whether a reader who comes now would be turned away."""
        return self._is_closing or len(self.queue) >= self._limit

    def note(self, kind: str) -> None:
        """Count one who is turned away, and say so now and then."""
        self._shed[kind].inc()
        now = time.monotonic()
        if now - self._told >= QUIET:
            self._told = now
            log.warning("the queue is full: %s wait, others are answered 503", len(self.queue))

    def _is_full(self, task: Channel) -> bool:
        if self._is_closing:
            return True
        places = self._limit if task.is_reading else self._limit + self._limit // 2
        # What probes the hall has places of its own, but not without end either.
        return len(self.queue) >= (2 * self._limit if task.is_probe else places)
