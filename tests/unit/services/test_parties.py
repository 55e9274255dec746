"""The directory of people: codes, messages, changes, organisations, and what refuses to be half done."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from acting import submit
from walking import id_number
from wangting.content.parties import Person
from wangting.errors import NotFound, Refused, TooMany
from wangting.gateways.identity.interface import AGREES
from wangting.rules.assurance import DATA
from wangting.rules.identifiers import credit_code_check
from wangting.services.confirming import OF_A_NETWORK
from wangting.services.telling import KEPT
from wangting.services.vouching import Answer, Firm

CODE = "91341622MA0000001" + credit_code_check("91341622MA0000001")
FIRM = Firm("样例商贸有限公司", CODE, "王小明")


@pytest.fixture
def room(hall):
    with hall.room() as found:
        yield found


def person(room, serial=7, name="王小明"):
    return room.registering.register(
        name=name, id_number=id_number(serial), phone=f"138{serial:08d}", password_hash="x"
    )


def proved(room, serial=7, name="王小明", way=DATA):
    """Register somebody who has proved to be who they say."""
    found = person(room, serial, name)
    room.assuring.prove(found, way, room.assuring.about(found))
    return found


def until(room, days=90):
    return room.house.clock.now().date() + timedelta(days=days)


def test_a_code_is_for_one_address_and_one_purpose(room):
    subject = room.confirming.send("mail", "7", "n", mail="a@b.example")
    assert not room.confirming.is_right("phone", subject, "000000", "n")
    assert room.confirming.kept("mail", room.confirming.keep("mail", {"to": "a"})) == {"to": "a"}
    assert room.confirming.kept("phone", room.confirming.keep("mail", {"to": "a"})) is None
    assert room.confirming.kept("mail", "no such thing") is room.confirming.kept("mail", None) is None


def test_one_network_is_slowed_down_whatever_it_asks_for(room):
    for serial in range(OF_A_NETWORK):
        room.confirming.send("mail", "7", "one network", mail=f"a{serial}@b.example")
    with pytest.raises(TooMany):
        room.confirming.send("mail", "7", "one network", mail="another@b.example")


def test_what_waits_for_a_code_is_over_after_an_hour(hall, room):
    told = {"name": "王小明", "id_number": id_number(7), "phone": "13800000007"}
    pending = room.enrolling.ask(**told, password_hash="x", network="n")
    kept = room.enrolling.seal(pending)
    assert "13800000007" not in kept
    assert room.enrolling.unseal(kept) == pending
    hall.clock.advance(minutes=61)
    assert room.enrolling.unseal(kept) is None


def test_only_the_newest_messages_of_an_account_are_kept(room):
    found = person(room)
    for _ in range(KEPT + 1):
        room.telling.tell(found, "password_changed")
    assert len(found.told) == KEPT
    assert room.messaging.unread(found, [], 5) == KEPT


def test_two_phones_cannot_be_one_and_the_old_one_is_free_again(room):
    first, second = person(room), person(room, 8, "李四")
    before = (second.phone_mark, second.phone_masked)
    with pytest.raises(Refused, match="phone_taken"):
        room.amending.change_phone(second, "13800000007", None)
    assert (second.phone_mark, second.phone_masked) == before
    room.amending.change_phone(first, "13800000009", None)
    room.amending.change_phone(second, "13800000007", None)
    assert room.registering.find("13800000007") is second
    assert room.registering.find("13800000009") is first
    assert room.registering.find("13800000008") is None


def test_who_had_no_phone_to_sign_in_with_gets_one(room):
    child = Person(room.register.parties.new_id(), "王小宝")
    room.register.parties.add(child)
    room.amending.change_phone(child, "13800000011", None)
    assert room.registering.find("13800000011") is child


@pytest.mark.parametrize("given_up", ["phone", "mail"])
def test_a_code_for_another_password_that_lies_on_what_is_given_up_is_dead(room, monkeypatch, given_up):
    me, sent = person(room), []
    monkeypatch.setattr(room.house.notifying, "tell_later", lambda _id, told, **_to: sent.append(told.text))
    subject = room.resetting.ask("13800000007", "n")
    code = re.search(r"\d{6}", sent[0])[0]
    if given_up == "phone":
        room.amending.change_phone(me, "13911111111", None)
    else:
        room.amending.change_mail(me, "", None)
    assert not room.resetting.is_right(subject, code, "n")
    subject = room.resetting.ask("13911111111" if given_up == "phone" else "13800000007", "n")
    assert room.resetting.is_right(subject, re.search(r"\d{6}", sent[1])[0], "n")


def test_a_name_is_changed_to_another_one_only(room):
    found = person(room)
    with pytest.raises(Refused, match="name_same"):
        room.amending.change_name(found, "王小明", "没有", None)
    room.amending.change_name(found, "王大明", "改名", None)
    assert room.amending.known(found)["name"].reason == "改名"
    assert room.amending.known(found)["id_number"].how == "registered"


def test_an_account_with_an_open_case_is_not_erased(hall):
    login = hall.account("citizen")["login"]
    submit(hall)
    with hall.room() as room:
        citizen = room.register.parties.by_login(login)
        with pytest.raises(Refused, match="cases_open"):
            room.erasing.erase(citizen)
        assert (citizen.login, citizen.disabled) == (login, False)


def test_who_is_erased_acts_for_nobody_and_nobody_acts_for_them(room):
    found = proved(room)
    room.representing.register(FIRM, found, until(room), Answer(AGREES, found.id_mark))
    room.register.parties.link("someone elsewhere", found)
    room.register.parties.link("someone elsewhere", found)
    room.erasing.erase(found)
    assert room.register.parties.by_subject("someone elsewhere") is None
    assert room.representing.operators(room.representing.find(CODE)) == []
    assert room.mandating.principals(found.id) == []
    assert room.registering.find_by_id(id_number(7)) is None


def test_nothing_is_shown_again_of_an_act_after_which_nothing_was_said(hall, monkeypatch):
    submit(hall)
    with hall.room() as room:
        citizen = room.register.parties.by_login(hall.account("citizen")["login"])
        assert len(room.messaging.of(citizen)) == 1
        with monkeypatch.context() as patched:
            patched.setattr("wangting.services.messaging.TOLD", "nobody is told")
            assert room.messaging.of(citizen) == []
        monkeypatch.setattr(hall.house.notifying, "_texts", {})
        assert room.messaging.of(citizen) == []


def test_a_number_that_is_no_credit_code_or_of_nobody_is_no_organisation(room):
    for number in ("nonsense", CODE):
        with pytest.raises(NotFound, match="no_company"):
            room.representing.find(number)


def test_an_operator_is_added_for_longer_and_the_next_one_manages_when_the_first_is_gone(hall, room):
    first, other = proved(room), person(room, 8, "李经办")
    room.representing.register(FIRM, first, until(room), Answer(AGREES, first.id_mark))
    firm = room.representing.find(CODE)
    room.representing.add(firm, first, other, until(room, 10))
    with pytest.raises(Refused, match="operator_already"):
        room.representing.add(firm, first, other, until(room, 10))
    hall.clock.advance(seconds=1)
    longer = room.representing.add(firm, first, other, until(room, 20))
    assert dict(room.representing.of(other))[firm] is longer
    with pytest.raises(Refused, match="not_the_manager"):
        room.representing.add(firm, other, first, until(room))
    assert room.representing.is_manager(firm, first)
    room.representing.end(firm, first, first.id)
    assert room.representing.is_manager(firm, other)
    room.representing.end(firm, other, other.id)
    assert not room.representing.is_manager(firm, other)


def test_nobody_acts_for_more_organisations_than_they_can_know(room, monkeypatch):
    monkeypatch.setattr("wangting.services.representing.MOST", 0)
    with pytest.raises(Refused, match="too_many_companies"):
        room.representing.register(FIRM, person(room), until(room))
