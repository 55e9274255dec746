"""What follows an act: no licence where an item has none, counters that fit the way in, letters to both."""

from __future__ import annotations

import pytest

from acting import act, asker, submit
from publishing import retold
from wangting.errors import Damaged, NotFound

COUNTER, REVIEWER, APPROVER = "mengcheng-counter", "mengcheng-jiaoyu-reviewer", "mengcheng-jiaoyu-approver"


def changed(hall, case_id, **values):
    with hall.room(commit=True) as room:
        application = room.register.case(case_id).application
        for name, value in values.items():
            setattr(application, name, value)
    return case_id


def counted(hall, case_id):
    with hall.room() as room:
        return room.register.count(case_id, 20260928, "mengcheng/jiaoyu").as_dict()


def messages(hall):
    with hall.room() as room:
        return [found for tree in room.register.outbox for bucket in tree.values() for found in bucket.messages]


def approved(hall, case_id):
    for name, login in (("accept", COUNTER), ("review", REVIEWER), ("approve", APPROVER)):
        act(hall, case_id, name, login)
    return case_id


def test_an_item_without_a_certificate_is_approved_without_a_licence_and_delivered_by_hand(hall):
    case_id = submit(hall)
    with hall.room(commit=True) as room:
        edition = room.register.case(case_id).edition
        retold(edition, certificate=None)
    approved(hall, case_id)
    with hall.room() as room:
        case = room.register.case(case_id)
        assert case.licence is None
        assert not any(len(tree) for tree in room.register.licences)
    assert "licence" not in {message.kind for message in messages(hall)}


def test_a_case_taken_at_the_counter_is_counted_and_not_among_those_on_line(hall):
    case_id = changed(hall, submit(hall), channel="counter")
    act(hall, case_id, "accept", COUNTER)
    found = counted(hall, case_id)
    assert (found["accepted"], found["accepted_online"]) == (1, 0)


def test_a_conclusion_after_the_promised_day_is_counted_as_late(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", COUNTER)
    hall.clock.advance(days=200)
    act(hall, case_id, "review", REVIEWER)
    act(hall, case_id, "approve", APPROVER)
    with hall.room() as room:
        day = int(hall.clock.now().strftime("%Y%m%d"))
        found = room.register.count(case_id, day, "mengcheng/jiaoyu").as_dict()
    assert (found["concluded_late"], found["concluded_on_time"]) == (1, 0)


def test_a_case_declined_unaccepted_is_concluded_neither_on_time_nor_late(hall):
    case_id = submit(hall)
    act(hall, case_id, "decline", COUNTER, opinion="不属于本机关职权")
    found = counted(hall, case_id)
    assert (found["declined"], found["concluded_late"], found["concluded_on_time"]) == (1, 0, 0)


def test_the_agent_who_filed_is_told_as_well_as_the_applicant(hall):
    case_id = submit(hall)
    with hall.room() as room:
        agent = room.register.parties.by_login(hall.account("agent", "mengcheng")["login"]).id
    act(hall, changed(hall, case_id, agent=agent), "accept", COUNTER)
    told = [message.party for message in messages(hall) if message.text == "accept"]
    assert agent in told
    assert len(told) == 2


def test_a_workflow_without_delivery_by_the_timer_leaves_it_to_the_issuer(hall):
    case_id = submit(hall)
    with hall.room() as room:
        room.casework.deliver_electronically(room.register.case(case_id))
        assert room.register.case(case_id).state == "submitted"


def test_a_case_that_is_just_being_made_depends_on_nobody(hall):
    case_id = submit(hall)
    with hall.room() as room:
        case = room.register.case(case_id)
        loose = type(case).__new__(type(case))
        room.casework.hold_current(loose)
        assert room.casework.possible(case, asker(room, "lixin-counter")) == []


def test_a_licence_file_that_is_not_there_yet_or_not_the_attached_one_is_told(hall):
    case_id = approved(hall, submit(hall))
    with hall.room() as room, pytest.raises(NotFound, match="licence_file_pending"):
        room.licensing.read(room.register.licence(room.register.case(case_id).licence))
    for _round in range(2):
        hall.clock.advance(seconds=10)
        hall.worker.round()
    with hall.room() as room:
        licence = room.register.licence(room.register.case(case_id).licence)
        licence.file_digest = "0" * 64
        with pytest.raises(Damaged, match="licence_file"):
            room.licensing.read(licence)
