"""Long work beside the requests: begun by one, watched by others, one piece at a time in a process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from wangting.errors import WangtingError
from wangting.gateways.runs import Runs

log = logging.getLogger(__name__)

#: Told in between: how many rows are done.
Tell = Callable[[int], None]
Work = Callable[[Tell], Mapping[str, object]]

WAITING, GOING, DONE, REFUSED, BROKEN = "waiting", "going", "done", "refused", "broken"
#: Rows after which it is told how far the work is; seconds without a word after which it seems to have stopped.
EVERY, SILENT = 100, 60
#: Seconds for which work waits for other work, after which it seems to have stopped too.
QUEUED = 1800
#: A catalogue of ten thousand items needs some hundred megabytes while it is read.
ONE = threading.BoundedSemaphore(1)


class Running:
    """Begins long work and tells what has become of it."""

    def __init__(self, runs: Runs) -> None:
        self._runs = runs

    def begin(self, work: Work, patience: float) -> str:
        """Begin ``work`` in a thread of its own and return its token, after ``patience`` seconds at most.

        Work that is quick is done by then.  The thread ends with its process: what was not committed never was.
        """
        token = self._runs.begin({"state": WAITING, "done": 0})
        thread = threading.Thread(target=self._do, args=(token, work), daemon=True, name=f"run-{token[:6]}")
        thread.start()
        thread.join(patience)
        return token

    def state(self, token: str) -> dict[str, object] | None:
        """Return where the work stands: ``state``, ``done``, then ``result`` or ``code`` with ``facts``.

        None where there is none of that token.  Work that has said nothing for long is broken as far as anybody can
        tell: its process may have ended, or it is committing much and is done later.
        """
        found = self._runs.read(token)
        if found is None:
            return None
        state, quiet = found
        patience = {GOING: SILENT, WAITING: QUEUED}.get(str(state["state"]))
        return state if patience is None or quiet <= patience else {**state, "state": BROKEN}

    def _do(self, token: str, work: Work) -> None:
        def tell(done: int) -> None:
            if done % EVERY == 0:
                self._runs.tell(token, {"state": GOING, "done": done})

        with ONE:
            tell(0)
            try:
                end: dict[str, object] = {"state": DONE, "result": work(tell)}
            except WangtingError as refused:
                facts = {key: str(value) for key, value in refused.facts.items()}
                end = {"state": REFUSED, "code": refused.code, "facts": facts}
            except Exception:
                log.exception("long work failed")
                end = {"state": BROKEN}
            self._runs.tell(token, {"done": 0, **end})
