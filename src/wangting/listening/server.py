"""The servers of one process on one queue, from the first connection to the last answer."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from socket import MSG_DONTWAIT, socket

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.server import TcpWSGIServer

from wangting.listening.answers import ReadyAnswers
from wangting.listening.channel import Channel, is_whole_question
from wangting.listening.dispatcher import Dispatcher
from wangting.listening.parser import LimitOf
from wangting.metering import Meters

#: Seconds a sender has for the headers, and bytes of a body that must come in each further second: a village with a bad
#: line sends more, who holds connections to starve others sends less.
GRACE, RATE = 30, 1024
#: Connections at once; the files of a process are commonly limited to 1,024.
CONNECTIONS = 800
#: Connections that wait at the door at most; Linux has a bound of its own, commonly the same.
BACKLOG = 4096
#: Connections taken at one turn: a turn looks at every connection there is, so one each would cost as many looks; where
#: several processes share a door, the others shall have some.
AT_ONCE = 8
#: As many when there is no place: who is turned away at the door leaves no connection to look at.
AT_THE_DOOR = 256
#: Seconds between two looks at the door while there is no place: who turns away takes turns with who answers, and each
#: turn costs both, so people are turned away some at a time.
BETWEEN = 0.001
#: Seconds between two looks at the slow ones, and after which an idle connection is closed.
LOOK, IDLE = 5, 60


@dataclass(frozen=True)
class Front:
    """What stands before the application: its limits, what is said beyond them, and who counts."""

    answers: ReadyAnswers
    limit_of: LimitOf
    meters: Meters


class Server(TcpWSGIServer):
    """waitress's server with our connections."""

    channel_class = Channel
    #: Faults only: it would say at each turn of a flood that it is full.
    logger = logging.getLogger("waitress.connections")
    logger.setLevel(logging.ERROR)
    front: Front
    #: When the door is looked at again if there is no place, by the clock that only goes forward.
    _again = 0.0

    def readable(self) -> bool:
        """Whether the door is to be looked at."""
        return super().readable() and not (self.task_dispatcher.has_no_place and time.monotonic() < self._again)

    def handle_accept(self) -> None:
        """Take what waits at the door, and not only the first of it; for whom there is no place is told so there."""
        self._again = time.monotonic() + BETWEEN
        for turn in range(AT_THE_DOOR):
            is_full = self.task_dispatcher.has_no_place
            has_room = len(self._map) < self.adj.connection_limit
            found = self._let_in() if has_room and (turn < AT_ONCE or is_full) else None
            if found is None:
                return
            connection, addr = found
            said = self._said(connection) if is_full else b""
            if is_whole_question(said, addr):
                self._turn_away(connection, addr, said)
                continue
            self._take(connection, addr, partial(Channel.received, data=said) if said else None)

    def handle_error(self) -> None:
        """Log what went wrong while somebody was let in; waitress would close the door for it."""
        self.logger.error("somebody could not be let in", exc_info=sys.exc_info())

    def handle_close(self) -> None:
        """Stay open: of a connection that was gone before it was let in waitress says this of the door."""

    def _take(self, connection: socket, addr: tuple, act: Callable[[Channel], object] | None = None) -> None:
        """Make a connection of waitress's of who was let in, and let it ``act``.

        What goes wrong in the act closes it, as when it reads for itself, and never the door.
        """
        try:
            self.set_socket_options(connection)
            channel = self.channel_class(self, connection, addr, self.adj, map=self._map)
        except OSError:
            # They have gone in the meantime.
            connection.close()
            return
        try:
            if act is not None:
                act(channel)
        except Exception:  # noqa: BLE001 - whatever it is, it ends one connection and is in the log
            channel.handle_error()

    def _let_in(self) -> tuple[socket, tuple] | None:
        """Return the next connection with its address; None when nobody waits any more."""
        try:
            return self.socket.accept()
        except OSError:
            # Nobody is there, or no longer, or there is no file for them: the next turn comes soon.
            return None

    def _said(self, connection: socket) -> bytes:
        """Return what has come already: all of it, when somebody had to wait at the door."""
        try:
            return connection.recv(self.adj.recv_bytes, MSG_DONTWAIT)
        except OSError:
            return b""

    def _turn_away(self, connection: socket, addr: tuple, said: bytes) -> None:
        """Answer 503 and close, without a connection of waitress's unless the answer does not go out in one piece."""
        self.task_dispatcher.note("reading")
        answer = self.front.answers.busy(said.partition(b"\r\n")[0])
        try:
            sent = connection.send(answer, MSG_DONTWAIT)
        except BlockingIOError:
            sent = 0
        except OSError:
            sent = len(answer)
        if sent == len(answer):
            connection.close()
        else:
            self._take(connection, addr, lambda channel: channel.send_and_close(answer[sent:]))

    def maintenance(self, now: float) -> None:
        """Close what is idle, and what is sent so slowly that it only holds a place."""
        super().maintenance(now)
        moment = time.monotonic()
        for channel in self.active_channels.values():
            if channel.request is not None and channel.request.is_stuck(moment, GRACE, RATE):
                channel.will_close = True


class Listening:
    """Listens at one or more addresses until it is stopped."""

    def __init__(self, front: Front, *, threads: int, queue: int) -> None:
        self._front = front
        self._sockets: dict[int, object] = {}
        self._servers: list[Server] = []
        self._dispatcher = Dispatcher(queue, front.meters)
        self._dispatcher.set_thread_count(threads)
        self._is_over = False
        #: Held while the pipes by which it is woken are used or given up; a signal may come in the middle of either.
        self._pipes = threading.RLock()
        self._can_be_woken = True

    def at(self, application: Callable, host: str, port: int, *, bound: socket | None = None,
           **adjustments: object) -> Server:  # fmt: skip
        """Listen for ``application`` at an address, or at the ``bound`` socket; raises OSError when it is taken."""
        adj = Adjustments(
            host=host, port=port, cleanup_interval=LOOK, channel_timeout=IDLE, connection_limit=CONNECTIONS,
            backlog=BACKLOG,
            **adjustments,
        )  # fmt: skip
        where = adj.listen[0]
        server = Server(application, map=self._sockets, dispatcher=self._dispatcher, adj=adj, sockinfo=where,
                        _sock=bound, bind_socket=bound is None)  # fmt: skip
        server.front = self._front
        self._servers.append(server)
        return server

    def stop(self, *_signal: object) -> None:
        """End soon, once; safe in a signal handler, which must raise nothing in the middle of a request."""
        if not self._is_over:
            self._is_over = True
            with self._pipes:
                # It may have seen so already, and be at its end.
                for server in self._servers if self._can_be_woken else ():
                    server.pull_trigger()

    def run(self, grace: float) -> None:
        """Listen until :meth:`stop`; then answer what waits, for at most ``grace`` seconds, and close."""
        try:
            while not self._is_over:
                self._turn(1)
            self._drain(time.monotonic() + grace)
        finally:
            self._close()

    def _drain(self, until: float) -> None:
        """Take no new connection and no new request, and let what was taken be answered and sent."""
        self._dispatcher.close()
        for server in self._servers:
            server.accepting = False
            server.socket.close()
            server.del_channel()
        while time.monotonic() < until and not (self._dispatcher.is_idle and self._is_sent):
            self._turn(0.05)

    def _close(self) -> None:
        """Close every connection, and the pipes by which threads wake this one, once no thread is left to use them.

        A thread that goes on would write into whatever file had got the number of the pipe by then.
        """
        with self._pipes:
            self._can_be_woken = False
        self._dispatcher.shutdown(timeout=1)
        doors = {server.trigger for server in self._servers}
        for connection in [found for found in self._sockets.values() if found not in doors]:
            if isinstance(connection, Channel):
                # What was not sent may lie in a file.
                connection.handle_close()
            else:
                connection.close()
        if not self._dispatcher.threads:
            for server in self._servers:
                server.close()

    @property
    def _is_sent(self) -> bool:
        channels = (channel for server in self._servers for channel in server.active_channels.values())
        return not any(channel.requests or channel.total_outbufs_len for channel in channels)

    def _turn(self, seconds: float) -> None:
        if self._dispatcher.has_no_place:
            seconds = min(seconds, BETWEEN)
        wasyncore.loop(timeout=seconds, map=self._sockets, count=1, use_poll=True)
