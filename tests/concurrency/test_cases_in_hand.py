"""Two officials reach for one case: one has it in hand, the other is told, and nothing is done behind a back."""

from __future__ import annotations

import time
from itertools import product

import pytest

from proving.casefiles import COUNTER, act, hand_in
from proving.ground import asker, paper, register_citizens, together
from proving.recount import recount
from proving.size import sized
from wangting.content.parties import Official
from wangting.errors import Outdated, Refused

CITIZEN, SECOND = "citizen-0", "second-clerk"
SCHEDULES = sized(2, 20)
#: What one clerk does with or to a case that lies in nobody's hands, while the other does something as well.
REACHES = ("take", "hand_over", "recuse", "accept", "supplement")


@pytest.fixture
def clerks(ground):
    """Return two clerks of one counter, the second made for the test."""

    def work(room):
        first = room.register.parties.by_login(COUNTER)
        second = Official(room.register.parties.new_id(), "样例二")
        second.postings, second.login = first.postings, SECOND
        room.register.parties.add(second)

    register_citizens(ground, 1)
    with ground.hand() as hand:
        hand.do(work)
    return COUNTER, SECOND


def reach(ground, case_id, name, login, other, version, pauses):
    """Do ``name`` for ``login``, with pauses before it and before its commit."""
    with ground.hand() as hand:
        hand.before_commit = lambda: time.sleep(pauses[1])
        time.sleep(pauses[0])
        if name in ("accept", "supplement"):
            return act(hand, case_id, name, login, version)

        def work(room):
            more = {"hand_over": (room.register.parties.by_login(other),), "recuse": ("亲属回避",)}.get(name, ())
            case = room.register.case(case_id)
            getattr(room.custody, name)(case, asker(room, login), *more, version=version)

        return hand.do(work)


def test_of_two_who_reach_for_a_case_one_has_it_and_the_other_is_told(ground, clerks, source, figures):
    met = 0
    for names in product(REACHES, REACHES):
        for _ in range(SCHEDULES if names[0] <= names[1] else 1):
            with ground.hand() as hand:
                case_id = hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id
            pauses = [(source.uniform(0, 0.006), source.uniform(0, 0.006)) for _ in names]
            results = together([
                lambda name=name, login=login, other=other, found=found, case_id=case_id:
                    reach(ground, case_id, name, login, other, 1, found)
                for name, login, other, found in zip(names, clerks, reversed(clerks), pauses, strict=True)
            ])  # fmt: skip
            met += 1
            assert [type(found) for found in results if isinstance(found, BaseException)] == [Outdated], results
            with ground.room() as room:
                case = room.register.case(case_id)
                assert case.version == 2
                assert case.last(*names) is case.ledger[-1]
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
    figures.record("two clerks reach for one case", pairs_times_schedules=met, conflicts_retried=ground.conflicts)


def test_a_case_in_somebodys_hands_is_acted_on_by_nobody_else_however_they_meet(ground, clerks, source):
    holder, other = clerks
    for _ in range(sized(4, 40)):
        with ground.hand() as hand:
            case_id = hand_in(ground, hand, CITIZEN, paper(source, 400)).case_id
        reach(ground, case_id, "take", holder, other, 1, (0, 0))
        pauses = [(source.uniform(0, 0.006), source.uniform(0, 0.006)) for _ in range(2)]
        results = together([
            lambda case_id=case_id, found=pauses[0]: reach(ground, case_id, "accept", holder, other, 2, found),
            lambda case_id=case_id, found=pauses[1]: reach(ground, case_id, "supplement", other, holder, 2, found),
        ])  # fmt: skip
        assert not isinstance(results[0], BaseException), results
        assert isinstance(results[1], Refused)
        with ground.room() as room:
            case = room.register.case(case_id)
            assert [entry.act for entry in case.ledger] == ["submit", "take", "accept"]
    ground.settle()
    with ground.room() as room:
        assert recount(room, sealed=True) == []
