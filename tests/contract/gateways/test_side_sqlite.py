"""What the side store in a file owes besides: room on its disk, damage told, nobody else reads it."""

import sqlite3
import stat

import pytest

from wangting.errors import Damaged, NoRoom
from wangting.gateways.side.database import SqliteDatabase
from wangting.gateways.side.opening import StoredSide, open_side
from wangting.gateways.side.schema import STEPS


@pytest.fixture
def sided():
    return {}


def test_the_file_can_be_read_by_its_owner_only(side, tmp_path):
    side.sessions.new({}, "citizen")
    side.backup(tmp_path / "copy.sqlite")
    for path in tmp_path.glob("*.sqlite*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_a_full_disk_is_told_as_no_room_and_nothing_is_changed(side):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": "kept"})
    connection = side.drafts._database._connections.mine()
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(NoRoom) as refusal:
        side.drafts.save_values(draft.id, {"b": "x" * 100_000})
    assert refusal.value.facts == {"reason": "full"}
    assert side.drafts.get(draft.id) == draft
    connection.execute("PRAGMA max_page_count = 1000000").fetchall()
    assert side.drafts.save_values(draft.id, {"b": 1}).values == {"a": "kept", "b": 1}


def test_a_store_busy_for_too_long_is_told_as_no_room(tmp_path, clock, keyed):
    store = StoredSide(SqliteDatabase(tmp_path / "side.sqlite", busy_seconds=0.05), clock, keyed)
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
    connection = side.drafts._database._connections.mine()
    connection.set_trace_callback(lambda text: levels.append(text) if "synchronous" in text else None)
    side.drafts.create(1, "lixin", "x", 1)
    side.sessions.new({}, "citizen")
    side.parked.park("d", {}, {})
    assert levels == [f"PRAGMA synchronous = {level}" for level in ("FULL", "NORMAL", "FULL")]
