"""The storage: only known classes are read, and a blob is on the disk before the transaction that names it."""

import importlib
import inspect
import io
import os
import pickletools
import pkgutil
import sys
from pathlib import Path

import pytest
import transaction
import ZODB.broken
from persistent import Persistent
from ZODB.blob import Blob
from ZODB.Connection import Connection
from ZODB.POSException import StateLoadError

from wangting import content
from wangting.content import item
from wangting.content.implementation import Implementation
from wangting.errors import NoRoom
from wangting.storage import ALLOWED_CLASSES, ALLOWED_PREFIXES, ForbiddenClass, known_class, open_database, open_storage

#: Every class that records of some database name; one is added and none is taken away.
WRITTEN = Path(__file__).with_name("stored_classes.txt")


class Stranger(Persistent):
    """A class of the tests, which no hall stores."""


def classes_named(data):
    """Yield (module, name) of every class that the two pickles of a record name."""
    stream, texts = io.BytesIO(data), []
    for _pickle in ("class", "state"):
        for operation, argument, _position in pickletools.genops(stream):
            if operation.name == "GLOBAL":
                yield tuple(argument.split(" ", 1))
            elif operation.name == "STACK_GLOBAL":
                yield tuple(texts[-2:])
            if "UNICODE" in operation.name:
                texts.append(argument)


def test_every_class_of_a_provisioned_database_is_on_the_list(installation):
    storage = open_storage(installation.settings.var, read_only=True)
    named = {found for step in storage.iterator() for record in step for found in classes_named(record.data)}
    storage.close()
    assert len(named) > 30
    assert [
        found for found in named if not found[0].startswith(ALLOWED_PREFIXES) and found not in ALLOWED_CLASSES
    ] == []


def stored_by_us():
    """Yield every class of the content of which objects are stored, as records name it."""
    for found in pkgutil.iter_modules(content.__path__):
        module = importlib.import_module(f"{content.__name__}.{found.name}")
        for name, one in vars(module).items():
            is_own = inspect.isclass(one) and one.__module__ == module.__name__
            if is_own and (issubclass(one, Persistent) or (issubclass(one, tuple) and hasattr(one, "_fields"))):
                yield one.__module__, name


def test_what_an_older_release_has_stored_is_still_a_class():
    lines = WRITTEN.read_text("utf-8").splitlines()
    known = [tuple(line.split()) for line in lines if not line.startswith("#")]
    lost = [found for found in known if issubclass(known_class(None, *found), ZODB.broken.Broken)]
    assert not lost, "a class that has moved is named in wangting.storage.MOVED"
    assert set(stored_by_us()) <= set(known), f"a new class of stored objects is a line of {WRITTEN.name}"


def test_a_record_of_before_a_class_moved_is_read(tmp_path, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(Implementation, "__module__", item.__name__)
        before.setattr(item, "Implementation", Implementation, raising=False)
        database = open_database(open_storage(tmp_path))
        with database.transaction() as connection:
            offered = item.Item("1", "名", None, "office", {})
            connection.root()["offered"] = Implementation(offered, "lixin", "lixin/jiaoyu")
        database.close()
    storage = open_storage(tmp_path, read_only=True)
    named = {found for step in storage.iterator() for record in step for found in classes_named(record.data)}
    storage.close()
    assert (item.__name__, "Implementation") in named
    database = open_database(open_storage(tmp_path))
    with database.transaction() as connection:
        assert type(connection.root()["offered"]) is Implementation
        assert connection.root()["offered"].unit == "lixin/jiaoyu"
    database.close()


@pytest.mark.parametrize(
    ("module", "name"), [("os", "system"), ("wangting.services.filing", "Filing"), ("builtins", "eval")]
)
def test_a_class_that_is_not_on_the_list_is_not_loaded(module, name):
    with pytest.raises(ForbiddenClass):
        known_class(None, module, name)


def test_a_record_of_a_strange_class_stays_unread(tmp_path):
    database = open_database(open_storage(tmp_path))
    with database.transaction() as connection:
        connection.root()["stranger"] = Stranger()
    database.close()
    database = open_database(open_storage(tmp_path))
    connection = database.open()
    with pytest.raises((StateLoadError, ForbiddenClass)):
        connection.root()["stranger"]._p_activate()
    transaction.abort()
    connection.close()
    database.close()


@pytest.fixture
def traced(monkeypatch):
    """Note every rename and fsync with the path it was done to."""
    steps = []
    fsync, rename = os.fsync, os.rename

    def noted_fsync(handle):
        steps.append(("fsync", str(Path(f"/proc/self/fd/{handle}").readlink())))
        fsync(handle)

    def noted_rename(source, target):
        rename(source, target)
        steps.append(("rename", str(target)))

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(sys.modules["ZODB.FileStorage.FileStorage"], "fsync", noted_fsync)
    monkeypatch.setattr(os, "rename", noted_rename)
    return steps


def write_blob(database, content=b"paper"):
    with database.transaction() as connection:
        blob = connection.root()["blob"] = Blob()
        with blob.open("w") as stream:
            stream.write(content)


def test_blob_then_its_directories_then_data_fs_reach_the_disk_in_this_order(tmp_path, traced):
    database = open_database(open_storage(tmp_path))
    traced.clear()
    write_blob(database)
    database.close()
    final = next(path for step, path in traced if step == "rename" and path.endswith(".blob"))
    at = traced.index(("rename", final))
    rest = traced[at + 1 :]
    assert rest[0] == ("fsync", final)
    assert rest[1] == ("fsync", str(Path(final).parent))
    assert ("fsync", str(tmp_path / "blobs")) in rest, "the first of the directories that were made is not on the disk"
    last_blob_step = max(place for place, (_step, path) in enumerate(rest) if "/blobs" in path)
    assert ("fsync", str(tmp_path / "Data.fs")) in rest[last_blob_step:]


def test_a_full_disk_is_told_as_no_room_and_nothing_was_changed(tmp_path, monkeypatch):
    database = open_database(open_storage(tmp_path))

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(NoRoom):
            write_blob(database)
    transaction.abort()
    with database.transaction() as connection:
        assert "blob" not in connection.root()
    database.close()


def test_a_second_writing_process_is_refused_and_a_reading_one_is_not(tmp_path):
    database = open_database(open_storage(tmp_path))
    write_blob(database)
    reader = open_database(open_storage(tmp_path, read_only=True))
    with reader.transaction() as connection, connection.root()["blob"].open("r") as stream:
        assert stream.read() == b"paper"
    reader.close()
    database.close()


def test_a_connection_that_could_not_be_opened_is_in_the_pool_again_and_no_managers(tmp_path, monkeypatch):
    database = open_database(open_storage(tmp_path))
    manager = transaction.TransactionManager()
    manager.begin()
    opened = [database.open(transaction.TransactionManager()) for _ in range(2)]
    for connection in opened:
        connection.close()

    def away(_connection, _transaction, _sync=True):
        raise ConnectionRefusedError

    with monkeypatch.context() as gone:
        gone.setattr(Connection, "newTransaction", away)
        for _ in range(5):
            with pytest.raises(ConnectionRefusedError):
                database.open(manager)
        # What the next request of the thread does: it asks every connection that the manager knows.
        manager.begin()
    connection = database.open(manager)
    assert connection in opened
    assert len(database.pool.all) == 2
    connection.close()
    database.close()
