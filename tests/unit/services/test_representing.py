"""Who manages the operators of an organisation while mandates are renewed, run out and are given anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from walking import id_number
from wangting.errors import Refused
from wangting.rules.identifiers import credit_code_check
from wangting.services.vouching import Firm

CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
FIRM = Firm("样例商贸有限公司", CODE, "王小明")
PHONES = ("13800000007", "13800000008")


@pytest.fixture
def days(hall):
    """Return the day in so many days, of an organisation whose first operator has ninety and has added another."""
    today = hall.clock.now().date()
    with hall.room(commit=True) as room:
        first, other = (
            room.registering.register(name=name, id_number=id_number(serial), phone=phone, password_hash="x")
            for name, serial, phone in (("王小明", 7, PHONES[0]), ("李经办", 8, PHONES[1]))
        )
        clerk = room.register.parties.by_login("mengcheng-counter")
        room.representing.appoint(FIRM, first, today + timedelta(days=90), clerk)
    hall.clock.advance(minutes=5)
    with hall.room(commit=True) as room:
        firm, first, other = known(room)
        room.representing.add(firm, first, other, today + timedelta(days=300))
    hall.clock.advance(minutes=5)
    return lambda number: today + timedelta(days=number)


def known(room):
    return room.representing.find(CODE), *map(room.registering.find, PHONES)


def acting(room):
    return [each.delegate for each in room.representing.operators(room.representing.find(CODE))]


def test_whoever_the_manager_added_is_not_the_manager_once_the_renewed_mandate_of_the_manager_goes_on(hall, days):
    with hall.room(commit=True) as room:
        firm, first, _other = known(room)
        room.representing.add(firm, first, first, days(320))
    hall.clock.advance(days=91)
    with hall.room() as room:
        firm, first, other = known(room)
        assert acting(room) == [first.id, other.id]
        with pytest.raises(Refused, match="not_the_manager"):
            room.representing.end(firm, other, first.id)
    with hall.room(commit=True) as room:
        firm, first, other = known(room)
        room.representing.end(firm, first, other.id)
        assert acting(room) == [first.id]


def test_a_manager_who_comes_back_after_a_gap_does_not_manage_whoever_has_acted_without_one(hall, days):
    hall.clock.advance(days=91)
    with hall.room(commit=True) as room:
        firm, first, other = known(room)
        assert acting(room) == [other.id]
        room.representing.add(firm, other, first, days(320))
        assert acting(room) == [other.id, first.id]


def test_a_manager_who_gave_it_up_and_is_added_again_does_not_manage(hall, days):
    with hall.room(commit=True) as room:
        firm, first, other = known(room)
        room.representing.end(firm, first, first.id)
        room.representing.add(firm, other, first, days(320))
        assert acting(room) == [other.id, first.id]
