"""One answer on its way out: head and body leave in one piece, and the names of headers are written once.

waitress writes each name anew for each answer, and hands head and body over as two pieces, which are two calls of the
system and two buffers.  Of a page that is kept that was a third of all the work.
"""

from __future__ import annotations

from functools import lru_cache

from waitress.task import WSGITask
from waitress.utilities import build_http_date

#: A larger body goes out as it is: to copy it would cost more than a second call.
AT_ONCE = 1 << 16
#: Headers about which waitress has something to add, and the one that it adds where it is missing.
SPECIAL, LENGTH = frozenset({"Server", "Date"}), "Content-Length"


@lru_cache(maxsize=256)
def usual(name: str) -> str:
    """Return the name of a header as it is usually written."""
    return "-".join(part.capitalize() for part in name.split("-"))


@lru_cache(maxsize=4)
def dated(second: int) -> str:
    """Return a second since 1970 as HTTP writes it."""
    return build_http_date(second)


class Task(WSGITask):
    """A request that the application answers."""

    def get_environment(self) -> dict:
        """Return the WSGI environment: what was sent lies in memory or in a file by now, and WebOb need not copy it."""
        environ = super().get_environment()
        environ["webob.is_body_seekable"] = True
        return environ

    def build_response_header(self) -> bytes:
        """Return the head, in the order in which waitress sorts it; what is unusual is left to waitress."""
        connection = self.request.headers.get("CONNECTION", "").lower()
        named = [(usual(name), value) for name, value in self.response_headers]
        names = {name for name, _value in named}
        if (
            self.version != "1.1"
            or connection == "close"
            or self.close_on_finish
            or not self.has_body
            or self.channel.server.adj.ident
            or LENGTH not in names
            or not SPECIAL.isdisjoint(names)
        ):
            return super().build_response_header()
        named.append(("Date", dated(int(self.start_time))))
        named.sort(key=_name)
        lines = [f"{name}: {value}\r\n" for name, value in named]
        return f"HTTP/1.1 {self.status}\r\n{''.join(lines)}\r\n".encode("latin-1")

    def write(self, data: bytes) -> None:
        """Send ``data``; where it is the whole body, head and body together."""
        is_whole = self.content_length == len(data) and 0 < len(data) <= AT_ONCE
        if self.wrote_header or not self.complete or not is_whole or not self.has_body:
            super().write(data)
            return
        head = self.build_response_header()
        self.wrote_header = True
        self.content_bytes_written = len(data)
        self.channel.send_whole(head + data)


def _name(header: tuple[str, str]) -> str:
    return header[0]
