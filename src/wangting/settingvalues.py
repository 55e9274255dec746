"""How the text of a setting becomes a value: one reader a kind, each saying in its ValueError what would be right."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

SWITCH = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
HOURS = re.compile(r"(\d{2}):(\d{2})-(\d{2}):(\d{2})")


def chosen(*allowed: str) -> Callable[[str], str]:
    """Return a reader that takes one of ``allowed``."""

    def read(text: str) -> str:
        if text not in allowed:
            raise ValueError(f"is {text!r}, not one of {', '.join(allowed)}")
        return text

    return read


def whole(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from ``least`` to ``most``."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[0-9]+", text) or not least <= int(text) <= most:
            raise ValueError(f"is {text!r}, not a whole number from {least} to {most}")
        return int(text)

    return read


def whole_range(least: int, most: int) -> Callable[[str], tuple[int, ...]]:
    """Return a reader of ``4`` or ``0-3``: the numbers from the first to the last, both included."""
    number = whole(least, most)

    def read(text: str) -> tuple[int, ...]:
        first, _, last = text.partition("-")
        low, high = number(first.strip()), number((last or first).strip())
        if low > high:
            raise ValueError(f"is {text!r}: the first is above the last")
        return tuple(range(low, high + 1))

    return read


def switch(text: str) -> bool:
    """Read on or off."""
    if text.lower() not in SWITCH:
        raise ValueError(f"is {text!r}, not on or off")
    return SWITCH[text.lower()]


def path(text: str) -> Path:
    """Read a path; it must be absolute, so that it means the same wherever the command is called."""
    if not Path(text).is_absolute():
        raise ValueError(f"is {text!r}, not an absolute path; begin it with %(here)s")
    return Path(text).resolve()


def path_or_none(text: str) -> Path | None:
    """Read an absolute path, or nothing."""
    return path(text) if text else None


def minutes(text: str) -> timedelta:
    """Read a number of minutes, one day at most."""
    return timedelta(minutes=whole(1, 24 * 60)(text))


def watched(text: str) -> timedelta:
    """Read a number of minutes, a month at most; 0 means that nobody watches."""
    return timedelta(minutes=whole(0, 31 * 24 * 60)(text))


def days(text: str) -> timedelta:
    """Read a number of days, ten years at most."""
    return timedelta(days=whole(1, 3650)(text))


def seconds(text: str) -> timedelta:
    """Read a number of seconds, one minute at most."""
    return timedelta(seconds=whole(1, 60)(text))


def listen(text: str) -> tuple[str, int]:
    """Read ``host:port``."""
    host, _, port = text.rpartition(":")
    if not host:
        raise ValueError(f"is {text!r}, not an address and a port such as 127.0.0.1:6543")
    return host.strip("[]"), whole(1, 65535)(port)


def url(text: str) -> str:
    """Read the address by which people reach the hall, without a path; the result has no slash at its end."""
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"} or parts.query:
        raise ValueError(f"is {text!r}, not an address such as https://zwfw.example.cn")
    return f"{parts.scheme}://{parts.netloc}"


def network_list(text: str) -> tuple[str, ...]:
    """Read addresses or networks, separated by spaces; an address becomes a network of one."""
    return tuple(str(ipaddress.ip_network(word)) for word in text.split())
