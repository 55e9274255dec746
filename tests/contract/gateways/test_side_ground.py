"""What every side store owes whatever room is used: copies, many hands at once, no fault that gets out raw."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Thread
from time import sleep

import pytest

from wangting.errors import DeclarationError, NotFound
from wangting.gateways.side.opening import open_side


def test_an_unknown_store_stops_the_boot_with_its_name(tmp_path, clock, keyed):
    told = r"wangting\.side: unknown value 'mongo', choose one of postgresql, sqlite"
    with pytest.raises(DeclarationError, match=told):
        open_side({"wangting.side": "mongo"}, tmp_path, clock, keyed)


def test_what_was_saved_is_there_after_opening_again(sided, side, tmp_path, clock, keyed):
    draft = side.drafts.save_values(side.drafts.create(1, "lixin", "x", 1).id, {"a": 1})
    side.close()
    again = open_side(sided, tmp_path, clock, keyed)
    assert again.drafts.get(draft.id) == draft
    again.close()


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


def test_two_stores_on_one_database_share_what_is_written(sided, side, tmp_path, clock, keyed):
    other = open_side(sided, tmp_path, clock, keyed)
    draft = side.drafts.create(1, "lixin", "x", 1)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(lambda: [side.drafts.save_values(draft.id, {f"a{n}": n}) for n in range(30)])
        two = pool.submit(lambda: [other.drafts.save_values(draft.id, {f"b{n}": n}) for n in range(30)])
        one.result()
        two.result()
    assert len(side.drafts.get(draft.id).values) == 60
    other.close()


def test_a_text_with_a_nul_finds_nothing_and_stops_nothing(side):
    assert side.drafts.list(1) == ()
    with pytest.raises(NotFound):
        side.drafts.get("a\x00b")
    side.queries.note("lixin", "身份证\x00", 0)
    assert [found.text[:3] for found in side.queries.latest()] == ["身份证"]


def test_two_drafts_are_changed_by_many_hands_and_each_keeps_its_own(side):
    drafts = [side.drafts.create(1, "lixin", "x", 1).id for _ in range(2)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: side.drafts.save_values(drafts[n % 2], {f"f{n}": n}), range(60)))
    for place, draft in enumerate(drafts):
        assert sorted(side.drafts.get(draft).values.values()) == list(range(place, 60, 2))


def test_a_code_is_redeemed_once_by_eight_hands_at_once(side):
    for _ in range(5):
        code = side.codes.issue("sign-in", "13800000000", timedelta(minutes=5))
        with ThreadPoolExecutor(8) as pool:
            told = list(pool.map(side.codes.redeem, ["sign-in"] * 8, ["13800000000"] * 8, [code] * 8))
        assert told.count(True) == 1
