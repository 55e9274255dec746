"""The stamp is read when something was written, and only then."""

from ZODB.DB import DB
from ZODB.interfaces import IMVCCStorage
from zope.interface import implementer

from wangting.views.stamping import BELIEVED, StampWatch


def test_the_mark_moves_with_the_stamp_and_not_with_any_other_write(hall):
    watch = StampWatch(hall.database)
    before = watch.mark()
    with hall.room(commit=True) as room:
        room.register.provisioned["a note"] = "x"
    assert watch.mark() == before
    with hall.room(commit=True) as room:
        room.register.stamp.move()
    assert watch.mark() != before


def test_the_stamp_is_read_once_a_transaction(hall, monkeypatch):
    watch, opened = StampWatch(hall.database), []
    real = hall.database.open
    monkeypatch.setattr(hall.database, "open", lambda *how, **also: opened.append(1) or real(*how, **also))
    for _ in range(5):
        watch.mark()
    assert len(opened) == 1
    with hall.database.transaction() as connection:
        connection.root()["register"].provisioned["a note"] = "x"
    opened.clear()
    watch.mark()
    watch.mark()
    assert len(opened) == 1


def test_a_database_without_a_register_has_a_mark_too():
    database = DB(None)
    assert StampWatch(database).mark() == b""
    database.close()


def test_a_change_that_is_undone_and_another_one_never_share_a_mark(hall):
    watch, marks = StampWatch(hall.database), []
    for _ in range(3):
        with hall.room(commit=True) as room:
            room.register.stamp.move()
        marks.append(watch.mark())
        with hall.room(commit=True) as room:
            # What undoing does: the old number is written again.
            room.register.stamp.value -= 1
        marks.append(watch.mark())
    assert len(set(marks)) == 6


@implementer(IMVCCStorage)
class Silent:
    """A storage that tells nobody of what others commit, as RelStorage."""


class Asked:
    """A database over such a storage, which counts how often it is asked."""

    def __init__(self, database):
        self.storage, self.asked = Silent(), 0
        self._database = database

    def open(self, **options):
        self.asked += 1
        return self._database.open(**options)


def test_a_storage_that_tells_nothing_is_asked_twice_a_second(hall):
    moments = [100.0]
    database = Asked(hall.database)
    watch = StampWatch(database, lambda: moments[-1])
    before = watch.mark()
    with hall.room(commit=True) as room:
        room.register.stamp.move()
    moments.append(moments[-1] + BELIEVED - 0.01)
    assert watch.mark() == before
    assert database.asked == 1
    moments.append(moments[-1] + 0.01)
    assert watch.mark() > before
    assert database.asked == 2
