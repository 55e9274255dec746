"""Kills a piece of work at any line of the code that writes: a fork does the work and ends itself there by SIGKILL.

Nothing is flushed, closed or rolled back, as when the machine's power is cut and its disk keeps what it was given.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import FrameType

#: Says that something was acknowledged; it survives the death of who says it.
Tell = Callable[[str], None]
Work = Callable[[Tell], None]


@dataclass(frozen=True)
class Point:
    """Where to die: before line ``line`` of a file runs for the ``visit``-th time."""

    file: str
    line: int
    visit: int

    def __str__(self) -> str:
        return f"{self.file.rpartition('/')[2]}:{self.line} visit {self.visit}"


@dataclass(frozen=True)
class Death:
    """How it ended: whether by the kill, and what had been acknowledged before."""

    killed: bool
    told: tuple[str, ...]


def points(work: Work, files: Sequence[str]) -> list[Point]:
    """Do the whole work in a fork, and return the first and the last visit of every line of ``files`` it came by."""
    visits: Counter = Counter()

    def watched(tell: Tell) -> None:
        sys.settrace(_tracer(files, lambda file, line: visits.update([(file, line)])))
        try:
            work(lambda _said: None)
        finally:
            sys.settrace(None)
        for (file, line), count in visits.items():
            tell(json.dumps([file, line, count]))

    found = [json.loads(line) for line in forked(watched).told]
    return [Point(file, line, visit) for file, line, count in found for visit in sorted({1, count})]


def killed_at(point: Point, work: Work) -> Death:
    """Do ``work`` in a fork that ends itself at ``point``."""
    seen = 0

    def count(file: str, line: int) -> None:
        nonlocal seen
        if (file, line) == (point.file, point.line):
            seen += 1
            if seen == point.visit:
                os.kill(os.getpid(), signal.SIGKILL)

    def watched(tell: Tell) -> None:
        sys.settrace(_tracer([point.file], count))
        work(tell)
        sys.settrace(None)

    return forked(watched)


def chosen(found: list[Point], source: random.Random, count: int | None) -> list[Point]:
    """Return ``count`` of the points, spread over the whole of the work; all of them for None."""
    if count is None or count >= len(found):
        return found
    step = len(found) / count
    return [found[int(step * place + source.uniform(0, step))] for place in range(count)]


def forked(work: Work) -> Death:
    """Do ``work`` in a fork; raises AssertionError when it failed by itself."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(lambda said: _say(writing, said))
        except BaseException:  # noqa: BLE001 - whatever it is, the parent tells it; the fork must not become a second pytest
            _say(writing, "failed: " + traceback.format_exc())
            os._exit(1)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as stream:
        told = tuple(json.loads(line) for line in stream)
    _pid, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed or status == 0, told[-1:]
    return Death(killed, told)


def _say(pipe: int, said: str) -> None:
    os.write(pipe, (json.dumps(said) + "\n").encode())


def _tracer(files: Sequence[str], at: Callable[[str, int], None]) -> Callable:
    def trace_line(frame: FrameType, event: str, _argument: object) -> Callable:
        if event == "line":
            at(frame.f_code.co_filename, frame.f_lineno)
        return trace_line

    def trace_call(frame: FrameType, _event: str, _argument: object) -> Callable | None:
        return trace_line if frame.f_code.co_filename.endswith(tuple(files)) else None

    return trace_call
