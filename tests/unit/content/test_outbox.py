"""A bucket keeps everything in order, and what was committed is not written again."""

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


def test_the_hundredth_message_writes_what_the_second_did_and_a_reference_for_each_between():
    manager = transaction.TransactionManager()
    connection = DB(DemoStorage()).open(transaction_manager=manager)
    bucket = connection.root()["bucket"] = filled(1)
    manager.commit()
    early = written(bucket, connection, manager)
    late = [written(bucket, connection, manager) for _ in range(100)][-1]
    assert [len(page.messages) for page in bucket._pages] == [1] * 102
    assert late < early + 40 * 100


def test_what_one_transaction_leaves_is_one_page_also_after_a_savepoint():
    manager = transaction.TransactionManager()
    connection = DB(DemoStorage()).open(transaction_manager=manager)
    bucket = connection.root()["bucket"] = filled(1)
    manager.savepoint()
    bucket.post(message(1))
    manager.commit()
    bucket.note_head(1, 2, "a" * 64)
    assert [(len(page.messages), len(page.heads)) for page in bucket._pages] == [(2, 1), (0, 1)]


def test_a_bucket_of_before_is_emptied_with_what_came_after_its_pages():
    bucket = filled(2)
    before = {"_pages": bucket._pages, "_messages": (message(2),), "_heads": ((2, 1, "b"),), "closed": False}
    bucket.__setstate__(before)
    assert [found.case_id for found in bucket.messages] == [0, 1, 2]
    assert [head[0] for head in bucket.heads] == [0, 1, 2]


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
