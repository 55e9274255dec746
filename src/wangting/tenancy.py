"""Which hall a request is for: by the first segment of the path, or by the host a hall has for itself.

``X-Vhm-Root`` is honoured by Pyramid from anyone (DESIGN 7): it is taken out of every request before Pyramid sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

#: First segments that belong to the city on every host, and that no hall may have as its key (DESIGN 9).
RESERVED = frozenset(
    {
        "me", "track", "verify", "api", "office", "city", "halls", "search", "sign-in", "sign-out", "register",
        "health", "metrics", "static",
    }
)  # fmt: skip


class Tenancy:
    """The table of hosts."""

    def __init__(self, hosts: Mapping[str, str]) -> None:
        self._hosts = {host.lower(): hall for host, hall in hosts.items()}

    def hall_of(self, host: str) -> str | None:
        """Return the key of the hall that has ``host`` (with or without port) for itself, or None."""
        return self._hosts.get(host.rsplit(":", 1)[0].lower())


def without_virtual_root(application: Callable) -> Callable:
    """Return ``application`` behind a door that takes out the headers by which anyone could move the root."""

    def door(environ: dict, start_response: Callable) -> Iterable[bytes]:
        for name in ("HTTP_X_VHM_ROOT", "HTTP_X_VHM_HOST"):
            environ.pop(name, None)
        return application(environ, start_response)

    return door
