"""Who acts where, for the linter: posts that come and go change what is found at once, without any stamp."""

from datetime import timedelta

import pytest

from publishing import TEACHER, TODAY
from wangting.services.posting.appointing import Order

UNIT = "lixin/jiaoyu"
LACK = (UNIT, ("reviewer",))


def findings(hall, rule):
    """Return what the rule finds in the teacher's item in the department, and in how many items of the city."""
    with hall.room() as room:
        found = [one.found for one in room.office.linting.findings() if one.rule.key == rule]
    mine = [lack for one in found if one.code == TEACHER for lack in one.lacking if lack[0] == UNIT]
    return mine, len(found)


def end(hall, post="reviewer", unit=UNIT):
    """Take the post away from everybody who holds it in the unit."""
    with hall.room(commit=True) as room:
        office = room.administration(room.halls["lixin"])
        for party in office.staffing.people():
            for place, posting in office.staffing.postings(party):
                if (posting.post, posting.unit) == (post, unit) and not posting.ended:
                    office.appointing.end(party, place, "调走", office.recording(1))


def official(room, login):
    return room.register.parties.by_login(login)


def test_where_everybody_is_there_nothing_is_stuck_and_every_turn_hangs_on_one_person(hall):
    assert findings(hall, "dead_end") == ([], 0)
    lacks, items = findings(hall, "missing_substitute")
    assert lacks == [(UNIT, ("counter", "reviewer", "approver", "issuer"))]
    assert items > 1


def test_a_post_that_is_taken_away_is_missing_at_once_in_that_department_only(hall):
    findings(hall, "dead_end")
    end(hall)
    lacks, items = findings(hall, "dead_end")
    assert lacks == [LACK]
    with hall.room() as room:
        offered = [one for one in room.halls["lixin"].implementations.values() if one.unit == UNIT]
    assert items == len(offered)
    # A second person is not what is missing where there is no first one.
    assert findings(hall, "missing_substitute")[0] == [(UNIT, ("counter", "approver", "issuer"))]


def test_a_post_that_ends_on_a_day_is_missing_from_the_next_day_on(hall):
    with hall.room(commit=True) as room:
        office, party = room.administration(room.halls["lixin"]), official(room, "lixin-jiaoyu-reviewer")
        room.register.parties.post(party, [party.postings[0]._replace(until=TODAY)])
        assert office.staffing.postings(party)
    assert findings(hall, "dead_end")[0] == []
    hall.clock.set(hall.clock.now() + timedelta(days=1))
    assert findings(hall, "dead_end")[0] == [LACK]


def test_who_is_shut_out_acts_nowhere(hall):
    with hall.room(commit=True) as room:
        office = room.administration(room.halls["lixin"])
        office.officials.shut_out(official(room, "lixin-jiaoyu-reviewer"), "停职", office.recording(1))
    assert findings(hall, "dead_end")[0] == [LACK]


@pytest.mark.parametrize("way", ["second", "substitute"])
def test_a_second_person_or_a_named_substitute_is_enough(hall, way):
    with hall.room(commit=True) as room:
        office, other = room.administration(room.halls["lixin"]), official(room, "lixin-issuer")
        recording = office.recording(1)
        if way == "second":
            office.appointing.appoint(other, Order("reviewer", UNIT, TODAY), "增配", recording)
        else:
            absent = official(room, "lixin-jiaoyu-reviewer")
            office.substituting.stand_in(other, absent, TODAY, TODAY, "替班", recording)
    assert findings(hall, "missing_substitute")[0] == [(UNIT, ("counter", "approver", "issuer"))]


def test_two_who_hold_the_same_post_since_the_same_day_are_two(hall):
    with hall.room(commit=True) as room:
        office = room.administration(room.halls["lixin"])
        for login in ("lixin-issuer", "lixin-counter"):
            order = Order("approver", UNIT, TODAY)
            office.appointing.appoint(official(room, login), order, "增配", office.recording(1))
    assert findings(hall, "missing_substitute")[0] == [(UNIT, ("counter", "reviewer", "issuer"))]


def test_a_hall_that_has_switched_the_item_off_lacks_nobody_for_it(hall):
    end(hall)
    with hall.room(commit=True) as room:
        room.halls["lixin"].implementations[TEACHER].on = False
        room.register.stamp.move()
    assert findings(hall, "dead_end")[0] == []


def test_a_closed_hall_lacks_nobody(hall):
    end(hall)
    with hall.room(commit=True) as room:
        room.halls["lixin"].closed = True
        room.register.stamp.move()
    assert findings(hall, "dead_end") == ([], 0)


def test_a_draft_with_a_flow_that_is_declared_no_more_is_told_beside_the_draft(hall):
    with hall.room() as room:
        edition = {**room.items[TEACHER].editions[-1].data, "workflow": "gone.v1"}
        found = [one.found for one in room.office.linting.of_edition(TEACHER, edition) if one.rule.key == "dead_end"]
    assert [(one.place, one.said) for one in found] == [("workflow", "gone.v1")]
