"""Queues: rows in order over all shards, and a front that many take from while others append."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from transaction import TransactionManager

from wangting.content.queues import Queue, first, latest, merged
from wangting.storage import open_database, open_storage

KEYS = st.sets(st.tuples(st.integers(0, 10_000), st.integers(1, 50)), max_size=40)
END = (20_000, 0)


def filled(keys):
    queue = Queue(4)
    for minute, case_id in keys:
        queue.put(case_id % 4, minute, case_id, f"{minute}/{case_id}")
    return queue


@given(KEYS, KEYS)
def test_rows_of_several_queues_come_in_one_order_each_once(these, those):
    those = {(minute, case_id + 100) for minute, case_id in those}
    found = [key for key, _row in merged([filled(these), filled(those)])]
    assert found == sorted(these | those)


@given(KEYS, st.integers(1, 10))
def test_pages_follow_each_other_without_a_gap(keys, size):
    queue, seen, after = filled(keys), [], None
    while page := first([queue], size, after):
        seen += [key for key, _row in page]
        after = seen[-1]
    assert seen == sorted(keys)


@given(KEYS, st.integers(1, 10))
def test_the_latest_rows_come_newest_first(keys, size):
    found = [key for key, _row in latest([filled(keys)], size, END)]
    assert found == sorted(keys, reverse=True)[:size]


def test_a_row_that_is_not_there_is_dropped_in_silence_and_one_that_is_goes():
    queue = filled({(5, 1)})
    queue.drop(1, 5, 2)
    queue.drop(1, 5, 1)
    assert list(queue.items()) == []


def test_taking_the_only_row_and_appending_another_do_not_collide(tmp_path):
    database = open_database(open_storage(tmp_path))
    managers = [TransactionManager() for _ in range(2)]
    taker, appender = (database.open(transaction_manager=manager) for manager in managers)
    taker.root()["queue"] = filled({(5, 4)})
    managers[0].commit()
    managers[1].begin()
    appender.root()["queue"].put(0, 9, 8, "later")
    taker.root()["queue"].drop(0, 5, 4)
    managers[0].commit()
    managers[1].commit()
    assert [key for key, _row in appender.root()["queue"].items()] == [(9, 8)]
    for manager, connection in zip(managers, (taker, appender), strict=True):
        manager.abort()
        connection.close()
    database.close()
