"""A request's connection leaves its thread whatever has happened, and so does everything the thread has begun."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import transaction
import ZODB
from pyramid_zodbconn import ZODBConnectionWillClose
from ZODB.MappingStorage import MappingStorage
from ZODB.POSException import StorageError

from wangting.views.closing import let_go


class Server(MappingStorage):
    """A storage whose server can go away."""

    is_away = False

    def new_instance(self):
        """Return itself: the server is one for all connections."""
        return self

    def poll_invalidations(self):
        """Return nothing new; raises StorageError while the server is away."""
        if self.is_away:
            raise StorageError("nobody answers")
        return []


class Held:
    """Something that joins a transaction, as the side store does."""

    def __init__(self):
        self.ended = 0

    def abort(self, _transaction):
        """Note that it was let go."""
        self.ended += 1

    def sortKey(self):  # noqa: N802 - the interface of data managers
        """Return a place among the others."""
        return "held"


@pytest.fixture
def database():
    return ZODB.DB(Server())


def finish(connection):
    """End a request as pyramid_zodbconn does."""
    let_go(ZODBConnectionWillClose(connection, None))
    with pytest.raises(transaction.interfaces.NoTransaction):
        connection.transaction_manager.abort()
    connection.close()


def in_a_thread(work):
    """Run ``work`` in a thread of its own; raises what it raised."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(work).result(10)


def test_a_server_that_has_gone_while_the_answer_was_made_takes_no_connection_with_it(database):
    def work():
        connection = database.open()
        transaction.commit()
        database.storage.is_away = True
        finish(connection)
        assert transaction.manager.manager.registeredSynchs() is False

    in_a_thread(work)
    # It is in the pool, not with a thread that ended: closing all of them asks no other thread.
    database.close()


def test_what_a_page_about_a_fault_began_ends_with_its_request(database):
    held = Held()
    connection = database.open()
    transaction.abort()
    transaction.get().join(held)
    finish(connection)
    assert held.ended == 1
    assert not transaction.manager.explicit


def test_what_cannot_be_ended_in_good_order_keeps_neither_the_answer_nor_the_connection(database, caplog):
    class Broken(Held):
        def abort(self, _transaction):
            raise StorageError("nobody answers")

    connection = database.open()
    transaction.get().join(Broken())
    finish(connection)
    assert "could not be ended in good order" in caplog.text
    finish(database.open())
