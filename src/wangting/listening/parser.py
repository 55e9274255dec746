"""Limits of a body by what it is for, known when its headers are: nothing beyond them is stored or read.

A browser shows no answer that comes while it is still sending: the connection would be cut under it.  So a body that is
too large, but not endless, is let run into nothing, and then the answer is sent (docs/adr/0025).
"""

from __future__ import annotations

import copy
import time
from collections.abc import Callable, Mapping

from waitress.adjustments import Adjustments
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.receiver import FixedStreamReceiver
from waitress.utilities import RequestEntityTooLarge

#: Bytes of a body that may run into nothing, so that who sent it gets an answer; more is cut off.
RUNS_OUT = 256 << 20

LimitOf = Callable[[str, str, Mapping[str, str]], int]


class Nothing:
    """A buffer that forgets: only its length is known."""

    def __init__(self) -> None:
        self.remain = 0

    def __len__(self) -> int:
        return self.remain

    def append(self, data: bytes) -> None:
        """Count and forget."""
        self.remain += len(data)

    def close(self) -> None:
        """Hold nothing, so there is nothing to give back."""


class Parser(HTTPRequestParser):
    """Reads one request; ``limit_of`` says how many bytes its body may have."""

    def __init__(self, adj: Adjustments, limit_of: LimitOf) -> None:
        super().__init__(adj)
        self.began = time.monotonic()
        self._limit_of = limit_of
        self._runs_out = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, and with them decide how much of a body is taken; raises ParsingError, answered by 400."""
        try:
            super().parse_header(header_plus)
        except ValueError as fault:
            # An address like http://[ and a length of 5,000 digits: waitress lets what Python says of them through.
            raise ParsingError("the first line or a header cannot be read") from fault
        if self.chunked and "CONTENT_LENGTH" in self.headers:
            # What is the next request here may be body to whoever stands before us (RFC 9112, 6.3).
            raise ParsingError("a length and chunks at once")
        if not self.chunked and not self.content_length:
            return
        limit = self._limit_of(self.command, self.path, self.headers)
        if self.chunked or self.content_length <= limit:
            self._take_at_most(limit)
        elif self.content_length > RUNS_OUT or self.headers.get("EXPECT"):
            # Who waits for "100 Continue" has sent nothing yet: the answer can go out at once.
            self.headers.pop("EXPECT", None)
            self.expect_continue = False
            self._take_at_most(limit)
        else:
            self._runs_out = True
            self.body_rcv = FixedStreamReceiver(self.content_length, Nothing())
            self._take_at_most(self.content_length)

    def received(self, data: bytes) -> int:
        """Take ``data``; what ran into nothing is told as too large once all of it has come."""
        consumed = super().received(data)
        if self.completed and self._runs_out and self.error is None:
            self.error = RequestEntityTooLarge("the body is larger than this address takes")
        return consumed

    def is_stuck(self, now: float, grace: float, rate: float) -> bool:
        """Say whether its sender is so slow that the connection is better given to somebody else.

        It has ``grace`` seconds for the headers, and one more for each ``rate`` bytes of the body that have come.
        """
        return now - self.began > grace + self.body_bytes_received / rate

    def _take_at_most(self, limit: int) -> None:
        """Let waitress's own check, which refuses what reaches its limit, refuse what is beyond ours."""
        self.adj = copy.copy(self.adj)
        self.adj.max_request_body_size = limit + 1
