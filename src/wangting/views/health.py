"""``/health``: is the storage there, does the worker work, how long does the outbox wait."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from wangting.security.permissions import PUBLIC
from wangting.views.traversal.contexts import City, HallContext

#: Seconds a message may wait before somebody should look.
LATE = 120


@view_config(context=City, name="health", request_method="GET", permission=PUBLIC, renderer="json")
@view_config(context=HallContext, name="health", request_method="GET", permission=PUBLIC, renderer="json")
def health(context: City, request: Request) -> dict:
    """Return 200 while everything works and 503 when somebody should look; no personal data, no versions."""
    room = context.room
    house, register = room.house, room.register
    now = house.clock.now().timestamp()
    oldest = min((tree.minKey() for tree in register.outbox if tree), default=None)
    lag = 0 if oldest is None else max(0, round(now - (oldest + 2) * house.tick))
    worker = getattr(request.registry, "worker", None)
    dead = sum(1 for delivery in register.deliveries.values() if delivery.dead)
    found = {
        "storage": "ok",
        "halls": len(room.site["halls"]),
        "outbox_lag_seconds": lag,
        "outbox_waiting": len(register.deliveries),
        "outbox_dead": dead,
        "worker": "elsewhere" if worker is None else (worker.last_fault or "ok"),
    }
    well = lag <= LATE and not dead and found["worker"] in ("ok", "elsewhere")
    request.response.status = 200 if well else 503
    return {"status": "ok" if well else "look", **found}
