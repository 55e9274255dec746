"""Sums of a Data.fs: what was written is known by its bytes, a torn sum is dropped, a lost end is told."""

from __future__ import annotations

import pytest
import transaction
from ZODB.DB import DB

from wangting.errors import Damaged
from wangting.gateways.filestorage import DurableFileStorage
from wangting.gateways.sums import HEADER, Sums, faults, sums_of, transactions


@pytest.fixture
def data(tmp_path):
    """Return a Data.fs with three transactions after the first, closed in order."""
    path = tmp_path / "Data.fs"
    write(path, 3)
    return path


def write(path, count):
    database = DB(DurableFileStorage(str(path), blob_dir=str(path.parent / "blobs")))
    for number in range(count):
        with database.transaction() as connection:
            connection.root()[f"key {number}"] = "x" * 100
    database.close()


def reopened(path):
    DurableFileStorage(str(path)).close()


def test_each_transaction_has_a_sum_and_all_hold(data):
    assert list(faults(data)) == []
    assert (sums_of(data).stat().st_size - len(HEADER)) == 4 * 64


def test_a_changed_byte_is_named_by_its_transaction(data):
    content = bytearray(data.read_bytes())
    content[-20] ^= 1
    data.write_bytes(content)
    [line] = faults(data)
    assert "is not what was written" in line
    assert " UTC at byte " in line


def test_a_changed_beginning_is_told(data):
    data.write_bytes(b"FS31" + data.read_bytes()[4:])
    assert list(faults(data)) == ["Data.fs: does not begin as a Data.fs does"]


def test_a_changed_sum_is_told_from_a_changed_transaction(data):
    content = bytearray(sums_of(data).read_bytes())
    content[len(HEADER) + 70] ^= 1
    sums_of(data).write_bytes(content)
    assert list(faults(data)) == ["Data.fs.sums: sum 2 is damaged, its transaction cannot be checked"]


def test_a_sum_that_is_gone_leaves_a_gap_that_is_told(data):
    content = sums_of(data).read_bytes()
    sums_of(data).write_bytes(content[: len(HEADER) + 64] + content[len(HEADER) + 128 :])
    assert list(faults(data)) == ["Data.fs.sums: sum 2 does not follow the one before"]


@pytest.mark.parametrize(("content", "words"), [(None, "has no sums"), (b"something else", "is not a file of sums")])
def test_no_sums_and_other_files_of_that_name_are_told(data, content, words):
    sums_of(data).unlink()
    if content is not None:
        sums_of(data).write_bytes(content)
        with pytest.raises(Damaged, match="sums_unreadable"):
            Sums(sums_of(data))
    assert words in next(faults(data))


def test_a_sum_that_a_crash_left_half_written_is_made_anew(data):
    content = sums_of(data).read_bytes()
    sums_of(data).write_bytes(content[:-30])
    reopened(data)
    assert sums_of(data).read_bytes() == content


def test_an_older_database_gets_its_sums_when_it_is_opened(data):
    content = sums_of(data).read_bytes()
    sums_of(data).unlink()
    reopened(data)
    assert sums_of(data).read_bytes() == content


def test_a_database_that_has_lost_its_end_is_not_opened_and_stays_as_it_is(data):
    short = data.read_bytes()[:-200]
    data.write_bytes(short)
    with pytest.raises(Damaged, match="transactions_missing") as told:
        reopened(data)
    assert "restore" in told.value.facts["next"]
    assert data.read_bytes() == short


def test_a_database_that_is_gone_is_not_begun_again(data):
    data.unlink()
    with pytest.raises(Damaged, match="database_missing"):
        reopened(data)
    assert not data.exists()


def test_what_zodb_takes_for_a_torn_end_is_put_back(data):
    with data.open("rb") as stream:
        second = list(transactions(stream, 4, data.stat().st_size))[1].start
    content = bytearray(data.read_bytes())
    # The status of a transaction that was never finished: ZODB cuts there, and all that follows with it.
    content[second + 16] = ord("c")
    data.write_bytes(content)
    for index in data.parent.glob("Data.fs.index*"):
        index.unlink()
    with pytest.raises(Damaged, match="transactions_missing"):
        reopened(data)
    assert data.read_bytes() == bytes(content)
    assert list(data.parent.glob("Data.fs.tr*")) == []


def test_a_database_older_than_its_sums_forgets_those_beyond_it(data):
    sums = Sums(sums_of(data))
    whole = sums.end
    with data.open("rb") as stream:
        third = list(transactions(stream, 4, whole))[2]
        sums.cut(third.end)
        assert (sums.end, sums.last) == (third.end, third)
        sums.cut(0)
        assert sums.last is None
        sums.check_end(stream, 0)
        sums.catch_up(stream, whole)
    assert sums.end == whole
    sums.close()


def test_a_length_that_cannot_be_is_no_transaction(data):
    with data.open("rb") as stream, pytest.raises(Damaged, match="no_transaction"):
        list(transactions(stream, 5, data.stat().st_size))
    with data.open("rb") as stream, pytest.raises(Damaged, match="no_transaction"):
        list(transactions(stream, data.stat().st_size, data.stat().st_size + 9))


def test_an_index_whose_bytes_changed_is_not_believed(data):
    index = data.with_name("Data.fs.index")
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 1
    index.write_bytes(content)
    storage = DurableFileStorage(str(data))
    assert not storage._used_index
    storage.close()
    storage = DurableFileStorage(str(data))
    assert storage._used_index
    storage.close()


def test_a_damaged_database_is_not_packed_and_a_whole_one_has_sums_afterwards(data):
    database = DB(DurableFileStorage(str(data), blob_dir=str(data.parent / "blobs")))
    database.pack()
    with database.transaction() as connection:
        connection.root()["after"] = "x"
    assert list(faults(data)) == []
    content = bytearray(data.read_bytes())
    content[-20] ^= 1
    data.write_bytes(content)
    with pytest.raises(Damaged, match="not_packed"):
        database.pack()
    transaction.abort()
    database.close()


def test_a_sum_that_finds_no_room_loses_no_transaction_and_follows_with_the_next(data, monkeypatch, caplog):
    database = DB(DurableFileStorage(str(data)))

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Sums, "catch_up", full)
        with database.transaction() as connection:
            connection.root()["kept"] = "x"
    assert "a transaction has no sum yet" in caplog.text
    with database.transaction() as connection:
        assert connection.root()["kept"] == "x"
        connection.root()["next"] = "x"
    database.close()
    assert list(faults(data)) == []
    assert (sums_of(data).stat().st_size - len(HEADER)) == 6 * 64
