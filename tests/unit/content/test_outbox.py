"""A bucket keeps everything in order, and what is full is not written again."""

from __future__ import annotations

import pytest
import transaction
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.POSException import ConflictError

from wangting.content.outbox import Bucket, Message


def message(number):
    return Message(f"{number}", "notice", number, None, "submit", ())


def filled(count):
    bucket = Bucket()
    for number in range(count):
        bucket.post(message(number))
        bucket.note_head(number, 1, f"{number:064x}")
    return bucket


@pytest.mark.parametrize("count", [0, 1, 2, 3, 9])
def test_messages_and_heads_come_back_in_the_order_in_which_they_were_left(count):
    bucket = filled(count)
    assert [found.case_id for found in bucket.messages] == list(range(count))
    assert [head[0] for head in bucket.heads] == list(range(count))


def written(bucket, connection, manager):
    """Return how many bytes one more message writes."""
    storage = connection.db().storage
    bucket.post(message(7))
    manager.commit()
    last = storage.lastTransaction()
    stored = (bucket, *bucket._pages)
    return sum(len(storage.load(found._p_oid)[0]) for found in stored if found._p_serial == last)


def test_the_hundredth_message_writes_about_as_much_as_the_second():
    manager = transaction.TransactionManager()
    connection = DB(DemoStorage()).open(transaction_manager=manager)
    bucket = connection.root()["bucket"] = filled(1)
    manager.commit()
    early = written(bucket, connection, manager)
    for number in range(100):
        bucket.post(message(number))
    manager.commit()
    late = max(written(bucket, connection, manager) for _ in range(4))
    # What grows is one reference a page.
    assert late < 4 * early + 40 * len(bucket._pages)
    assert late < 3000


def test_closing_and_a_late_append_collide_so_that_no_message_vanishes_with_its_bucket():
    database = DB(DemoStorage())
    worker, writer = transaction.TransactionManager(), transaction.TransactionManager()
    closing, late = database.open(transaction_manager=worker), database.open(transaction_manager=writer)
    closing.root()["bucket"] = filled(5)
    worker.commit()
    writer.begin()
    late.root()["bucket"].post(message(9))
    closing.root()["bucket"].close()
    worker.commit()
    with pytest.raises(ConflictError):
        writer.commit()
