"""Where the processes of one machine meet ZEO's server; who only asks whether it is there does not load ZEO."""

from __future__ import annotations

import socket
from pathlib import Path

from wangting.errors import DeclarationError

SOCKET = "zeo.sock"
#: Bytes that the address of a socket may have on Linux, its end not included (man 7 unix).
LONGEST = 107


def socket_path(var: Path) -> Path:
    """Return the server's address; raises DeclarationError when the system has no room for it."""
    path = var / SOCKET
    if len(bytes(path)) > LONGEST:
        most = LONGEST - len(SOCKET) - 1
        raise DeclarationError([f"wangting.var: is too long for the socket of ZEO, {most} bytes at most"])
    return path


def answers(var: Path) -> bool:
    """Return whether a server listens there."""
    with socket.socket(socket.AF_UNIX) as found:
        try:
            found.connect(str(socket_path(var)))
        except OSError:
            return False
        return True
