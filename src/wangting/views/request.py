"""What a request carries: its services, its slot, its trace number, its page."""

from __future__ import annotations

import secrets

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid_zodbconn import get_connection

from wangting.services.workroom import House, Workroom
from wangting.views.page import page_of


def room(request: Request) -> Workroom:
    """Return the services of this request.

    A request that may write takes a slot and gives it back when it is finished; a GET writes nothing and takes none.
    """
    house: House = request.registry.house
    slot = None
    if request.method not in ("GET", "HEAD"):
        slot = house.slots.take()
        request.add_finished_callback(lambda _request: house.slots.release(slot))
    return Workroom(house, get_connection(request).root(), house.slots.shared() if slot is None else slot)


def trace(_request: Request) -> str:
    """Return a short number that ties an error page to the log; it says nothing about anybody."""
    return secrets.token_hex(5)


def network(request: Request) -> str:
    """Return the address the request came from; waitress has already replaced it when a trusted proxy says so."""
    return request.remote_addr or "-"


def includeme(config: Configurator) -> None:
    """Add the properties."""
    config.add_request_method(room, "room", reify=True)
    config.add_request_method(trace, "trace", reify=True)
    config.add_request_method(network, "network", reify=True)
    config.add_request_method(page_of, "page", reify=True)
