"""Gives a request's connection back even when the server of the storage is away.

pyramid_zodbconn ends the transaction once more before it closes the connection.  Under the manager of the thread that
begins a new one, which asks the server for the newest state: where nobody answers this raises, the page is lost, and
the connection stays with the thread, where each later request would ask for it again.
"""

from __future__ import annotations

import logging

from pyramid.config import Configurator
from pyramid_zodbconn import ZODBConnectionWillClose
from transaction import TransactionManager
from transaction.interfaces import NoTransaction
from ZODB.Connection import Connection

log = logging.getLogger(__name__)


def let_go(event: ZODBConnectionWillClose) -> None:
    """End what the thread has begun, and take the connection from its manager.

    pyramid_tm has ended its own transaction, but a page about a fault may have begun another; whatever joined that one
    would be held for as long as the thread rests.
    """
    connection: Connection = event.conn
    of_thread = connection.transaction_manager
    before, of_thread.explicit = of_thread.explicit, True
    try:
        of_thread.abort()
    except NoTransaction:
        pass
    except Exception:
        # What it undid is undone, and the answer is made: it shall leave, and so shall the connection.
        log.warning("a transaction could not be ended in good order", exc_info=True)
    finally:
        of_thread.explicit = before
        alone = TransactionManager(explicit=True)
        of_thread.unregisterSynch(connection)
        connection.transaction_manager = alone
        alone.registerSynch(connection)


def includeme(config: Configurator) -> None:
    """Subscribe."""
    config.add_subscriber(let_go, ZODBConnectionWillClose)
