"""Answers made when the hall starts: what is said when there is no time, or nobody, to make a page."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from wangting.clock import Clock
from wangting.terms import CHINESE, ENGLISH

BUSY, TOO_LARGE, BROKEN, HEADERS, FAULT = "busy", "too_large", "invalid", "headers_too_large", "error"
#: By which status each is sent.
STATUSES = {BUSY: 503, TOO_LARGE: 413, BROKEN: 400, HEADERS: 431, FAULT: 500}
REASONS = {
    503: "Service Unavailable",
    413: "Content Too Large",
    400: "Bad Request",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
}
#: Seconds after which somebody turned away should try again.
WAIT = 30
#: Stands in the page where the moment of the answer goes, letter for letter as long.
MOMENT = "0000-00-00 00:00:00"
_FORMAT = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True)
class Answer:
    """Status line, headers and body, ready to be sent."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def line(self) -> str:
        """The status with its reason."""
        return f"{self.status} {REASONS.get(self.status, 'Error')}"


class ReadyAnswers:
    """Pages by code and language, with the headers that every answer of the house carries; JSON for the API."""

    def __init__(self, pages: Mapping[tuple[str, str], bytes], headers: tuple[tuple[str, str], ...],
                 clock: Clock) -> None:  # fmt: skip
        self._pages = dict(pages)
        self._headers = headers
        self._clock = clock
        self._whole: dict[tuple[bool, bool], tuple[float, bytes]] = {}

    def busy(self, line: bytes) -> bytes:
        """Return the whole answer 503, as bytes, to the first ``line`` of a request; made anew once a second.

        Whoever is turned away must cost next to nothing, or turning away is work that others are missed for.
        """
        kind = b" /api/" in line, b"lang=en" in line
        now = time.monotonic()
        made, whole = self._whole.get(kind, (-1.0, b""))
        if now - made >= 1:
            found = self.answer(BUSY, "/api/" if kind[0] else "/", "lang=en" if kind[1] else "")
            head = [f"HTTP/1.1 {found.line}", *(f"{name}: {text}" for name, text in found.headers), "Connection: close"]
            whole = "\r\n".join([*head, "", ""]).encode("latin-1") + found.body
            self._whole[kind] = now, whole
        return whole

    def answer(self, code: str, path: str, query: str, status: int | None = None) -> Answer:
        """Return what is told of ``code`` to who asked for ``path``."""
        status = status or STATUSES[code]
        if path.startswith("/api/"):
            kind, body = "application/json", json.dumps({"error": code}).encode()
        else:
            kind, body = "text/html; charset=UTF-8", self._page(code, query)
        headers = [("Content-Type", kind), ("Content-Length", str(len(body))), ("Cache-Control", "no-store")]
        if status == STATUSES[BUSY]:
            headers.append(("Retry-After", str(WAIT)))
        return Answer(status, (*headers, *self._headers), body)

    def _page(self, code: str, query: str) -> bytes:
        lang = ENGLISH if parse_qs(query).get("lang") == [ENGLISH] else CHINESE
        now: datetime = self._clock.now()
        return self._pages[code, lang].replace(MOMENT.encode(), now.strftime(_FORMAT).encode())
