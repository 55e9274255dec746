"""Two people act on one case at the same moment: one of them did it, the other is told, and nothing is done twice."""

from __future__ import annotations

import time
from itertools import combinations_with_replacement

import pytest

from proving.casefiles import APPROVER, COUNTER, REVIEWER, act, hand_in, take_to
from proving.ground import paper, register_citizens, together
from proving.recount import recount
from proving.size import sized
from wangting.errors import NotAllowed, Outdated, Refused

CITIZEN = "citizen-0"
#: Who does what in which state; a citizen's own acts are the citizen's.
ACTS = {
    "submitted": {"accept": COUNTER, "supplement": COUNTER, "decline": COUNTER, "withdraw": CITIZEN},
    "supplementing": {"answer": CITIZEN, "withdraw": CITIZEN},
    "accepted": {"review": REVIEWER, "withdraw": CITIZEN},
    "reviewed": {"approve": APPROVER, "refuse": APPROVER, "send_back": APPROVER, "withdraw": CITIZEN},
}
TOLD = (Outdated, Refused, NotAllowed)
SCHEDULES = sized(3, 20)


def prepared(ground, source, state):
    """File a case, take it to ``state`` and return its id and its version."""
    with ground.hand() as hand:
        case_id = hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id
        take_to(hand, case_id, state)
    with ground.room() as room:
        return case_id, room.register.case(case_id).version


def meet(ground, case_id, source, names, version):
    """Do both acts at once, with pauses before the act and before its commit, and return what became of each."""

    def one(name, pauses):
        with ground.hand() as hand:
            hand.before_commit = lambda: time.sleep(pauses[1])
            time.sleep(pauses[0])
            return act(hand, case_id, name, names[name], version)

    works = []
    for name in names if len(names) > 1 else [*names] * 2:
        pauses = source.uniform(0, 0.006), source.uniform(0, 0.006)
        works.append(lambda name=name, pauses=pauses: one(name, pauses))
    return together(works)


@pytest.mark.parametrize("state", ACTS)
def test_of_two_acts_on_one_page_one_is_done_and_the_other_is_told(ground, source, figures, state):
    register_citizens(ground, 1)
    met = 0
    for first, second in combinations_with_replacement(ACTS[state], 2):
        names = {first: ACTS[state][first], second: ACTS[state][second]}
        for _ in range(SCHEDULES):
            case_id, seen = prepared(ground, source, state)
            results = meet(ground, case_id, source, names, seen)
            met += 1
            assert [type(error) for error in results if isinstance(error, BaseException)] == [Outdated]
            with ground.room() as room:
                ledger = room.register.case(case_id).ledger
                assert len(ledger) == seen + 1
                assert ledger[-1].act in names
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
    figures.record(f"two acts at once on a case {state}", pairs_times_schedules=met, conflicts_retried=ground.conflicts)


@pytest.mark.parametrize("state", ACTS)
def test_acts_that_say_nothing_of_the_page_follow_the_workflow_one_after_the_other(ground, source, state):
    register_citizens(ground, 1)
    for first, second in combinations_with_replacement(ACTS[state], 2):
        names = {first: ACTS[state][first], second: ACTS[state][second]}
        for _ in range(sized(1, 20)):
            case_id, before = prepared(ground, source, state)
            results = meet(ground, case_id, source, names, None)
            told = [result for result in results if isinstance(result, BaseException)]
            assert all(isinstance(error, TOLD) for error in told), told
            with ground.room() as room:
                assert room.register.case(case_id).version == before + len(results) - len(told)
    with ground.room() as room:
        assert recount(room) == []


@pytest.mark.parametrize("name", ["accept", "supplement", "decline", "withdraw", "deem"])
def test_when_the_fifth_day_is_over_the_case_is_accepted_whoever_comes_at_the_same_moment(ground, source, name):
    register_citizens(ground, 1)
    with ground.hand() as hand:
        cases = [hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id for _ in range(sized(3, 20))]
    ground.clock.advance(days=20)
    for case_id in cases:
        both = together([
            lambda case_id=case_id: timer(ground, case_id, source),
            (lambda case_id=case_id: timer(ground, case_id, source)) if name == "deem" else
            (lambda case_id=case_id: person(ground, case_id, name, source)),
        ])  # fmt: skip
        assert not isinstance(both[0], BaseException)
        assert name == "deem" or isinstance(both[1], Outdated)
        with ground.room() as room:
            assert [entry.act for entry in room.register.case(case_id).ledger] == ["submit", "deem"]
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []


def timer(ground, case_id, source):
    """What the worker does for a case whose time has come."""
    with ground.hand() as hand:
        time.sleep(source.uniform(0, 0.004))
        return hand.do(lambda room: room.casework.run_due(room.register.case(case_id)))


def person(ground, case_id, name, source):
    with ground.hand() as hand:
        time.sleep(source.uniform(0, 0.004))
        return act(hand, case_id, name, ACTS["submitted"][name], 1)


def test_one_decision_and_one_licence_when_four_approvers_and_two_workers_meet(ground, source):
    register_citizens(ground, 1)
    for _ in range(sized(3, 20)):
        with ground.hand() as hand:
            case_id = hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id
            take_to(hand, case_id, "reviewed")

        def approve(case_id=case_id):
            with ground.hand() as hand:
                time.sleep(source.uniform(0, 0.004))
                return act(hand, case_id, "approve", APPROVER)

        results = together([approve] * 4)
        assert [type(result) for result in results if isinstance(result, BaseException)] == [Refused] * 3
        ground.clock.advance(seconds=10 * ground.house.tick)
        # Neither fails, and neither has more waiting.
        assert together([ground.worker.round] * 2) == [False, False]
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
        assert {case.state for tree in room.register.cases for case in tree.values()} == {"delivered"}
