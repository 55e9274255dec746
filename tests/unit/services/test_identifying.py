"""What a party is given to be known by: an ID number, a phone, or only one of them; a number of a case nobody has."""

from __future__ import annotations

import pytest

from acting import submit
from wangting.content.parties import Person
from wangting.errors import NotFound
from wangting.rules.iso7064 import mod_11_2
from wangting.rules.numbering import number_of_case

BODY = "34162219990101001"


def test_a_party_may_have_an_id_number_and_no_phone_or_the_other_way_round(hall):
    with hall.room() as room:
        by_number, by_phone = Person(1, "甲"), Person(2, "乙")
        room.registering.identify(by_number, id_number=BODY + mod_11_2(BODY))
        room.registering.identify(by_phone, phone="13812345678")
        assert (bool(by_number.id_mark), bool(by_number.phone_mark)) == (True, False)
        assert (bool(by_phone.id_mark), bool(by_phone.phone_mark)) == (False, True)


def test_a_number_that_is_well_formed_and_of_another_hall_is_no_number_of_the_case(hall):
    case_id = submit(hall)
    with hall.room() as room:
        number = room.register.case(case_id).number
        assert room.tracking.by_number(number).id == case_id
        for wrong in (str(number_of_case("341623", case_id)), "not a number"):
            with pytest.raises(NotFound, match="no_case"):
                room.tracking.by_number(wrong)
