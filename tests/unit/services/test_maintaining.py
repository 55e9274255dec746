"""An item lies in the department of 市直 that offers it, else in the one that began it, else in the city."""

import pytest

from publishing import TEACHER, TODAY, drafted, handed, office, seen
from wangting.content.implementation import Implementation
from wangting.content.item import Deed
from wangting.errors import NotFound, Outdated, Refused
from wangting.security.gate import asker_of
from wangting.services.publishing.service import OF_OTHERS, WRITTEN

COUNTIES_ONLY = "AH05"
KEEPER = "municipal-jiaoyu-item-maintainer"


def asker(room, login=KEEPER):
    return asker_of(room.register.parties.by_login(login))


def told(hall, login):
    with hall.room() as room:
        return [one.what for one in room.register.parties.by_login(login).told]


def test_what_the_municipal_hall_offers_lies_in_its_department_switched_off_as_well(hall):
    with hall.room() as room:
        assert room.maintaining.facts(TEACHER).path == ("city", "municipal", "municipal/jiaoyu")
        room.halls["municipal"].implementations[TEACHER].on = False
        assert room.maintaining.may_draft(asker(room), TEACHER)
        room.halls["municipal"].implementations[TEACHER].unit = "municipal/shuili"
        assert not room.maintaining.may_draft(asker(room), TEACHER)


def test_what_only_counties_offer_lies_in_the_city_wherever_they_lay_it(hall):
    with hall.room() as room:
        room.halls["mengcheng"].implementations[COUNTIES_ONLY].unit = "mengcheng/jiaoyu"
        assert room.maintaining.facts(COUNTIES_ONLY).path == ("city",)
        assert not room.maintaining.may_draft(asker(room), COUNTIES_ONLY)
        assert room.maintaining.may_draft(asker(room, "central-office"), COUNTIES_ONLY)


def test_an_item_that_was_begun_in_a_department_is_found_there_until_another_one_offers_it(hall):
    with hall.room() as room:
        unit, item = room.register.orgunit("municipal/jiaoyu"), room.items[COUNTIES_ONLY]
        room.maintaining.begin(COUNTIES_ONLY, unit)
        assert item in list(room.maintaining.items_of([unit]))
        assert room.maintaining.may_draft(asker(room), COUNTIES_ONLY)
        laid = Implementation(item, "municipal", "municipal/minzheng")
        room.halls["municipal"].implementations[COUNTIES_ONLY] = laid
        assert item not in list(room.maintaining.items_of([unit]))
        assert item in list(room.maintaining.items_of([room.register.orgunit("municipal/minzheng")]))
        assert not room.maintaining.may_draft(asker(room), COUNTIES_ONLY)


def test_an_item_begun_and_gone_is_not_listed(hall):
    with hall.room() as room:
        unit = room.register.orgunit("municipal/jiaoyu")
        unit.begun = ("BZ9999",)
        assert "BZ9999" not in [item.code for item in room.maintaining.items_of([unit])]


def test_a_department_answers_for_what_it_offers_and_for_nothing_else(hall):
    with hall.room() as room:
        (unit,) = room.maintaining.departments_of(asker(room))
        codes = [item.code for item in room.maintaining.items_of([unit])]
        laid = room.halls["municipal"].implementations
        assert codes == sorted(code for code in laid if laid[code].unit == unit.key)
        assert len(codes) == 3
        assert len(room.maintaining.departments_of(asker(room, "central-office"))) > 30


def test_a_draft_is_handed_in_once_and_taken_back_only_then(hall):
    number = drafted(hall, conditions="新条件")
    with hall.room() as room:
        by = office(hall)[0]
        with pytest.raises(Refused, match="not_handed"):
            room.publishing.take_back(TEACHER, number, by, seen(room, number))
        with pytest.raises(Outdated):
            room.publishing.send_back(TEACHER, number, by, "改", seen(room, number))
    with hall.room() as room:
        room.publishing.hand_in(TEACHER, number, by, seen(room, number))
        with pytest.raises(Refused, match="edition_in_review"):
            room.publishing.hand_in(TEACHER, number, by, seen(room, number))
        with pytest.raises(Refused, match="edition_in_review"):
            room.publishing.discard(TEACHER, number, by, seen(room, number))
        with pytest.raises(Refused, match="edition_in_review"):
            room.items[TEACHER].edition(number).rewrite({})


def test_whoever_handed_in_or_took_a_step_back_does_not_review(hall):
    other = office(hall)[1]
    number = drafted(hall, conditions="一")
    drafted(hall, conditions="二")
    with hall.room() as room:
        room.office.editing.undo(TEACHER, other)
        with pytest.raises(Refused, match="own_edition"):
            room.publishing.review(TEACHER, number, other, seen(room, number))
    with hall.room() as room:
        room.publishing.hand_in(TEACHER, number, other, seen(room, number))
        with pytest.raises(Refused, match="own_edition"):
            room.publishing.review(TEACHER, number, other, seen(room, number))


def test_the_office_hears_what_was_handed_in_but_not_who_did_it_and_nobody_who_was_shut_out(hall):
    with hall.room(commit=True) as room:
        room.register.parties.by_login("central-office-2").disabled = True
    handed(hall, conditions="新条件")
    assert (told(hall, "central-office"), told(hall, "central-office-2")) == ([], [])
    hall.clock.advance(minutes=61)
    with hall.room(commit=True) as room:
        room.register.parties.by_login("central-office-2").disabled = False
        room.publishing.take_back(TEACHER, 2, office(hall)[0], seen(room, 2))
        room.publishing.hand_in(TEACHER, 2, office(hall)[0], seen(room, 2))
    assert (told(hall, "central-office"), told(hall, "central-office-2")) == ([], ["edition_handed"])


def test_an_item_that_no_department_answers_for_is_handed_in_by_name(hall):
    handed(hall, COUNTIES_ONLY, conditions="新条件")
    with hall.room() as room:
        values = dict(room.register.parties.by_login("central-office-2").told[0].values)
        assert values["department"] == room.register.parties.by_login("central-office").name


def test_who_wrote_hears_of_the_way_back_and_of_the_publication(hall):
    number = handed(hall, login=KEEPER, conditions="新条件")
    by = office(hall)[0]
    with hall.room(commit=True) as room:
        room.publishing.send_back(TEACHER, number, by, "写清楚", seen(room, number))
        assert room.items[TEACHER].edition(number).handed is None
        keeper = room.register.parties.by_login(KEEPER).id
        room.publishing.hand_in(TEACHER, number, keeper, seen(room, number))
    with hall.room(commit=True) as room:
        room.publishing.review(TEACHER, number, by, seen(room, number))
    with hall.room(commit=True) as room:
        room.publishing.publish(TEACHER, number, by, TODAY, seen(room, number))
    assert told(hall, KEEPER) == ["edition_sent_back", "edition_published"]


def test_only_who_wrote_alone_takes_a_draft_away_by_that_right(hall):
    number = drafted(hall, conditions="新条件")
    with hall.room() as room:
        keeper = room.register.parties.by_login(KEEPER).id
        with pytest.raises(Refused, match="draft_of_others"):
            room.publishing.discard(TEACHER, number, keeper, seen(room, number), alone=True)
        room.publishing.discard(TEACHER, number, office(hall)[0], seen(room, number), alone=True)


def test_what_a_commands_file_wrote_is_nobodys_to_drop_alone(hall):
    with hall.room() as room:
        keeper = room.register.parties.by_login(KEEPER).id
        newest = room.items[TEACHER].editions[-1]
        draft = room.publishing.write(TEACHER, {**newest.data, "conditions": "我写的"}, keeper, newest.number)
        assert room.publishing.holds_back(TEACHER, draft.number, keeper, alone=True) is None
        draft.log = (Deed(WRITTEN, None, 5, user="root"), *draft.log)
        with pytest.raises(Refused, match=OF_OTHERS):
            room.publishing.discard(TEACHER, draft.number, keeper, seen(room, draft.number), alone=True)


def test_a_draft_of_others_is_copied_by_nobody_who_may_not_see_it(hall):
    with hall.room() as room:
        room.items[COUNTIES_ONLY].editions[0].stage = "draft"
        with pytest.raises(NotFound):
            room.office.editing.copy(TEACHER, COUNTIES_ONLY, 1, sees_drafts=False)
