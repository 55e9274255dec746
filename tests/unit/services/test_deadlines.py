"""Deadlines as the reckoner derives them from a case: running, paused, without limits, at the latest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from acting import act, submit
from wangting.rules.workflow import State, Transition
from wangting.services.casework.deadlines import NEVER, Deadlines

COUNTER, REVIEWER, APPROVER = "mengcheng-counter", "mengcheng-jiaoyu-reviewer", "mengcheng-jiaoyu-approver"


@pytest.fixture
def accepted(hall):
    case_id = submit(hall)
    act(hall, case_id, "accept", COUNTER)
    return case_id


def with_a_hearing(workflow):
    """Return the workflow with a special procedure in which the clock stands (行政许可法 45)."""
    hearing = State("hearing", "听证", "Hearing", "paused", "reviewer")
    there = Transition("accepted", "hear", "hearing", frozenset({"reviewer"}))
    return replace(workflow, states={**workflow.states, "hearing": hearing},
                   transitions=(*workflow.transitions, there))  # fmt: skip


def at(case, moment, **changed):
    """Return an entry that follows the last one of ``case``."""
    return case.ledger[-1]._replace(number=case.version + 1, at=moment.isoformat(), recorded=moment.isoformat(),
                                    **changed)  # fmt: skip


def test_a_hearing_that_lasts_and_one_that_is_over_push_the_deadline(hall, accepted):
    with hall.room() as room:
        case = room.register.case(accepted)
        workflow, reckoner = with_a_hearing(room.casework.workflow(case)), hall.house.reckoner
        plain = reckoner.of(case, workflow).promised
        begun = hall.clock.now() + timedelta(days=1)
        case.ledger += (at(case, begun, act="hear", source="accepted", target="hearing"),)
        hall.clock.advance(days=15)
        assert reckoner.of(case, workflow).promised.due > plain.due
        case.ledger += (at(case, hall.clock.now(), act="resume", source="hearing", target="accepted"),)
        over = reckoner.of(case, workflow).promised.due
        assert over > plain.due
        hall.clock.advance(days=30)
        assert reckoner.of(case, workflow).promised.due == over


def test_a_case_without_limits_lies_behind_all_others_and_is_never_late(hall, accepted):
    with hall.room() as room:
        case = room.register.case(accepted)
        case.application.promised, case.application.edition = None, SimpleNamespace(statutory_limit=None)
        workflow = replace(room.casework.workflow(case), limits={})
        due = hall.house.reckoner.of(case, workflow)
        assert (due.promised, due.statutory, due.acts, due.next, due.next_minute) == (None, None, (), None, NEVER)
        assert hall.house.reckoner.promise_of_concluded(case, workflow) is None


def test_before_acceptance_there_is_no_promise_to_keep_and_a_latest_day_all_the_same(hall):
    case_id = submit(hall)
    with hall.room() as room:
        case = room.register.case(case_id)
        workflow, reckoner = room.casework.workflow(case), hall.house.reckoner
        assert reckoner.promise_of_concluded(case, workflow) is None
        silence = reckoner.of(case, workflow).due_act("deem")
        assert reckoner.of(case, workflow).due_act("deliver") is None
        latest = reckoner.latest_conclusion(case, workflow)
        assert silence.due == date(2026, 10, 10)
        assert latest.due > silence.due
        # Without silence that accepts, the latest day counts from the receipt.
        assert reckoner.latest_conclusion(case, replace(workflow, limits={})).due < latest.due
    act(hall, case_id, "accept", COUNTER)
    with hall.room() as room:
        case = room.register.case(case_id)
        assert reckoner.latest_conclusion(case, workflow) == reckoner.promise_of_concluded(case, workflow)


def test_papers_are_judged_within_the_limit_of_silence_where_there_is_one(hall):
    case_id = submit(hall)
    with hall.room() as room:
        case = room.register.case(case_id)
        workflow, reckoner = room.casework.workflow(case), hall.house.reckoner
        assert reckoner.answer_by(case, workflow, hall.clock.now()).due == date(2026, 10, 10)
        assert reckoner.answer_by(case, replace(workflow, limits={}), hall.clock.now()) is None


def test_what_is_handed_in_after_hours_counts_from_the_next_morning(hall):
    hall.clock.set(hall.clock.now().replace(hour=22))
    case_id = submit(hall)
    with hall.room() as room:
        case = room.register.case(case_id)
        assert hall.house.reckoner.received_on(case) == date(2026, 9, 29)
        received = hall.house.reckoner.received_at(case)
        assert (received.date(), received.hour) == (date(2026, 9, 29), 0)


def test_delivery_counts_from_the_decision_and_not_from_the_receipt(hall, accepted):
    act(hall, accepted, "review", REVIEWER)
    hall.clock.advance(days=1)
    act(hall, accepted, "approve", APPROVER)
    with hall.room() as room:
        case = room.register.case(accepted)
        due = hall.house.reckoner.of(case, room.casework.workflow(case))
        assert due.due_act("deliver").start == date(2026, 9, 29)


def test_the_next_deadline_is_the_earliest_of_all():
    early, late = (SimpleNamespace(moment=moment) for moment in (1, 2))
    found = Deadlines(date(2026, 9, 28), None, late, None, (("deem", early),))
    assert found.next is early
    assert replace(found, acts=()).next is late
