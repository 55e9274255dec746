"""An item ends today or on a day to come, in every hall at once; until then it can be taken back."""

from datetime import timedelta

import pytest

from acting import submit
from publishing import TEACHER, TODAY, drafted, office, published, reviewed, seen
from wangting.content.arrival import CHANGED, ENDING, KEPT, NEW, RETIRED
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.hallitem import Laid
from wangting.services.administering.recording import Recording
from wangting.services.publishing.drift import ABSENT, drift

END = TODAY + timedelta(days=3)
REASON = "上级取消"


def refusal(code, act):
    with pytest.raises(Refused) as refused:
        act()
    assert refused.value.code == code


def end(hall, day=END, seen=(1, None), reason=REASON, by=0):
    with hall.room(commit=True) as room:
        room.retiring.retire(TEACHER, day, seen, office(hall)[by], reason)


def keep(hall, seen=(1, END), reason="上级又留下了"):
    with hall.room(commit=True) as room:
        room.retiring.keep(TEACHER, seen, office(hall)[1], reason)


def settle(hall, key, number=1):
    with hall.room(commit=True) as room:
        room.overlaying(room.halls[key]).settle(TEACHER, number, {}, 77)


def offering(hall):
    """Return how many halls offer it, by each way there is to ask; they must agree."""
    with hall.room() as room:
        keys = [one.key for one in room.catalogue.halls_of(TEACHER)]
        assert keys == [one.key for one in room.catalogue.halls() if TEACHER in room.catalogue.codes(one.key)]
        assert keys == [one.key for one in room.catalogue.halls()
                        if TEACHER in {offer.code for offer in room.catalogue.offers(one.key)}]  # fmt: skip
        found = {one.entry.code for one in room.finder.search("教师资格认定") if one.hall}
        assert (TEACHER in found) == bool(keys)
        for one in room.catalogue.halls():
            if one.key not in keys:
                with pytest.raises(NotFound):
                    room.catalogue.offer(one.key, TEACHER)
        return len(keys)


def arrivals(hall):
    with hall.room() as room:
        return {key: arrival.kind for (key, code), arrival in room.register.arrivals.items() if code == TEACHER}


def test_a_retired_item_is_gone_in_every_hall_at_once_and_can_come_back_as_a_new_one(hall):
    published(hall, conditions="二")
    refusal("reason_missing", lambda: end(hall, TODAY, (2, None), " "))
    end(hall, TODAY, (2, None))
    assert offering(hall) == 0
    with hall.room() as room:
        assert {edition.stage for edition in room.items[TEACHER].editions} == {"retired"}
        assert room.register.arrivals[("lixin", TEACHER)].kind == RETIRED
        assert room.halls["lixin"].implementations[TEACHER].decided("on").note == REASON
        assert not room.retiring.may_end(TEACHER)
    refusal("edition_stage", lambda: end(hall, TODAY, (2, None)))
    published(hall, effective=TODAY + timedelta(days=1), conditions="恢复")
    with hall.room() as room:
        assert room.register.arrivals[("ezone", TEACHER)].kind == NEW


def test_an_item_that_ends_later_is_offered_until_then_and_ends_by_itself(hall):
    before = offering(hall)
    filed = submit(hall, code=TEACHER)
    end(hall)
    assert offering(hall) == before >= 3
    assert set(arrivals(hall).values()) == {ENDING}
    hall.clock.advance(days=2)
    assert offering(hall) == before
    hall.clock.advance(days=1)
    assert offering(hall) == 0
    with hall.room() as room:
        item = room.items[TEACHER]
        assert item.has_ended(END)
        assert not room.retiring.may_end(TEACHER)
        case = room.register.case(filed)
        assert case.edition.number == 1
    refusal("edition_stage", lambda: keep(hall))


def test_what_ends_is_told_hall_by_hall_before(hall):
    submit(hall, code=TEACHER)
    with hall.room() as room:
        room.drafting.begin(78, "lixin", TEACHER, 1)
    with hall.room() as room:
        found = {one.hall.key: one for one in room.retiring.impact(TEACHER)}
        assert (found["mengcheng"].open, found["lixin"].drafts, found["lixin"].is_offered) == (1, 1, True)
        assert sum(one.open for one in found.values()) == 1
        with pytest.raises(NotFound):
            room.retiring.may_end("999999999999")


def test_a_day_that_cannot_be_or_an_edition_in_hand_is_refused(hall):
    refusal("end_past", lambda: end(hall, TODAY - timedelta(days=1)))
    published(hall, effective=TODAY + timedelta(days=5), conditions="五天后")
    refusal("end_before", lambda: end(hall, END, (2, None)))
    drafted(hall, conditions="三")
    refusal("edition_stage", lambda: end(hall, TODAY + timedelta(days=9), (2, None)))
    assert arrivals(hall)["lixin"] == CHANGED


def test_the_end_is_taken_back_with_a_reason_and_every_hall_goes_on(hall):
    before = offering(hall)
    refusal("end_missing", lambda: keep(hall, (1, None)))
    end(hall)
    settle(hall, "lixin")
    refusal("reason_missing", lambda: keep(hall, reason=" "))
    keep(hall)
    assert arrivals(hall) == {"lixin": KEPT}
    hall.clock.advance(days=9)
    assert offering(hall) == before
    with hall.room() as room:
        told = [(deed.what, deed.note) for deed in room.items[TEACHER].edition(1).log[-2:]]
        assert told == [("ending", f"{END.isoformat()} {REASON}"), ("kept", "上级又留下了")]
    settle(hall, "lixin")
    assert arrivals(hall) == {}


def test_an_edition_that_a_hall_has_not_looked_at_is_not_lost_behind_an_end_that_is_taken_back(hall):
    published(hall, conditions="二")
    end(hall, seen=(2, None))
    assert arrivals(hall)["lixin"] == ENDING
    keep(hall, (2, END))
    with hall.room() as room:
        left = room.register.arrivals[("lixin", TEACHER)]
        assert (left.kind, left.since, left.number) == (CHANGED, 1, 2)


def test_another_day_is_set_instead_and_who_saw_the_first_is_told(hall):
    before = offering(hall)
    end(hall)
    with pytest.raises(Outdated):
        end(hall, END + timedelta(days=1), by=1)
    end(hall, END + timedelta(days=1), (1, END), by=1)
    with pytest.raises(Outdated):
        keep(hall)
    hall.clock.advance(days=3)
    assert offering(hall) == before
    hall.clock.advance(days=1)
    assert offering(hall) == 0


def test_an_edition_published_before_the_end_ends_with_the_item_and_none_begins_after_it(hall):
    before = offering(hall)
    end(hall)
    number = reviewed(hall, conditions="二")
    with hall.room() as room:
        refusal("effective_ended", lambda: room.publishing.publish(TEACHER, number, 1, END, seen(room, number)))
    with hall.room(commit=True) as room:
        room.publishing.publish(TEACHER, number, office(hall)[1], END - timedelta(days=1), seen(room, number))
    with pytest.raises(Outdated):
        keep(hall)
    hall.clock.advance(days=2)
    assert offering(hall) == before
    with hall.room() as room:
        assert room.catalogue.offer("lixin", TEACHER).edition.number == number
    hall.clock.advance(days=1)
    assert offering(hall) == 0


def test_an_item_that_ended_comes_back_as_a_new_one_that_each_hall_takes_up_itself(hall):
    end(hall)
    hall.clock.advance(days=4)
    number = reviewed(hall, conditions="恢复")
    with hall.room(commit=True) as room:
        found = room.publishing.publish(TEACHER, number, office(hall)[1], END + timedelta(days=1), seen(room, number))
        assert found.old is None
    assert offering(hall) == 0
    assert set(arrivals(hall).values()) == {NEW}
    with hall.room(commit=True) as room:
        laid = room.halls["lixin"].implementations[TEACHER]
        assert (laid.on, laid.ends, laid.decided("on").note) == (False, None, f"{END.isoformat()} {REASON}")
        told = Laid(unit=laid.unit, on=True)
        assert room.overlaying(room.halls["lixin"]).save(TEACHER, told, {}, 77, "又开办") == ()
    assert offering(hall) == 1


def test_a_hall_that_takes_it_up_before_the_end_ends_with_the_others(hall):
    with hall.room(commit=True) as room:
        unit = room.halls["lixin"].implementations.pop(TEACHER).unit
    before = offering(hall)
    end(hall)
    with hall.room(commit=True) as room:
        assert room.overlaying(room.halls["lixin"]).save(TEACHER, Laid(unit=unit, on=True), {}, 77, "开办") == ()
    assert offering(hall) == before + 1
    hall.clock.advance(days=3)
    assert offering(hall) == 0
    with hall.room() as room:
        again = Laid(unit=unit, on=True, promised=(1, "workday"))
        found = room.overlaying(room.halls["lixin"])
        refusal("edition_stage", lambda: found.save(TEACHER, again, {}, 77, "再改"))


@pytest.mark.parametrize(("day", "days"), [(TODAY, 0), (END, 3)])
def test_a_hall_that_is_closed_meanwhile_does_not_bring_back_what_ended(hall, day, days):
    now = hall.clock.now().isoformat()
    with hall.room(commit=True) as room:
        administration = room.administration(room.halls["lixin"])
        administration.closing.close("撤厅", Recording(room.halls["lixin"].journal, hall.clock, 1), now)
    end(hall, day)
    hall.clock.advance(days=days)
    with hall.room(commit=True) as room:
        administration = room.administration(room.halls["lixin"])
        administration.closing.open("又开了", Recording(room.halls["lixin"].journal, hall.clock, 1))
    assert offering(hall) == 0
    with hall.room() as room:
        assert len(room.catalogue.offers("lixin")) >= 3


def test_what_has_ended_is_linted_no_more_counts_for_no_department_and_is_missed_by_no_hall(hall):
    with hall.room() as room:
        unit = room.register.orgunit(room.halls["lixin"].implementations[TEACHER].unit)
    end(hall)

    def seen():
        with hall.room() as room:
            linted = {finding.found.code for finding in room.office.linting.findings()}
            counted = room.administration(room.halls["lixin"]).departments.items_of(unit)
            missed = drift(room.catalogue.halls(), room.catalogue.today, "ezone", ABSENT)
            return TEACHER in linted, counted, TEACHER in missed

    was_linted, before, was_missed = seen()
    assert was_linted
    assert was_missed
    hall.clock.advance(days=3)
    assert seen() == (False, before - 1, False)
