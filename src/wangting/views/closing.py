"""Gives a request's connection back even when the server of the storage is away.

pyramid_zodbconn ends the transaction once more before it closes the connection.  Under the manager of the thread that
begins a new one, which asks the server for the newest state: where nobody answers this raises, the page that says so
is lost, and the connection stays with the thread, where each later request would ask for it again.
"""

from __future__ import annotations

from pyramid.config import Configurator
from pyramid_zodbconn import ZODBConnectionWillClose
from transaction import TransactionManager
from ZODB.Connection import Connection
from ZODB.POSException import ConflictError


def let_go(event: ZODBConnectionWillClose) -> None:
    """Take the connection from the manager of the thread, whose transaction pyramid_tm has ended already."""
    fault = getattr(event.request, "exception", None)
    if fault is None or isinstance(fault, ConflictError):
        # Nothing is wrong with the storage; whoever tries again does so with this connection.
        return
    connection: Connection = event.conn
    alone = TransactionManager(explicit=True)
    connection.transaction_manager.unregisterSynch(connection)
    connection.transaction_manager = alone
    alone.registerSynch(connection)


def includeme(config: Configurator) -> None:
    """Subscribe."""
    config.add_subscriber(let_go, ZODBConnectionWillClose)
