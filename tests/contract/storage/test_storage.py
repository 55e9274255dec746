"""What every engine owes the halls: commits, conflicts, counters that merge, papers, undo, pack, company, a restart."""

from __future__ import annotations

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from BTrees.LOBTree import LOBTree
from persistent.mapping import PersistentMapping
from transaction import TransactionManager
from ZODB.blob import Blob
from ZODB.POSException import ConflictError, POSKeyError, ReadConflictError, ReadOnlyError, StateLoadError

from wangting.content.counts import CountVector
from wangting.content.outbox import Bucket, Message
from wangting.content.register import Register
from wangting.engines.opening import open_engine
from wangting.gateways.staging import open_staging
from wangting.scripts.running import reading
from wangting.services.attempts import attempt
from wangting.storage import ForbiddenClass, open_database
from wangting.views.stamping import StampWatch

PAPER = b"%PDF-1.4 paper" * 5_000


class Hand:
    """One connection with transactions of its own."""

    def __init__(self, database):
        self.manager = TransactionManager()
        self.connection = database.open(transaction_manager=self.manager)
        self.manager.begin()

    @property
    def root(self):
        return self.connection.root()

    def commit(self):
        self.manager.commit()
        self.manager.begin()

    def abort(self):
        self.manager.abort()
        self.manager.begin()

    def close(self):
        self.manager.abort()
        self.connection.close()


@pytest.fixture
def database(engine):
    return engine.open()


@pytest.fixture
def hands(database):
    found = [Hand(database) for _ in range(2)]
    yield found
    for hand in found:
        hand.close()


def test_what_was_committed_is_there_for_others_and_after_opening_again(engine, hands):
    one, two = hands
    one.root["halls"] = PersistentMapping({"lixin": "利辛"})
    assert "halls" not in two.root
    one.commit()
    two.abort()
    assert two.root["halls"]["lixin"] == "利辛"
    for hand in hands:
        hand.close()
    engine.close()
    again = Hand(engine.open())
    assert again.root["halls"]["lixin"] == "利辛"
    again.close()


def test_a_transaction_sees_one_state_and_an_aborted_one_leaves_nothing(hands):
    one, two = hands
    one.root["a"], one.root["b"] = PersistentMapping(n=1), PersistentMapping(n=1)
    one.commit()
    two.abort()
    assert two.root["a"]["n"] == 1
    one.root["a"]["n"] = one.root["b"]["n"] = 2
    one.commit()
    assert two.root["b"]["n"] == 1
    one.root["a"]["n"] = 3
    one.abort()
    two.abort()
    assert (two.root["a"]["n"], two.root["b"]["n"]) == (2, 2)


def test_of_two_that_change_one_object_the_second_is_told(hands):
    one, two = hands
    one.root["case"] = PersistentMapping()
    one.commit()
    two.abort()
    one.root["case"]["state"], two.root["case"]["state"] = "accepted", "declined"
    one.commit()
    with pytest.raises(ConflictError):
        two.commit()
    two.abort()
    assert two.root["case"]["state"] == "accepted"


def test_who_only_read_what_another_changed_is_told_when_it_matters(hands):
    one, two = hands
    one.root["case"], one.root["licence"] = PersistentMapping(), PersistentMapping()
    one.commit()
    two.abort()
    assert "state" not in two.root["case"]
    two.connection.readCurrent(two.root["case"])
    two.root["licence"]["of"] = "case"
    one.root["case"]["state"] = "withdrawn"
    one.commit()
    with pytest.raises(ReadConflictError):
        two.commit()
    two.abort()
    assert "of" not in two.root["licence"]


def test_counters_merge_whoever_adds(hands):
    one, two = hands
    one.root["counts"] = CountVector()
    one.commit()
    two.abort()
    for hand, name in ((one, "submitted"), (two, "submitted"), (one, "declined")):
        hand.root["counts"].add(name)
    one.commit()
    two.commit()
    one.abort()
    found = one.root["counts"].as_dict()
    assert (found["submitted"], found["declined"]) == (2, 1)


def test_one_number_is_given_once(hands):
    one, two = hands
    one.root["cases"] = LOBTree({1: "first"})
    one.commit()
    two.abort()
    for hand in hands:
        tree = hand.root["cases"]
        tree.insert(tree.maxKey() + 1, "next")
    one.commit()
    with pytest.raises(ConflictError):
        two.commit()


def test_a_bucket_of_the_outbox_never_merges(hands):
    one, two = hands
    one.root["bucket"] = Bucket()
    one.commit()
    two.abort()
    one.root["bucket"].close()
    two.root["bucket"].post(Message("late", "notice", 1, None, "x", ()))
    one.commit()
    with pytest.raises(ConflictError):
        two.commit()


def hand_in(engine, hand, staging, place=None):
    """Put a staged upload into a blob as filing does; return its SHA-256."""
    with staging.keeping():
        staged = staging.add(io.BytesIO(PAPER), len(PAPER))
    blob = Blob()
    hand.connection.add(blob)
    blob.consumeFile(str(staging.link(staged.sha256)))
    (hand.root if place is None else place)["paper"] = blob
    return staged.sha256


def test_a_paper_is_read_back_by_others_and_after_opening_again(engine, hands):
    one, two = hands
    hand_in(engine, one, open_staging(engine.settings.var))
    one.commit()
    two.abort()
    with two.root["paper"].open("r") as stream:
        assert stream.read() == PAPER
    for hand in hands:
        hand.close()
    engine.close()
    again = Hand(engine.open())
    with again.root["paper"].open("r") as stream:
        assert stream.read() == PAPER
    again.close()


def test_an_aborted_and_a_conflicting_submission_keep_the_upload(engine, hands):
    one, two = hands
    staging = open_staging(engine.settings.var)
    one.root["case"] = PersistentMapping()
    one.commit()
    two.abort()
    sha256 = hand_in(engine, two, staging)
    two.abort()
    assert staging.verify(sha256) == len(PAPER)
    hand_in(engine, two, staging)
    one.root["case"]["n"], two.root["case"]["n"] = 1, 2
    one.commit()
    with pytest.raises(ConflictError):
        two.commit()
    two.abort()
    assert staging.verify(sha256) == len(PAPER)
    hand_in(engine, two, staging)
    two.commit()
    with two.root["paper"].open("r") as stream:
        assert stream.read() == PAPER


def test_a_paper_that_comes_with_a_counter_that_merges_is_kept(engine, hands):
    one, two = hands
    one.root["counts"] = CountVector()
    one.root["papers"] = PersistentMapping()
    one.commit()
    two.abort()
    for hand in hands:
        hand.root["counts"].add("submitted")
    hand_in(engine, two, open_staging(engine.settings.var), two.root["papers"])
    one.commit()
    two.commit()
    for hand in hands:
        hand.close()
    engine.close()
    again = Hand(engine.open())
    assert again.root["counts"].value("submitted") == 2
    with again.root["papers"]["paper"].open("r") as stream:
        assert stream.read() == PAPER
    again.close()


def test_a_change_is_undone_and_what_came_after_it_stays(database, hands):
    one, _two = hands
    assert database.supportsUndo()
    one.root["page"], one.root["other"] = PersistentMapping(text="old"), PersistentMapping()
    one.commit()
    one.root["page"]["text"] = "new"
    one.manager.get().note("the change")
    one.commit()
    one.root["other"]["kept"] = True
    one.commit()
    [found] = [entry for entry in database.undoLog(0, 10) if "the change" in str(entry["description"])]
    database.undo(found["id"], one.manager.get())
    one.commit()
    assert (one.root["page"]["text"], one.root["other"]["kept"]) == ("old", True)


def test_packing_keeps_what_can_be_reached_and_its_papers(engine, database, hands):
    one, _two = hands
    hand_in(engine, one, open_staging(engine.settings.var))
    one.root["kept"], one.root["gone"] = PersistentMapping(n=0), PersistentMapping(n=1)
    one.commit()
    gone = one.root["gone"]._p_oid
    for number in range(5):
        one.root["kept"]["n"] = number
        one.commit()
    del one.root["gone"]
    one.commit()
    time.sleep(0.01)
    database.pack(time.time())
    # What a client keeps in its own memory is no matter of the pack.
    for hand in hands:
        hand.close()
    engine.close()
    again = Hand(engine.open())
    assert again.root["kept"]["n"] == 4
    with again.root["paper"].open("r") as stream:
        assert stream.read() == PAPER
    with pytest.raises((POSKeyError, ReadConflictError)):
        again.connection.get(gone)
    again.close()


def test_another_process_writes_too_or_is_told_that_the_hall_is_running(engine, database, hands):
    one, _two = hands
    one.root["counts"] = CountVector()
    one.commit()
    with engine.other_process() as other:
        if engine.name == "file":
            assert other.greeting == "hall_is_running"
            return
        assert other.greeting == "ready"
        other.send("count 40")
        for _ in range(40):
            attempt(one.manager, lambda: one.root["counts"].add("submitted"))
        assert other.answer() == "done"
    one.abort()
    assert one.root["counts"].value("submitted") == 80


def test_another_process_sees_at_once_what_was_committed(engine, database, hands):
    one, _two = hands
    if engine.name == "file":
        reader = reading(engine.settings)
        one.root["n"] = 1
        one.commit()
        with reader as beside, beside.transaction() as connection:
            assert connection.root()["n"] == 1
        return
    with engine.other_process() as other:
        for number in range(50):
            one.root["n"] = number
            one.commit()
            assert other.ask("read n") == str(number)
        hand_in(engine, one, open_staging(engine.settings.var))
        one.commit()
        assert other.ask("blob") == PAPER.decode()


def test_it_goes_on_after_the_servers_restart(engine):
    hand = Hand(engine.open())
    hand.root["n"] = 1
    hand.commit()
    if engine.server is None:
        hand.close()
    engine.restart()
    if engine.server is None:
        hand = Hand(engine.open())

    def work():
        hand.root["n"] = hand.root["n"] + 1

    until = time.monotonic() + 60
    while True:
        try:
            attempt(hand.manager, work)
            break
        except Exception:
            if time.monotonic() > until:
                raise
            hand.manager.abort()
            time.sleep(0.2)
    hand.manager.begin()
    assert hand.root["n"] == 2
    hand.close()


def test_many_threads_ask_for_the_stamp_at_once_and_all_see_it_move(database, hands):
    one, _two = hands
    one.root["register"] = Register()
    one.commit()
    watch = StampWatch(database)
    with ThreadPoolExecutor(8) as pool:
        before = set(pool.map(lambda _: watch.mark(), range(400)))
        one.root["register"].stamp.move()
        one.commit()
        time.sleep(1)
        after = set(pool.map(lambda _: watch.mark(), range(400)))
    assert (len(before), len(after)) == (1, 1)
    assert after.isdisjoint(before)


def test_a_class_that_is_not_on_the_list_is_not_loaded(engine, hands):
    one, _two = hands
    one.root["stranger"] = Stranger()
    one.commit()
    for hand in hands:
        hand.close()
    engine.close()
    again = Hand(engine.open())
    with pytest.raises((StateLoadError, ForbiddenClass)):
        again.root["stranger"]._p_activate()
    again.close()


def test_who_only_reads_writes_nothing(engine, hands):
    one, _two = hands
    one.root["n"] = 1
    one.commit()
    beside = open_database(open_engine(engine.settings, read_only=True))
    reader = Hand(beside)
    assert reader.root["n"] == 1
    reader.root["n"] = 2
    with pytest.raises(ReadOnlyError):
        reader.commit()
    reader.close()
    beside.close()


class Stranger(PersistentMapping):
    """A class of the tests, which no hall stores."""
