"""The level is asked where the case is made, of whoever stands behind it."""

from __future__ import annotations

import pytest

from acting import party, submit
from wangting.content.parties import Organisation, Person
from wangting.errors import NotFound, Outdated, Refused, TooMany
from wangting.rules.assurance import DATA, WINDOW
from wangting.security.gate import asker_of
from wangting.services.assuring import person_behind
from wangting.services.filing import Submission

AID = "440509001009"


def filed(hall, room, **more):
    person = party(room, hall.account("citizen")["login"])
    offer = room.catalogue.offer("mengcheng", AID)
    values = {"draft_id": "a" * 32, "hall": "mengcheng", "case_prefix": offer.hall.case_prefix,
              "implementation": offer.implementation, "edition": offer.edition, "applicant": person, "values": {},
              "path": room.register.orgunit(offer.implementation.unit).path, **more}  # fmt: skip
    return room.filing.submit(Submission(**values), asker_of(person))


def test_filing_asks_for_the_level_itself_whatever_the_page_has_shown(hall):
    with hall.room() as room:
        with pytest.raises(Refused) as refusal:
            filed(hall, room)
        assert (refusal.value.code, refusal.value.facts) == ("assurance_needed", {"level": 3})
        person = party(room, hall.account("citizen")["login"])
        room.assuring.prove(person, DATA, room.assuring.about(person))
        assert filed(hall, room).item_code == AID


def test_an_item_that_asks_for_no_level_is_filed_without_one(hall):
    assert submit(hall)


def test_of_an_organisation_the_level_of_whoever_files_counts():
    person, firm = Person(1, "甲"), Organisation(2, "甲公司")
    assert person_behind(firm, person) is person
    assert person_behind(person, Person(3, "乙")) is person
    assert person_behind(firm, None) is firm


def test_a_proof_of_another_name_than_the_present_one_is_not_written(hall):
    with hall.room() as room:
        person = party(room, hall.account("citizen")["login"])
        about = room.assuring.about(person)
        person.name = "另一个名字"
        with pytest.raises(Outdated):
            room.assuring.prove(person, DATA, about)
        assert room.assuring.shown(person) == []


def test_nobody_is_their_own_witness_and_a_clerk_does_not_try_out_numbers(hall):
    with hall.room() as room:
        person = party(room, hall.account("citizen")["login"])
        number = room.house.vault.open(person.id_sealed, "id_number")
        with pytest.raises(Refused, match="own_identity"):
            room.assuring.present(person.name, number, person)
        clerk = party(room, hall.account("counter", "mengcheng")["login"])
        assert room.assuring.present(" 王 小样", number.lower(), clerk) is person
        for _ in range(119):
            with pytest.raises(NotFound):
                room.assuring.present("王小样", "341602190101019990", clerk)
        with pytest.raises(TooMany):
            room.assuring.present(person.name, number, clerk)


def test_who_has_no_number_is_compared_with_nobody(hall):
    with hall.room() as room:
        clerk = party(room, hall.account("counter", "mengcheng")["login"])
        with pytest.raises(Refused, match="no_id_number"):
            room.assuring.compare(clerk)


def test_the_ways_that_can_be_gone_are_those_that_are_connected(hall):
    with hall.room() as room:
        assert room.assuring.at_hand() == (DATA, WINDOW)
        assert room.assuring.law.ways_to(4, room.assuring.at_hand()) == (WINDOW,)
