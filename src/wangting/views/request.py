"""What a request carries: its services, its slot, its trace number, its page."""

from __future__ import annotations

import secrets
from ipaddress import IPv6Network, ip_address

from pyramid.config import Configurator
from pyramid.request import Request
from pyramid_zodbconn import get_connection

from wangting.services.workroom import House, Workroom
from wangting.views.behalf import behalf_of, draft_owner
from wangting.views.page import page_of

IPV4 = 4
#: Bytes of an IPv6 address that name one customer.
SUBSCRIBER = 8


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
    """Return the network the request came from; waitress has already replaced it when a trusted proxy says so.

    Of IPv6 it is the first 64 bits: the others are the customer's own to choose, anew for every request (RFC 6177).
    """
    address = request.remote_addr or "-"
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if found.version == IPV4:
        return address
    # A listener for both kinds writes IPv4 into IPv6: all of it is one network of 64 bits.
    mapped = found.ipv4_mapped
    return str(mapped or IPv6Network((found.packed[:SUBSCRIBER] + bytes(SUBSCRIBER), 8 * SUBSCRIBER)))


def includeme(config: Configurator) -> None:
    """Add the properties."""
    config.add_request_method(room, "room", reify=True)
    config.add_request_method(trace, "trace", reify=True)
    config.add_request_method(network, "network", reify=True)
    config.add_request_method(behalf_of, "behalf", reify=True)
    config.add_request_method(draft_owner, "draft_owner", property=True)
    config.add_request_method(page_of, "page", reify=True)
