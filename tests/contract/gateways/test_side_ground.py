"""What every side store owes whatever room is used: room on disk, copies, damage, many hands at once."""

import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from time import sleep

import pytest

from wangting.errors import Damaged, DeclarationError, NoRoom
from wangting.gateways.side.database import Database
from wangting.gateways.side.opening import SqliteSide, open_side
from wangting.gateways.side.schema import STEPS


def test_an_unknown_store_stops_the_boot_with_its_name(tmp_path, clock, keyed):
    with pytest.raises(DeclarationError, match=r"wangting\.side: unknown value 'mongo', choose one of sqlite"):
        open_side({"wangting.side": "mongo"}, tmp_path, clock, keyed)


def test_what_was_saved_is_there_after_opening_again(side, tmp_path, clock, keyed):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": 1})
    side.close()
    again = open_side({}, tmp_path, clock, keyed)
    assert again.drafts.get(draft.id) == draft
    again.close()


def test_the_file_can_be_read_by_its_owner_only(side, tmp_path):
    side.sessions.new({}, "citizen")
    side.backup(tmp_path / "copy.sqlite")
    for path in tmp_path.glob("*.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_full_disk_is_told_as_no_room_and_nothing_is_changed(side):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": "kept"})
    connection = side.drafts._database._connection()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(NoRoom) as refusal:
        side.drafts.save_values(draft.id, {"b": "x" * 100_000})
    assert refusal.value.facts == {"reason": "full"}
    assert side.drafts.get(draft.id) == draft
    connection.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert side.drafts.save_values(draft.id, {"b": 1}).values == {"a": "kept", "b": 1}


def test_a_store_busy_for_too_long_is_told_as_no_room(tmp_path, clock, keyed):
    store = SqliteSide(Database(tmp_path / "side.sqlite", busy_seconds=0.05), clock, keyed)
    other = sqlite3.connect(tmp_path / "side.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(NoRoom) as refusal:
        store.sessions.new({}, "citizen")
    assert refusal.value.facts == {"reason": "busy"}
    other.execute("ROLLBACK")
    other.close()
    assert store.sessions.new({}, "citizen")
    store.close()


def test_a_file_that_is_no_store_is_told_as_damaged(tmp_path, clock, keyed):
    (tmp_path / "side.sqlite").write_bytes(b"not a database " * 1000)
    with pytest.raises(Damaged):
        open_side({}, tmp_path, clock, keyed)


def test_a_store_of_a_newer_release_is_not_touched(side, tmp_path, clock, keyed):
    with side.drafts._database.write() as store:
        store.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    with pytest.raises(Damaged) as refusal:
        open_side({}, tmp_path, clock, keyed)
    assert refusal.value.code == "side_store_newer"


def test_a_fault_of_our_own_sql_is_not_hidden(side):
    with pytest.raises(sqlite3.OperationalError), side.drafts._database.write() as store:
        store.execute("SELECT nonsense FROM nowhere")
    assert side.drafts.create(1, "lixin", "x", 1)


def test_drafts_are_committed_in_full_and_sessions_are_not(side):
    levels = []
    connection = side.drafts._database._connection()
    connection.set_trace_callback(lambda text: levels.append(text) if "synchronous" in text else None)
    side.drafts.create(1, "lixin", "x", 1)
    side.sessions.new({}, "citizen")
    side.parked.park("d", {}, {})
    assert levels == [f"PRAGMA synchronous = {level}" for level in ("FULL", "NORMAL", "FULL")]


def test_a_copy_made_while_eight_threads_write_has_all_that_was_acknowledged_before(side, tmp_path, clock, keyed):
    acknowledged, running = [], [True]

    def write(owner):
        while running[0]:
            draft = side.drafts.create(owner, "lixin", "x", 1)
            acknowledged.append(side.drafts.save_values(draft.id, {"n": owner}))

    threads = [Thread(target=write, args=(owner,)) for owner in range(8)]
    for thread in threads:
        thread.start()
    while len(acknowledged) < 50 and all(thread.is_alive() for thread in threads):
        sleep(0.005)
    before = list(acknowledged)
    assert len(before) >= 50
    (tmp_path / "elsewhere").mkdir()
    side.backup(tmp_path / "elsewhere" / "side.sqlite")
    running[0] = False
    for thread in threads:
        thread.join()
    copy = sqlite3.connect(tmp_path / "elsewhere" / "side.sqlite")
    assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    copy.close()
    restored = open_side({}, tmp_path / "elsewhere", clock, keyed)
    assert [restored.drafts.get(draft.id) for draft in before] == before
    restored.close()


def test_connections_of_ended_threads_are_closed(side):
    for _ in range(20):
        with ThreadPoolExecutor(1) as pool:
            pool.submit(side.sessions.new, {}, "citizen").result()
    assert len(side.drafts._database._connections) <= 3


def test_two_stores_on_one_file_share_what_is_written(side, tmp_path, clock, keyed):
    other = open_side({}, tmp_path, clock, keyed)
    draft = side.drafts.create(1, "lixin", "x", 1)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(lambda: [side.drafts.save_values(draft.id, {f"a{n}": n}) for n in range(30)])
        two = pool.submit(lambda: [other.drafts.save_values(draft.id, {f"b{n}": n}) for n in range(30)])
        one.result()
        two.result()
    assert len(side.drafts.get(draft.id).values) == 60
    other.close()
