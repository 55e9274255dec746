"""Bytes are counted by the request that wrote them."""

from __future__ import annotations

import pytest
import transaction
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

from wangting.bench.records import written


def test_the_bytes_of_one_kind_of_request_are_told_from_those_of_others(tmp_path):
    data = tmp_path / "Data.fs"
    database, manager = DB(FileStorage(str(data))), transaction.TransactionManager()
    root = database.open(transaction_manager=manager).root()
    since = data.stat().st_size
    for path, size in (("/me/drafts/1/submit", 3000), ("/worker", 5000), ("/me/drafts/2/submit", 3000)):
        root["paper"] = "x" * size
        manager.get().note(path)
        manager.commit()
    own, whole = written(data, since, "/submit")
    assert 3.0 < own < 3.4
    assert 5.5 < whole < 6.1
    with pytest.raises(ZeroDivisionError):
        written(data, since, "/act")
    database.close()
