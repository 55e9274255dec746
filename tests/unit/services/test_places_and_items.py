"""Which hall serves whom, and what each hall offers."""

import pytest

from wangting.content.item import Edition
from wangting.errors import NotFound, Refused

SIX = ["municipal", "qiaocheng", "guoyang", "mengcheng", "lixin", "ezone"]
COUNTIES = ["guoyang", "mengcheng", "lixin"]


def test_villages_of_one_name_are_told_apart_by_their_towns(hall):
    with hall.room() as room:
        found = room.placing.find("杨楼村")
        assert len(found) > 1
        assert len({(place.hall, place.town.name) for place in found}) == len(found)


def test_a_place_is_found_by_part_of_its_name_and_nothing_by_nothing(hall):
    with hall.room() as room:
        assert {place.hall for place in room.placing.find("十九里")} == {"ezone"}
        assert room.placing.find(" ") == []
        assert room.placing.find("没有这个村名") == []


def test_every_village_is_reached_from_its_hall_by_its_town(hall):
    with hall.room() as room:
        villages = [
            village
            for key in SIX
            for town in room.placing.towns(key)
            for village in room.placing.villages(town.key)
            if village.hall == key
        ]
        assert len(villages) == room.placing.count("village") == 1354
        assert len({village.key for village in villages}) == 1354


def test_the_halls_come_in_the_order_of_the_seed(hall):
    with hall.room() as room:
        assert [found.key for found in room.catalogue.halls()] == SIX


def test_the_three_counties_offer_the_same_items_and_point_at_the_same_objects(hall):
    with hall.room() as room:
        codes = [list(room.catalogue.hall(key).implementations) for key in COUNTIES]
        assert codes[0] == codes[1] == codes[2]
        for code in codes[0]:
            oids = {room.catalogue.hall(key).implementations[code].item._p_oid for key in COUNTIES}
            assert len(oids) == 1


def test_at_least_three_items_are_offered_in_all_six_halls(hall):
    with hall.room() as room:
        everywhere = set.intersection(*(set(room.catalogue.hall(key).implementations) for key in SIX))
        assert len(everywhere) >= 3


def test_a_second_edition_shows_in_all_three_counties_and_a_filed_case_keeps_the_first(hall):
    from_day = "2026-09-28"
    with hall.room(commit=True) as room:
        item = room.items["440102013002"]
        data = {**item.editions[0].data, "number": 2, "effective": from_day, "name": "教师资格认定（第二版）"}
        edition = Edition(item.code, 2, data)
        item.add_edition(edition)
        with pytest.raises(Refused):
            edition.advance("published")
        edition.advance("reviewed")
        edition.advance("published")
    with hall.room() as room:
        for key in COUNTIES:
            assert room.catalogue.offer(key, "440102013002").edition.number == 2
        with pytest.raises(Refused):
            item.add_edition(edition)
        assert room.items["440102013002"].edition(1).name != edition.name
        with pytest.raises(NotFound):
            room.items["440102013002"].edition(3)


def test_what_a_hall_does_not_offer_is_not_there(hall):
    with hall.room(commit=True) as room:
        for key, code in (("nowhere", "440102013002"), ("lixin", "000000000000")):
            with pytest.raises(NotFound):
                room.catalogue.offer(key, code)
        room.catalogue.hall("lixin").implementations["440102013002"].on = False
    with hall.room() as room:
        with pytest.raises(NotFound):
            room.catalogue.offer("lixin", "440102013002")
        assert "440102013002" not in [offer.code for offer in room.catalogue.offers("lixin")]
        assert "lixin" not in [found.key for found in room.catalogue.halls_of("440102013002")]


def test_a_hall_promises_less_than_the_edition_where_it_says_so(hall):
    with hall.room() as room:
        assert room.catalogue.offer("mengcheng", "442169016000").promised == (20, "workday")
        assert room.catalogue.offer("mengcheng", "440102013002").promised == (12, "workday")


def test_each_code_comes_with_the_first_hall_that_offers_it(hall):
    with hall.room(commit=True) as room:
        assert room.catalogue.codes()["440106029006"] == "municipal"
        assert room.catalogue.codes("ezone")["440106029006"] == "ezone"
        assert room.catalogue.codes()["AH05"] == "qiaocheng"
        for key in SIX:
            if "AH05" in room.catalogue.hall(key).implementations:
                room.catalogue.hall(key).implementations["AH05"].on = False
    with hall.room() as room:
        assert room.catalogue.codes()["AH05"] is None
        assert "AH05" not in room.catalogue.codes("lixin")
        assert list(room.catalogue.codes()) == sorted(room.items.keys())
