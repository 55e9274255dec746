"""Records lie compressed in Data.fs, and everybody who asks the storage sees them plain."""

from __future__ import annotations

import hashlib
import time
import zlib
from concurrent.futures import ThreadPoolExecutor

import pytest
import transaction
from BTrees.OOBTree import OOBTree
from persistent.mapping import PersistentMapping
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.FileStorage import FileIterator, FileStorage
from ZODB.serialize import referencesf
from ZODB.utils import p64, z64

from wangting.engines.copying import copy, differences
from wangting.errors import Damaged
from wangting.gateways.compressed import MARK, SHORT, compressed, plain
from wangting.gateways.filestorage import DurableFileStorage
from wangting.gateways.words import FIRST

LONG = "申请普通话水平测试等级证书" * 20


def opened(folder, *, read_only=False):
    return DurableFileStorage(str(folder / "Data.fs"), blob_dir=str(folder / "blobs"), read_only=read_only)


@pytest.fixture
def database(tmp_path):
    found = DB(opened(tmp_path))
    yield found
    found.close()


def put(database, **values):
    with database.transaction() as connection:
        connection.root().update(values)


def lying(folder):
    """Return every record as it lies in the file, the undone ones left out."""
    return [record.data for step in FileIterator(str(folder / "Data.fs")) for record in step if record.data]


def test_a_record_is_read_back_as_it_was_whatever_its_length():
    for length in (0, 1, SHORT - 1, SHORT, 5_000):
        assert plain(compressed(b"record" * length)) == b"record" * length


def test_many_threads_compress_at_once_and_each_record_is_its_own():
    records = [f"{number} {LONG}".encode() * (1 + number % 9) for number in range(400)]
    with ThreadPoolExecutor(8) as pool:
        assert [plain(data) for data in pool.map(compressed, records)] == records


def test_what_is_compressed_already_is_not_compressed_again():
    once = compressed(LONG.encode())
    assert once.startswith(MARK)
    assert compressed(once) == once


def test_what_would_not_become_shorter_stays_as_it_is():
    noise = bytes((number * number * 7919 + number) % 251 for number in range(200))
    assert compressed(noise) == noise


def test_a_harmed_record_is_told_and_not_read_as_something_else():
    harmed = bytearray(compressed(LONG.encode()))
    harmed[-3] ^= 1
    with pytest.raises(Damaged, match="record_damaged"):
        plain(bytes(harmed))


def test_a_record_that_was_cut_short_is_told():
    with pytest.raises(Damaged, match="record_damaged"):
        plain(compressed(LONG.encode())[:-6])


def test_a_record_of_zc_zlibstorage_is_read():
    assert plain(b".z" + zlib.compress(LONG.encode())) == LONG.encode()


def test_the_words_are_those_with_which_every_database_was_written():
    assert hashlib.sha256(FIRST).hexdigest() == "1b88f99aff340f8a99ef42e8581b809673baad1061bc1c555b265cf9904a65b5"


def test_the_record_of_a_paper_lies_plain_because_filestorage_looks_for_it():
    record = b"\x80\x03cZODB.blob\nBlob\nq\x00.\x80\x03N."
    assert compressed(record) == record


def test_a_long_text_takes_a_fraction_of_itself_and_is_there_after_opening_again(tmp_path, database):
    put(database, text=LONG)
    database.close()
    newest = lying(tmp_path)[-1]
    assert newest.startswith(MARK)
    assert len(newest) < len(LONG.encode()) / 5
    again = DB(opened(tmp_path, read_only=True))
    with again.transaction() as connection:
        assert connection.root()["text"] == LONG
    again.close()


def test_a_database_of_before_is_read_and_its_records_change_at_their_next_writing(tmp_path):
    before = DB(FileStorage(str(tmp_path / "Data.fs")))
    put(before, text=LONG, other=PersistentMapping(text=LONG))
    before.close()
    after = DB(opened(tmp_path))
    with after.transaction() as connection:
        assert connection.root()["text"] == LONG
        connection.root()["other"]["text"] = LONG + "。"
    with after.transaction() as connection:
        assert connection.root()["other"]["text"] == LONG + "。"
    after.close()
    assert [data.startswith(MARK) for data in lying(tmp_path)[-3:]] == [False, False, True]


def test_every_way_of_asking_gives_the_plain_record(database):
    put(database, text=LONG)
    storage, text = database.storage, LONG.encode()
    data, tid = storage.load(z64)
    assert text in data
    assert storage.loadSerial(z64, tid) == data
    assert storage.loadBefore(z64, p64(2**63 - 1)) == (data, tid, None)
    assert storage.record_iternext()[2] == data
    walked = storage.iterator()
    assert [record.data for step in walked for record in step][-1] == data
    walked.close()


def test_what_was_not_there_yet_is_none(database):
    assert database.storage.loadBefore(z64, p64(1)) is None


def test_two_that_write_one_bucket_are_merged(tmp_path, database):
    put(database, tree=OOBTree({f"{number}": LONG[:50] for number in range(9)}))
    managers = [transaction.TransactionManager(), transaction.TransactionManager()]
    trees = [database.open(manager).root()["tree"] for manager in managers]
    for name, tree in zip("ab", trees, strict=True):
        tree[name] = LONG
    for manager in managers:
        manager.commit()
    with database.transaction() as connection:
        assert {"a", "b"} < set(connection.root()["tree"])
    assert lying(tmp_path)[-1].startswith(MARK)


def test_an_older_change_of_a_bucket_is_undone_and_the_newer_one_stays(database):
    put(database, tree=OOBTree({f"{number}": LONG[:50] for number in range(9)}))
    for name in "ab":
        with database.transaction() as connection:
            connection.root()["tree"][name] = LONG
    database.undo(database.undoLog(1, 2)[0]["id"])
    transaction.commit()
    with database.transaction() as connection:
        assert "a" not in connection.root()["tree"]
        assert connection.root()["tree"]["b"] == LONG


def test_a_making_that_was_undone_is_copied_as_such(tmp_path, database):
    put(database, one=PersistentMapping(text=LONG))
    database.undo(database.undoLog(0, 1)[0]["id"])
    transaction.commit()
    (tmp_path / "to").mkdir()
    target = opened(tmp_path / "to")
    copy(database.storage, target, lambda *_: None)
    assert list(differences(database.storage, target, lambda *_: None)) == []
    assert None in [record.data for step in target.iterator() for record in step]
    target.close()


def test_a_pack_keeps_what_is_reached_from_a_compressed_record_and_drops_the_rest(tmp_path, database):
    put(database, kept=PersistentMapping(text=LONG, paper=Blob(b"paper")), dropped=PersistentMapping(text=LONG))
    with database.transaction() as connection:
        dropped = connection.root().pop("dropped")._p_oid
    database.storage.pack(time.time() + 1, referencesf)
    with database.transaction() as connection:
        connection.cacheMinimize()
        kept = connection.root()["kept"]
        with kept["paper"].open() as paper:
            assert (kept["text"], paper.read()) == (LONG, b"paper")
    assert dropped not in [record.oid for step in FileIterator(str(tmp_path / "Data.fs")) for record in step]


def test_a_database_of_before_and_its_compressed_copy_are_the_same(tmp_path):
    before = DB(FileStorage(str(tmp_path / "Data.fs"), blob_dir=str(tmp_path / "blobs")))
    put(before, text=LONG, paper=Blob(b"paper"))
    before.close()
    (tmp_path / "to").mkdir()
    source, target = opened(tmp_path), opened(tmp_path / "to")
    copy(source, target, lambda *_: None)
    assert list(differences(source, target, lambda *_: None)) == []
    assert target.getSize() < source.getSize()
    source.close()
    target.close()
