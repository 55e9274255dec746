"""How the log is written: lines for people or JSON for machines, and never what somebody typed.

The message of an exception often repeats what was being read - a name, a number of an identity card - so of an
exception its kind and its places in the code are told, and not its message.
"""

from __future__ import annotations

import json
import logging
import traceback
from datetime import datetime
from types import TracebackType

from wangting.clock import ZONE
from wangting.errors import WangtingError

ExcInfo = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]
#: What every record of the standard library has; the rest was given with ``extra``.
OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Lines(logging.Formatter):
    """For people: moment, level, where from, what; below it the kinds and places of an exception and its causes."""

    def __init__(self, fmt: str | None = None, datefmt: str | None = None, style: str = "%", **more: object) -> None:
        super().__init__(fmt or "%(asctime)s %(levelname)s %(name)s %(message)s", datefmt, style, **more)

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines; what another formatter has kept of the exception on the record is not ours to repeat."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the name of the standard library
        """Return a line for each exception of the chain and for each place it came through."""
        lines = []
        for fault in told(ei[1]):
            lines.append(str(fault["kind"]))
            lines += [f"  {place}" for place in fault["places"]]
        return "\n".join(lines)


class JsonLines(logging.Formatter):
    """For machines: one JSON object a line; ``extra`` of the record becomes keys of their own."""

    def __init__(self, fmt: str | None = None, datefmt: str | None = None, style: str = "%", **more: object) -> None:
        super().__init__(None, datefmt, style, **more)

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        said: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, ZONE).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        said |= {name: value for name, value in vars(record).items() if name not in OWN}
        if record.exc_info and record.exc_info[1] is not None:
            said["faults"] = told(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False, default=lambda value: type(value).__name__)


def told(fault: BaseException | None) -> list[dict[str, object]]:
    """Return kind and places of ``fault`` and of what it came from, the last first."""
    found, seen = [], set()
    while fault is not None and id(fault) not in seen:
        seen.add(id(fault))
        places = traceback.extract_tb(fault.__traceback__)
        found.append(
            {
                "kind": _kind(fault),
                "places": [f"{place.filename}:{place.lineno} {place.name}" for place in places],
            }
        )
        fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    return found


def _kind(fault: BaseException) -> str:
    """Return the class, with the house's own code or the system's number, which say more and name nobody."""
    kind = f"{type(fault).__module__}.{type(fault).__qualname__}"
    if isinstance(fault, WangtingError):
        return f"{kind} {fault.code}"
    return f"{kind} {fault.errno}" if isinstance(fault, OSError) and fault.errno else kind
