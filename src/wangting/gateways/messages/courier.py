"""Sends letters after the answer has left, so that nobody can tell by the time it took whether one was sent."""

from __future__ import annotations

import logging
import queue
import threading

from wangting.errors import WangtingError
from wangting.gateways.messages.letter import Letter, Sender

log = logging.getLogger(__name__)
#: Letters that wait at most; beyond it a letter is dropped and told in the log, and whoever waits asks again.
WAITING = 100


class Courier:
    """One thread that sends; begun with the first letter, gone with the process."""

    def __init__(self) -> None:
        self._letters: queue.Queue[tuple[Sender, Letter]] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def send(self, sender: Sender, letter: Letter) -> None:
        """Take ``letter`` and return at once."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="courier", daemon=True)
                self._thread.start()
        try:
            self._letters.put_nowait((sender, letter))
        except queue.Full:
            log.warning("%s was dropped: %s letters wait", letter.message_id, WAITING)

    def wait(self) -> None:
        """Return when every letter taken so far was sent or given up."""
        self._letters.join()

    def _work(self) -> None:
        while True:
            sender, letter = self._letters.get()
            try:
                sender.send(letter)
            except WangtingError as fault:
                log.warning("%s was not delivered: %s", letter.message_id, fault.code)
            except Exception:
                # The thread must outlive whatever a peer does; the log formats no message of an exception.
                log.exception("%s was not delivered", letter.message_id)
            finally:
                self._letters.task_done()
