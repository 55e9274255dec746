"""The finder over the database: whose answers come first, twins, what is kept for the editors, what is not there."""

import pytest

from wangting.content.item import Edition, Item
from wangting.errors import NoRoom, NotFound
from wangting.services.finding.entries import entries_of

TEACHER, AID, CARD = "440102013002", "440509001009", "AH08"


def test_with_a_hall_its_own_answers_come_first_and_are_given_with_it(hall):
    with hall.room() as room:
        found = room.finder.search("证", "ezone")
        near = [answer for answer in found if answer.near]
        own = [answer.hall == "ezone" for answer in near]
        assert own == sorted(own, reverse=True)
        assert True in own
        assert all(answer.hall in answer.entry.halls for answer in found)
        assert [answer.near for answer in found] == sorted((answer.near for answer in found), reverse=True)


def test_without_a_hall_the_best_comes_first_with_the_first_hall_that_offers_it(hall):
    with hall.room() as room:
        found = room.finder.search("教师资格认定")
        assert found[0].entry.code == TEACHER
        assert found[0].hall == next(iter(found[0].entry.halls))
        assert [answer.score for answer in found] == sorted((answer.score for answer in found), reverse=True)
        with pytest.raises(NotFound):
            room.finder.search("教师", "nowhere")


def test_the_second_of_one_name_comes_later_and_the_one_that_is_offered_first(hall):
    with hall.room(commit=True) as room:
        original = room.items[AID]
        for code in ("000000000001", "999999999999"):
            twin = Item(code, original.title, original.item_class, original.source, original.record)
            edition = Edition(code, 1, original.editions[0].data, stage="published")
            twin.add_edition(edition)
            room.items[code] = twin
        room.register.stamp.move()
    with hall.room() as room:
        found = [answer for answer in room.finder.search("法律援助") if answer.entry.name == "法律援助"]
        assert [answer.entry.code for answer in found] == [AID, "000000000001", "999999999999"]
        assert found[0].score == 1.0
        assert found[1].score == found[2].score == 0.6
        assert found[1].hall is None


def test_an_item_whose_edition_is_not_in_force_yet_is_not_found(hall):
    with hall.room(commit=True) as room:
        room.items[TEACHER].editions[0].stage = "reviewed"
        room.register.stamp.move()
    with hall.room() as room:
        assert TEACHER not in [entry.code for entry in entries_of(room.catalogue)]
        assert TEACHER not in [answer.entry.code for answer in room.finder.search("教师资格认定")]


def test_reading_the_catalogue_does_not_fill_the_memory_of_the_connection_with_it(hall):
    with hall.room() as room:
        item = room.items[AID]
        edition = item.editions[0]
        assert len(list(entries_of(room.catalogue))) == len(room.items)
        assert (item._p_changed, edition._p_changed) == (None, None)
        item.title += "（改）"
        assert "法律援助（改）" in [item.title for _entry in entries_of(room.catalogue)]
        assert item._p_changed, "what is being changed stays"


def test_only_what_was_not_found_is_kept_and_a_full_disk_does_not_stop_a_search(hall, monkeypatch):
    with hall.room() as room:
        room.finder.search("教师")
        room.finder.search("   ")
        assert room.finder.search("飞碟停靠站", "lixin") is not None
        assert [(query.text, query.hall) for query in hall.house.side.queries.latest()] == [("飞碟停靠站", "lixin")]

        def full(*_given):
            raise NoRoom

        monkeypatch.setattr(hall.house.side.queries, "note", full)
        room.finder.search("飞碟停靠站")
    assert len(hall.house.side.queries.latest()) == 1


def test_a_hall_switched_off_for_an_item_does_not_serve_it(hall):
    with hall.room(commit=True) as room:
        room.catalogue.hall("lixin").implementations[CARD].on = False
        room.register.stamp.move()
    with hall.room() as room:
        (found,) = [answer for answer in room.finder.search("老年优待证") if answer.entry.code == CARD]
        assert "lixin" not in found.entry.halls
        assert found.entry.objects is not None
