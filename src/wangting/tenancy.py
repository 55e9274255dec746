"""Which hall a request is for: by the first segment of the path, or by the host a hall has for itself.

``X-Vhm-Root`` is honoured by Pyramid from anyone (DESIGN 7): it is taken out of every request before Pyramid sees it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from pyramid.config import Configurator
from pyramid.registry import Registry
from pyramid.request import Request
from pyramid.response import Response
from pyramid.tweens import INGRESS

#: First segments that belong to the city on every host, and that no hall may have as its key (DESIGN 9).
RESERVED = frozenset(
    {
        "me", "track", "verify", "api", "office", "city", "halls", "search", "sign-in", "sign-out", "register",
        "health", "metrics", "static", "arrive", "hand-over", "files",
        "going-back",
    }
)  # fmt: skip

#: What Pyramid would take for the root of the tree, whoever sent it.
MOVERS = ("HTTP_X_VHM_ROOT", "HTTP_X_VHM_HOST")
PROBES = frozenset({"/health", "/metrics"})
LOOPBACK = frozenset({"127.0.0.1", "::1"})


class Tenancy:
    """The table of hosts, and the keys of the halls."""

    def __init__(self, hosts: Mapping[str, str], halls: Iterable[str] = ()) -> None:
        self._hosts = {host.lower(): hall for host, hall in hosts.items()}
        self.halls = frozenset(halls)

    def hall_of(self, host: str) -> str | None:
        """Return the key of the hall that has ``host`` (with or without port) for itself, or None."""
        return self._hosts.get(host.rsplit(":", 1)[0].lower())

    def home_at(self, host: str, path: str) -> str | None:
        """Return the key of the hall whose home is at ``path`` on ``host``, or None."""
        name = path.strip("/")
        if not name:
            return self.hall_of(host)
        return name if name in self.halls else None


def without_virtual_root(handler: Callable[[Request], Response], _registry: Registry) -> Callable[[Request], Response]:
    """Return a tween that takes out the headers by which anyone could move the root, before Pyramid traverses."""

    def door(request: Request) -> Response:
        for name in MOVERS:
            request.environ.pop(name, None)
        return handler(request)

    return door


def https_only(handler: Callable[[Request], Response], registry: Registry) -> Callable[[Request], Response]:
    """Return a tween that, in production, refuses what did not come by https through the trusted proxy (DESIGN 2).

    The probes of the machine itself, ``/health`` and ``/metrics`` from loopback, are let through.
    """
    if registry.house.is_demo:
        return handler

    def door(request: Request) -> Response:
        probing = request.path in PROBES and request.remote_addr in LOOPBACK
        if request.scheme != "https" and not probing:
            text = "本站只经 https 访问。This site is reached by https only.\n"
            return Response(text, 403, content_type="text/plain")
        return handler(request)

    return door


def includeme(config: Configurator) -> None:
    """Stand the tweens outermost."""
    config.add_tween("wangting.tenancy.without_virtual_root", under=INGRESS)
    config.add_tween("wangting.tenancy.https_only", under="wangting.tenancy.without_virtual_root")
