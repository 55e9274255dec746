"""What must never change is read back, and each kind of damage is named."""

from __future__ import annotations

import pytest

from acting import act, submit
from wangting.services import verifying
from wangting.services.slots import SlotPool
from wangting.services.verifying import damage


@pytest.fixture
def licensed(hall):
    case_id = submit(hall)
    for name, login in (("accept", "counter"), ("review", "jiaoyu-reviewer"), ("approve", "jiaoyu-approver")):
        act(hall, case_id, name, f"mengcheng-{login}")
    hall.clock.advance(seconds=10)
    hall.worker.round()
    hall.clock.advance(seconds=10)
    hall.worker.round()
    return case_id


def test_a_register_that_nobody_touched_is_whole(hall, licensed):
    with hall.room() as room:
        assert list(damage(room.register, room.halls)) == []
        assert len(room.register.seals) >= 1


def test_every_kind_of_damage_has_its_line(hall, licensed):
    with hall.room() as room:
        case = room.register.case(licensed)
        licence = room.register.licence(case.licence)
        case.ledger = (case.ledger[0]._replace(hash="0" * 64), *case.ledger[1:])
        case.files = (case.files[0]._replace(sha256="0" * 64), *case.files[1:])
        licence.holder_name = "别人"
        licence.file_digest = "0" * 64
        found = "\n".join(damage(room.register, room.halls))
    for words in ("entry 1 of the ledger was altered", "is not what was uploaded", "its content was altered",
                  "its file is not what was attached", "does not match the ledgers it covers"):  # fmt: skip
        assert words in found


def test_a_file_that_is_gone_is_damage_and_no_fault(hall, licensed):
    class Gone:
        def open(self, _mode):
            raise OSError(2, "No such file")

    with hall.room() as room:
        case = room.register.case(licensed)
        case.files = (case.files[0]._replace(blob=Gone()), *case.files[1:])
        assert any("is not what was uploaded" in line for line in damage(room.register, room.halls))


def test_bytes_that_raise_when_they_are_read_are_a_line_and_the_rest_is_still_read(hall, licensed, monkeypatch):
    other = submit(hall, key="lixin")
    monkeypatch.setattr(verifying, "broken_entry", lambda case: 1 / 0 if case.id == licensed else 1)
    monkeypatch.setattr(verifying, "broken_seals", lambda _register: 1 / 0)
    with hall.room() as room:
        found = list(damage(room.register, room.halls))
        other_number = room.register.case(other).number
    assert f"case {licensed}: cannot be read (ZeroDivisionError)" in found
    assert f"case {other_number}: entry 1 of the ledger was altered" in found
    assert "seals: cannot be read (ZeroDivisionError)" in found


def test_a_long_register_is_read_without_keeping_all_of_it(hall, licensed, monkeypatch):
    forgotten = []
    monkeypatch.setattr(verifying, "MANY", 1)
    with hall.room() as room:
        monkeypatch.setattr(type(room.register._p_jar), "cacheGC", lambda _connection: forgotten.append(1))
        assert list(damage(room.register, room.halls)) == []
    assert len(forgotten) >= 2


def test_writers_have_slots_of_their_own_until_none_is_left():
    pool = SlotPool((4, 5))
    with pool.slot() as first, pool.slot() as second, pool.slot() as third:
        assert {first, second} == {4, 5}
        assert third == pool.shared() == 4
        assert pool.take() is None
    pool.release(None)
    assert {pool.take(), pool.take()} == {4, 5}
