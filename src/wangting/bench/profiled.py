"""Serves as ``wangting serve`` does, and writes where the time of requests goes.

Only what runs between the server's call and the last byte of an answer is watched, one request at a time.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import re
import threading
import time
from collections.abc import Callable
from pathlib import Path

from pyramid.router import Router

#: Lines of the profile that are kept.
LINES = 25
#: Folders that packages lie in.
ROOTS = frozenset({"site-packages", "src", "var"})


def watched(call: Callable, profile: cProfile.Profile) -> Callable:
    """Return ``call``, of a WSGI application, which is watched by ``profile``; one request waits for the other."""
    turn = threading.Lock()

    def answer(application: Router, environ: dict, start_response: Callable) -> object:
        with turn:
            profile.enable()
            try:
                return call(application, environ, start_response)
            finally:
                profile.disable()

    return answer


def told(profile: cProfile.Profile) -> str:
    """Return the dearest lines of ``profile``, by their own time, and no folder of this machine."""
    stream = io.StringIO()
    pstats.Stats(profile, stream=stream).sort_stats("tottime").print_stats(LINES)
    short = re.sub(r"/\S+?\.py\b", lambda found: _short(found[0]), stream.getvalue())
    return "\n".join(line.rstrip() for line in short.splitlines() if line.strip())


def _short(path: str) -> str:
    """Return a path from its package on, without the digest that a compiled template carries in its name."""
    parts = re.sub(r"_[0-9a-f]{32}(?=\.py)", "", path).split("/")
    roots = [place for place, part in enumerate(parts) if part in ROOTS]
    return "/".join(parts[roots[-1] + 1 :] if roots else parts[-2:])


def main(serve: Callable[[list[str]], int], ini: str, target: str) -> int:
    """Serve by ``serve`` until told to end, then write the profile to ``target``."""
    # Processor time of the thread, as the rows are measured: a fsync that waits costs nothing.
    profile = cProfile.Profile(time.thread_time)
    Router.__call__ = watched(Router.__call__, profile)
    try:
        return serve(["serve", ini])
    finally:
        Path(target).write_text(told(profile) if profile.getstats() else "", "utf-8")
