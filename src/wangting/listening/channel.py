"""One connection: its requests are limited as they are read, and can be answered without a thread."""

from __future__ import annotations

import logging
import time

from waitress.adjustments import Adjustments
from waitress.channel import ClientDisconnected, HTTPChannel
from waitress.task import ErrorTask
from waitress.utilities import Error

from wangting.listening import answers
from wangting.listening.parser import Parser
from wangting.listening.task import Task

LOOPBACK = frozenset({"127.0.0.1", "::1"})
#: What watches over the hall from its own machine; it must see a busy hall, not be turned away by it.
PROBES = frozenset({"/health", "/metrics"})
PROBED = tuple(path.encode() for path in sorted(PROBES))
READING = frozenset({"GET", "HEAD"})
#: waitress's own errors, by the word under which our page of it is kept.
CODES = {413: answers.TOO_LARGE, 431: answers.HEADERS, 400: answers.BROKEN, 503: answers.BUSY, 501: answers.BROKEN}


class WithoutPaths(logging.Filter):
    """Lets waitress say what happened, and not at which address: a token of a licence may stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Cut the message off before the path; everything passes."""
        record.msg = str(record.msg).partition(" serving ")[0]
        return True


log = logging.getLogger("waitress.channel")
log.addFilter(WithoutPaths())


def is_whole_question(data: bytes, addr: tuple) -> bool:
    """Say whether ``data`` is one GET and nothing else, and not from who probes the hall."""
    if not data.startswith(b"GET /") or not data.endswith(b"\r\n\r\n"):
        return False
    return addr[0] not in LOOPBACK or not data[4:].startswith(PROBED)


class Busy(Error):
    """The queue is full."""

    code = 503
    reason = "Service Unavailable"


class ReadyTask(ErrorTask):
    """Sends the answer that is ready for the error of a request."""

    def execute(self) -> None:
        """Write status, headers and body; the connection is closed after it, for what follows cannot be trusted."""
        front, request = self.channel.server.front, self.request
        error: Error = request.error
        code = CODES.get(error.code, answers.FAULT)
        if code != answers.BUSY:
            front.meters.refused.labels(code).inc()
        answer = front.answers.answer(code, getattr(request, "path", ""), getattr(request, "query", ""), error.code)
        self.status = answer.line
        self.response_headers.extend(answer.headers)
        self.content_length = len(answer.body)
        self.set_close_on_finish()
        self.complete = True
        # Of a HEAD the length is told and the body is not sent.
        self.write(b"" if getattr(request, "command", "") == "HEAD" else answer.body)


class Channel(HTTPChannel):
    """waitress's connection with our limits."""

    task_class = Task
    error_task_class = ReadyTask
    logger = log
    #: When its request was given to the queue, by the clock that only goes forward.
    queued = 0.0

    def parser_class(self, adj: Adjustments) -> Parser:
        """Return what reads the next request; waitress asks its class, which may be anything that makes one."""
        return Parser(adj, self.server.front.limit_of)

    @property
    def is_reading(self) -> bool:
        """Whether the request at the head only asks for something."""
        # What could not be read has neither: it is told so, and that is soon done.
        return getattr(self.requests[0], "command", "GET") in READING

    @property
    def is_probe(self) -> bool:
        """Whether this machine itself asks how the hall is."""
        return self.addr[0] in LOOPBACK and getattr(self.requests[0], "path", "") in PROBES

    def received(self, data: bytes) -> bool:
        """Take what has come; a reader for whom there is no place is turned away before anything is read of it."""
        is_new = self.request is None and not self.requests and not self.total_outbufs_len
        if is_new and self.server.task_dispatcher.has_no_place and is_whole_question(data, self.addr):
            self.server.task_dispatcher.note("reading")
            self.send_and_close(self.server.front.answers.busy(data.partition(b"\r\n")[0]))
            return True
        return super().received(data)

    def service(self) -> None:
        """Answer the request at the head, in a thread of its own."""
        if self.queued:
            self.server.front.meters.waits.observe(time.monotonic() - self.queued)
        super().service()

    def send_whole(self, answer: bytes) -> None:
        """Send ``answer`` here and now as far as the line takes it; the rest waits its turn.

        Raises ClientDisconnected when nobody is there any more.
        """
        with self.outbuf_lock:
            sent = 0
            if self.connected and not self.total_outbufs_len:
                try:
                    sent = self.send(answer, do_close=False)
                except OSError:
                    # The next piece meets the same fault, where waitress knows what to do about it.
                    sent = 0
            if sent < len(answer):
                self.write_soon(answer[sent:])

    def send_and_close(self, answer: bytes) -> None:
        """Send ``answer``, as fast as it is taken, and close the connection behind it."""
        sent = self.send(answer)
        if sent < len(answer):
            self.write_soon(answer[sent:])
        self.close_when_flushed = True

    def turn_away(self) -> None:
        """Answer 503 here and now; whoever calls holds the lock on the requests, as for ``add_task``."""
        request = self.requests[0]
        request.error = request.error or Busy("the queue is full")
        try:
            self.error_task_class(self, request).service()
        except ClientDisconnected:
            pass
        finally:
            for waiting in self.requests:
                waiting.close()
            self.requests = []
            self.close_when_flushed = True
        self.server.pull_trigger()
