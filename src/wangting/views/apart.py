"""Work that goes on beside the request that began it, over a connection and a transaction of its own thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import transaction
from pyramid.request import Request
from pyramid.threadlocal import manager as threadlocals
from pyramid_zodbconn import get_connection

from wangting.services.attempts import attempt
from wangting.services.exchanging.service import Make
from wangting.services.running import Tell, Work
from wangting.services.workroom import Workroom

#: Rows after which what was only read leaves memory: in a transaction nothing else lets it go, and no row comes twice.
RESTED = 100

#: What is done: it is given services, a maker of items of the site, and what to tell its progress.
InRoom = Callable[[Workroom, Make, Tell], Mapping[str, object]]


def apart(request: Request, work: InRoom) -> Work:
    """Return ``work`` for another thread; it is committed at its end, tried again after a conflict.

    While rows are told the connection puts away what it has only read, so that it holds no more of ten thousand than of
    a hundred, and nothing when it goes back to the others (docs/adr/0034).

    It speaks to the thread's own transaction, because Substance D's catalog does (docs/adr/0001).
    """
    database, registry, house = get_connection(request).db(), request.registry, request.room.house

    def make(*facts: object) -> object:
        return registry.content.create("Item", *facts)

    def run(tell: Tell) -> Mapping[str, object]:
        connection = database.open(transaction_manager=transaction.manager)

        def rested(number: int) -> None:
            tell(number)
            if number % RESTED == 0:
                connection.cacheMinimize()

        threadlocals.push({"registry": registry, "request": None})
        try:
            return attempt(
                transaction.manager,
                lambda: work(Workroom(house, connection.root(), house.worker_slot), make, rested),
            )
        finally:
            threadlocals.pop()
            connection.cacheMinimize()
            connection.close()

    return run
