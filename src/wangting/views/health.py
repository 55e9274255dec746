"""``/health`` and ``/metrics``: how the hall is, for who looks after it; no personal data, no versions."""

from __future__ import annotations

import ipaddress

from prometheus_client import CONTENT_TYPE_LATEST
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config
from ZODB.DB import DB
from ZODB.POSException import POSError, StorageError

from wangting.content.register import Register
from wangting.errors import NotFound
from wangting.security.permissions import PUBLIC
from wangting.views.traversal.contexts import City, HallContext


@view_config(context=City, name="health", request_method="GET", permission=PUBLIC, renderer="json")
@view_config(context=HallContext, name="health", request_method="GET", permission=PUBLIC, renderer="json")
def health(context: City, request: Request) -> dict:
    """Return 200 while everything works and 503 when somebody should look."""
    room = context.room
    try:
        _ask_storage(request.registry.database, room.register)
        found = room.house.watching.look(room.register)
    except POSError as fault:
        request.response.status = 503
        return {"status": "look", "look_at": ["storage"], "storage": type(fault).__name__}
    worker = _worker(request)
    bad = found.complaints(room.house.watching.backup_within)
    bad += [] if worker in ("ok", "elsewhere") else ["worker"]
    request.response.status = 503 if bad else 200
    return {"status": "look" if bad else "ok", "look_at": bad, "storage": "ok", "worker": worker, **found.as_dict()}


@view_config(context=City, name="metrics", request_method="GET", permission=PUBLIC)
@view_config(context=HallContext, name="metrics", request_method="GET", permission=PUBLIC)
def metrics(context: City, request: Request) -> Response:
    """Return what this process has counted, for Prometheus, to who may ask; for others there is no such page."""
    if not may_measure(request):
        raise NotFound
    meters = request.registry.meters
    found = context.room.house.watching.look(context.room.register)
    for name, value in found.as_dict().items():
        if value is not None:
            meters.show(name, HELP[name], value)
    cached = request.registry.database.cacheSize()
    meters.show("zodb_cache_objects", "Objects in the caches of all connections.", cached)
    return Response(meters.text(), headerlist=[("Content-Type", CONTENT_TYPE_LATEST)])


#: What each figure of the hall's wellbeing is called in ``/metrics``.
HELP = {
    "outbox_lag": "Seconds for which the oldest message has waited longer than it had to.",
    "outbox_waiting": "Messages that could not be delivered at once and are tried again.",
    "outbox_dead": "Dead letters.",
    "timers_late": "Seconds since the oldest act of time that is still to be done was due.",
    "disk_free": "Part of the disk under var/ that is free.",
    "backup_age": "Seconds since the last backup.",
}


def may_measure(request: Request) -> bool:
    """Say whether ``/metrics`` is for who asks: they are in one of the networks of ``wangting.metrics_from``."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in network for network in request.registry.metrics_from)


def _ask_storage(database: DB, register: Register) -> None:
    """Read something from the storage and not from a cache; raises what the storage raises when it does not answer."""
    is_connected = getattr(database.storage, "is_connected", None)
    if is_connected is not None and not is_connected():
        # A client of ZEO answers from its own cache for a while, as if nothing had happened.
        raise StorageError("disconnected")
    register.stamp._p_deactivate()
    register.stamp._p_activate()


def _worker(request: Request) -> str:
    """Return ``ok``, the last fault of the worker of this process, or ``elsewhere`` when it is another process."""
    worker = getattr(request.registry, "worker", None)
    return "elsewhere" if worker is None else (worker.last_fault or "ok")
