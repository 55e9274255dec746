"""Says on the error stream how far long work is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

#: Seconds between two lines: work that is done within that says nothing.
PAUSE = 1.0


class Telling:
    """Called with how many are done and how many there are, 0 when nobody knows; ``what`` is what is counted."""

    def __init__(self, what: str, stream: TextIO | None = None, seconds: Callable[[], float] = time.monotonic) -> None:
        self._what = what
        self._stream = stream or sys.stderr
        self._seconds = seconds
        self._last = seconds()
        self._told = False

    def __call__(self, done: int, total: int) -> None:
        """Say how far the work is, at most once in :data:`PAUSE` seconds, and its end when its course was told."""
        now = self._seconds()
        if now - self._last >= PAUSE or (self._told and done == total):
            self._last, self._told = now, True
            of = f" of {total}" if total else ""
            self._stream.write(f"{self._what}: {done}{of}\n")
            self._stream.flush()
