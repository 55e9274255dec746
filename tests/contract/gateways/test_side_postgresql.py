"""What the side store in PostgreSQL owes besides: it outlives its server's restart, and says what it waits for."""

import psycopg2
import pytest

from wangting.errors import Damaged, DeclarationError, NoRoom, NotFound
from wangting.gateways.side.copying import TABLES, contents, copy_rows, is_empty
from wangting.gateways.side.database import SqliteDatabase
from wangting.gateways.side.opening import open_side, open_side_database
from wangting.gateways.side.postgresql import SCHEMA, PostgresqlDatabase
from wangting.gateways.side.schema import STEPS


@pytest.fixture
def sided(server):
    return {"wangting.side": "postgresql", "wangting.postgresql.dsn": server.new_database()}


def test_it_goes_on_after_the_servers_restart(side, server):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": 1})
    session = side.sessions.new({"b": 2}, "citizen", 1)
    server.restart()
    assert side.drafts.get(draft.id) == draft
    assert [found.data for found in side.sessions.list(1)] == [{"b": 2}]
    server.restart()
    assert side.drafts.save_values(draft.id, {"c": 3}).values == {"a": 1, "c": 3}
    side.sessions.end(session)


def test_a_server_that_is_away_is_told_as_no_room_and_nothing_is_changed(side, server):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": 1})
    server.stop()
    try:
        for what in (lambda: side.drafts.get(draft.id), lambda: side.drafts.save_values(draft.id, {"a": 2})):
            with pytest.raises(NoRoom) as refusal:
                what()
            assert refusal.value.facts == {"reason": "unreachable"}
    finally:
        server.start()
    assert side.drafts.get(draft.id) == draft


def test_who_waits_too_long_for_another_about_the_same_is_told_as_no_room(sided):
    database = PostgresqlDatabase(sided["wangting.postgresql.dsn"], busy_seconds=0.1)
    other = PostgresqlDatabase(sided["wangting.postgresql.dsn"])
    with other.write(about="draft"):
        with pytest.raises(NoRoom) as refusal, database.write(about="draft"):
            pass
        assert refusal.value.facts == {"reason": "busy"}
        with database.write(about="another draft"):
            pass
    database.close()
    other.close()


def test_a_database_that_takes_no_writes_is_told_as_no_room(side):
    connection = side.drafts._database._connections.mine()
    connection.cursor().execute("SET default_transaction_read_only = on")
    with pytest.raises(NoRoom) as refusal:
        side.drafts.create(1, "lixin", "x", 1)
    assert refusal.value.facts == {"reason": "read_only"}


def test_a_store_of_a_newer_release_is_not_touched(side, sided, tmp_path, clock, keyed):
    with side.drafts._database.write() as store:
        store.execute("UPDATE version SET number = ?", (len(STEPS) + 1,))
    with pytest.raises(Damaged) as refusal:
        open_side(sided, tmp_path, clock, keyed)
    assert refusal.value.code == "side_store_newer"


def test_a_fault_of_our_own_sql_is_not_hidden(side):
    with pytest.raises(psycopg2.ProgrammingError), side.drafts._database.write() as store:
        store.execute("SELECT nonsense FROM nowhere")
    with pytest.raises(psycopg2.ProgrammingError):
        side.drafts._database.rows("SELECT nonsense FROM nowhere")
    assert side.drafts.create(1, "lixin", "x", 1)


def test_a_store_without_an_address_stops_the_boot(tmp_path, clock, keyed):
    with pytest.raises(DeclarationError, match=r"wangting\.postgresql\.dsn: missing"):
        open_side({"wangting.side": "postgresql"}, tmp_path, clock, keyed)


def test_a_damaged_page_is_told_as_damaged(side):
    with pytest.raises(Damaged), side.drafts._database.write() as store:
        store.execute("DO $$ BEGIN RAISE EXCEPTION 'invalid page' USING ERRCODE = 'XX001'; END $$")


def test_drafts_are_committed_in_full_and_sessions_are_not(side):
    database = side.drafts._database
    for full, level in ((True, "on"), (False, "off")):
        with database.write(full=full) as store:
            assert store.execute("SHOW synchronous_commit").fetchone() == (level,)


def test_every_row_is_carried_over_and_both_hold_the_same(side, sided, tmp_path):
    draft = side.drafts.create(1, "lixin", "x", 1)
    side.drafts.save_values(draft.id, {"名": "值"})
    side.parked.park(draft.id, {"a": 1}, {})
    for number in range(3):
        side.queries.note("lixin", f"q{number}", number)
    source = open_side_database(sided, tmp_path)
    target = SqliteDatabase(tmp_path / "side.sqlite")
    assert is_empty(target)
    assert copy_rows(source, target)["query"] == 3
    assert contents(source) == contents(target)
    with target.write() as store:
        store.execute("UPDATE query SET results = 9 WHERE results = 1")
    changed = {table for table in TABLES if contents(source)[table] != contents(target)[table]}
    assert changed == {"query"}
    source.close()
    target.close()


def test_its_tables_have_a_schema_of_their_own(side, sided):
    connection = psycopg2.connect(sided["wangting.postgresql.dsn"])
    cursor = connection.cursor()
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", (SCHEMA,))
    assert {name for (name,) in cursor.fetchall()} == {*TABLES, "version"}
    connection.close()
    with pytest.raises(NotFound):
        side.drafts.get("x")
