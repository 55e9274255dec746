"""What a desk reads: queues that the gate lets reach, lights by thresholds; papers, and their examination."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from acting import PDF, asker, submit
from wangting.clock import ZONE, MovableClock, minute_of
from wangting.content.queues import Row
from wangting.errors import Damaged, Invalid, NotFound
from wangting.services.casework.deadlines import NEVER
from wangting.services.examining import examination
from wangting.services.fetching import fetch, paper
from wangting.services.lighting import Lighting, day_of
from wangting.services.worklist import DONE, OPEN, PAUSED, TODO, Wanted

MATERIALS = [{"id": "m1"}, {"id": "m2"}, {"id": "m3"}]
WEDNESDAY = datetime(2026, 7, 15, 10, 0, tzinfo=ZONE)


def lighting(calendar, **limits):
    return Lighting(calendar, MovableClock(WEDNESDAY), {"yellow": True, "days_left": 1, "share_left": 20, **limits})


def row(clock="runs", turn="reviewer", promised=None, statutory=None, limit=(5, "workday")):
    """Return a row; due days are days from now, 24:00 of which they end."""
    return Row("n", "c", "事项", "s", clock, turn, "王*", "u", 0, _end(promised), _end(statutory), limit)


def _end(days):
    return 0 if days is None else minute_of(datetime(2026, 7, 16, tzinfo=ZONE) + timedelta(days=days))


@pytest.mark.parametrize(
    ("found", "due", "light"),
    [
        (row(promised=7), 7, "green"),
        (row(promised=1), 1, "yellow"),
        (row(promised=-1, statutory=9), -1, "orange"),
        (row(promised=-9, statutory=-1), -9, "red"),
        (row(clock="stopped", turn="counter"), 7, "blue"),
        (row(clock="stopped", turn="counter"), 1, "yellow"),
        (row(clock="stopped", turn="applicant"), 1, "blue"),
        (row(clock="stopped", turn="nobody", limit=None), 0, "blue"),
        (row(limit=None), 0, "green"),
    ],
)
def test_a_row_is_lit_by_what_is_due(hall, found, due, light):
    assert lighting(hall.house.reckoner.calendar).of_row(_end(due), found) == light


def test_a_hall_without_yellow_has_none(hall):
    calm = lighting(hall.house.reckoner.calendar, yellow=False)
    assert calm.of_row(_end(1), row(promised=1)) == "green"
    assert calm.of_row(_end(1), row(clock="stopped", turn="counter")) == "blue"


def test_the_case_is_lit_like_its_row(hall):
    case_id = submit(hall)
    for days in (0, 11, 30):
        hall.clock.advance(days=days)
        with hall.room() as room:
            case = room.register.case(case_id)
            workflow, found = room.casework.workflow(case), room.lighting(room.catalogue.hall("mengcheng"))
            kind, turn, minute = case.place
            stored = dict(room.register.queue(kind, case.unit, turn).items())[(minute, case_id)]
            due = room.house.reckoner.of(case, workflow)
            assert found.of_case(workflow.states[case.state], due) == found.of_row(minute, stored)


def test_what_is_never_due_has_no_day():
    assert day_of(NEVER) is None
    assert day_of(_end(0)) == date(2026, 7, 15)


def sheet(room, login, tab, **more):
    found = room.worklist(room.catalogue.hall("mengcheng"))
    return found.sheet(asker(room, login), Wanted(tab, **more))


@pytest.mark.parametrize(
    ("login", "seen"),
    [
        ("mengcheng-counter", {TODO: 1, OPEN: 1}),
        ("mengcheng-jiaoyu-reviewer", {OPEN: 1}),
        ("mengcheng-shuili-reviewer", {}),
        ("mengcheng-supervisor", {OPEN: 1}),
        ("mengcheng-hall-admin", {}),
        ("lixin-counter", {}),
        ("central-office", {}),
    ],
)
def test_each_tab_holds_what_the_gate_lets_reach(hall, login, seen):
    submit(hall)
    submit(hall, key="lixin", code="442102034000")
    with hall.room() as room:
        for tab in (TODO, OPEN, PAUSED, DONE):
            assert sheet(room, login, tab).read == seen.get(tab, 0)


def test_a_post_whose_turn_it_never_is_begins_with_all_that_is_under_way(hall):
    with hall.room() as room:
        found = room.worklist(room.catalogue.hall("mengcheng"))
        assert found.usual(asker(room, "mengcheng-counter")) == TODO
        assert found.usual(asker(room, "mengcheng-supervisor")) == OPEN


def test_an_examination_names_what_is_missing_in_the_order_of_the_list_and_keeps_codes_only(hall):
    marks = examination(MATERIALS, {"check-m3": "none", "check-m2": "bad", "why-m2": "expired", "check-m1": "good"})
    assert marks.facts() == {"missing": ("m2", "m3"), "reasons": {"m2": "expired", "m3": "absent"}}
    workflow = hall.house.workflows["administrative_licence.v1"]
    assert marks.hinders("accept", workflow)
    assert not marks.hinders("supplement", workflow)
    assert not examination(MATERIALS, {"check-m1": "good"}).hinders("accept", workflow)


@pytest.mark.parametrize("sent", [{"check-m1": "perfect"}, {"check-m1": "bad", "why-m1": "我不喜欢"}])
def test_an_examination_takes_no_other_words(sent):
    with pytest.raises(Invalid):
        examination(MATERIALS, sent)


def test_a_paper_is_what_was_handed_in_or_is_not_given_out(hall):
    case_id = submit(hall)
    with hall.room(commit=True) as room:
        case = room.register.case(case_id)
        assert fetch(paper(case, "1")) == PDF + b"m1"
        for number in ("0", "3", "-1", "one", "１", "11111"):
            with pytest.raises(NotFound):
                paper(case, number)
        with case.files[0].blob.open("w") as stream:
            stream.write(b"other")
    with hall.room() as room, pytest.raises(Damaged):
        fetch(paper(room.register.case(case_id), "1"))
