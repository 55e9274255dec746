"""Starts the parts of a hall, starts again what falls, and ends all of them together within five seconds."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

log = logging.getLogger(__name__)

#: What a shell would start, and by which words Python starts it; ``-P`` keeps the present folder out of the path.
COMMAND = (sys.executable, "-P", "-c", "import sys; from wangting.scripts.command import main; sys.exit(main())")
#: Seconds between two looks.
LOOK = 0.1
#: Seconds that parts have to end, and after them those on which they stand.
LAST, VERY_LAST = 3.5, 1.2
#: A part that falls so soon after its start, so often in a row, will not stand.
SOON, OFTEN = 10.0, 3
#: Exit code of a part that says that another one is in its place (``errors``: ``exit_code``).
IN_PLACE = 3


@dataclass
class Part:
    """One process: what it is called, by which words it is started, which sockets it is handed."""

    name: str
    words: Sequence[str]
    sockets: Sequence[int] = ()
    #: Others stand on it: it is started before them and ended after them.
    is_ground: bool = False
    process: subprocess.Popen | None = None
    since: float = 0.0
    falls: int = 0
    #: The moment before which it is not started again.
    rests_until: float = field(default=0.0)

    @property
    def stands(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Runs parts until it is told to end, or until one of them will not stand."""

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._parts: list[Part] = []
        self._over = threading.Event()
        self._seconds = seconds
        # Nobody ever writes: a part reads the end of it when we are gone, however we went, and ends itself.
        self._lifeline, self._held = os.pipe()

    @property
    def is_over(self) -> bool:
        """Whether the end was asked for."""
        return self._over.is_set()

    def heed_signals(self) -> None:
        """End at SIGTERM and SIGINT."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def stop(self, _number: int = 0, _frame: FrameType | None = None) -> None:
        """End soon."""
        self._over.set()

    def start(self, part: Part) -> None:
        """Start a part and look after it from now on."""
        if part not in self._parts:
            self._parts.append(part)
        part.since = self._seconds()
        # A session of its own: Ctrl-C reaches us alone, and we end the parts in their order.
        part.process = subprocess.Popen(  # noqa: S603 - the words are our own commands
            [*COMMAND, *part.words, "--lifeline", str(self._lifeline)],
            pass_fds=(self._lifeline, *part.sockets),
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )

    def finish(self, part: Part) -> int:
        """Start a part that ends by itself, and return its exit code; SIGTERM ends it."""
        self.start(part)
        self._parts.remove(part)
        while part.stands:
            if self._over.wait(LOOK):
                self._end([part], LAST)
        return part.process.returncode

    def wait_for(self, part: Part, is_ready: Callable[[], bool]) -> bool:
        """Return True when ``is_ready`` says so, False when the part fell or the end was asked for."""
        while not is_ready():
            if not part.stands or self._over.wait(LOOK):
                return False
        return True

    def watch(self) -> int:
        """Start again what falls, until the end is asked for: 0; or until something will not stand: its exit code."""
        while not self._over.wait(LOOK):
            for part in self._parts:
                if not part.stands:
                    code = self._pick_up(part)
                    if code:
                        return code
        return 0

    def end(self) -> None:
        """End every part: first those that stand on others, then these."""
        self._end([part for part in self._parts if not part.is_ground], LAST)
        self._end([part for part in self._parts if part.is_ground], VERY_LAST)
        for handle in (self._lifeline, self._held):
            os.close(handle)

    def _pick_up(self, part: Part) -> int:
        """Start a fallen part again after a rest; return an exit code when that is no use."""
        now, code = self._seconds(), part.process.returncode
        if part.rests_until <= part.since:
            part.falls = part.falls + 1 if now - part.since < SOON else 1
            part.rests_until = now + min(2 ** (part.falls - 1), 8)
            log.error("%s ended with %s", part.name, code)
        if code == IN_PLACE or part.falls >= OFTEN:
            log.error("%s does not stand: the hall ends", part.name)
            return code if code > 0 else 1
        if now >= part.rests_until:
            self.start(part)
        return 0

    def _end(self, parts: Sequence[Part], patience: float) -> None:
        standing = [part for part in parts if part.stands]
        for part in standing:
            part.process.terminate()
        until = time.monotonic() + patience
        for part in standing:
            try:
                part.process.wait(max(0.0, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("%s did not end in time and was killed", part.name)
                part.process.kill()
                part.process.wait()


def hold_to(lifeline: int) -> None:
    """End this process, as by SIGTERM, when the one that holds the other end of ``lifeline`` is gone."""

    def listen() -> None:
        os.read(lifeline, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=listen, name="lifeline", daemon=True).start()
