"""A case under anything that people, time and the worker can do, against a model read from the workflow's file alone.

The model knows the table of acts and the two acts of the timer, and nothing of services: after every step the case is
where the model says, whoever may act is who the table says, and queues, counters and licences add up.
"""

from __future__ import annotations

import random
from typing import ClassVar

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from conftest import ROOT
from proving.casefiles import APPROVER, CODE, COUNTER, HALL, REVIEWER, act, hand_in
from proving.ground import Ground, paper, register_citizens
from proving.recount import cases_of, recount
from proving.size import SEED, sized
from wangting.errors import NotAllowed, Refused

CITIZEN = "citizen-0"
#: Who holds which post; nobody holds two.
POSTS = {"applicant": CITIZEN, "counter": COUNTER, "reviewer": REVIEWER, "approver": APPROVER}
TABLE = yaml.safe_load((ROOT / "workflows" / "administrative_licence.v1.yaml").read_text("utf-8"))
#: (state, act) → (target, posts), as the file has it.
ROWS = {
    (source, name): (target, {post for post, mark in zip(TABLE["posts"], marks, strict=True) if mark == "A"})
    for source, name, target, *marks in TABLE["acts"]
}


class CaseMachine(RuleBasedStateMachine):
    """One case after the other on one ground; the class attributes are set by the test."""

    ground: ClassVar[Ground]
    steps: ClassVar[int] = 0

    @initialize()
    def file(self) -> None:
        """File a case."""
        with self.ground.hand() as hand:
            self.case_id = hand_in(self.ground, hand, CITIZEN, paper(random.Random(SEED), 400)).case_id
        self.ground.settle()
        self.state, self.acts, self.silent = "submitted", ["submit"], False

    @rule(name=st.sampled_from(sorted({name for _state, name in ROWS} - {"submit", "deem", "deliver"})),
          post=st.sampled_from(sorted(POSTS)))  # fmt: skip
    def somebody_acts(self, name: str, post: str) -> None:
        """Let the holder of a post try an act, whether it is theirs or not; a refusal writes nothing at all."""
        first = ["deem"] if self.silent and self.state == "submitted" else []
        state = "accepted" if first else self.state
        target, posts = ROWS.get((state, name), (None, set()))
        told_once = name == "supplement" and "supplement" in self.acts
        try:
            with self.ground.hand() as hand:
                act(hand, self.case_id, name, POSTS[post])
        except NotAllowed:
            assert target is not None
            assert post not in posts
        except Refused:
            assert target is None or (post in posts and told_once)
        else:
            assert post in posts
            assert not told_once
            self.state, self.silent = target, False
            self.acts += [*first, name]
        type(self).steps += 1

    @rule(place=st.integers(0, 20))
    def the_right_one_acts(self, place: int) -> None:
        """Let somebody do what is theirs to do, so that cases get on."""
        rows = [(name, post) for (state, name), (_target, posts) in sorted(ROWS.items()) if state == self.state
                for post in sorted(posts & POSTS.keys())]  # fmt: skip
        if rows:
            self.somebody_acts(*rows[place % len(rows)])

    @rule()
    def twenty_days_pass(self) -> None:
        """Let time pass; nothing happens yet."""
        self.ground.clock.advance(days=20)
        self.silent = True

    @rule()
    def the_worker_comes_by(self) -> None:
        """Let the worker do what is due, make licences, and hand them over."""
        self.ground.settle()
        if self.silent and self.state == "submitted":
            self.state = "accepted"
            self.acts.append("deem")
        elif self.state == "approved":
            self.state = "delivered"
            self.acts.append("deliver")
        self.silent = False

    @invariant()
    def the_case_is_where_the_model_says(self) -> None:
        """Compare: what time has made due is written only by the next act or by the worker."""
        with self.ground.room() as room:
            case = room.register.case(self.case_id)
            assert (case.state, [entry.act for entry in case.ledger]) == (self.state, self.acts)
            licences = sum(found.case_id == case.id for tree in room.register.licences for found in tree.values())
            assert licences == int("approve" in self.acts)


@pytest.fixture
def machine(ground):
    register_citizens(ground, 1)
    CaseMachine.ground, CaseMachine.steps = ground, 0
    return CaseMachine


def bounded(examples: int) -> settings:
    return settings(max_examples=examples, stateful_step_count=16, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))  # fmt: skip


def test_a_case_goes_where_the_file_of_its_workflow_says_whatever_happens(machine, figures):
    run_state_machine_as_test(machine, settings=bounded(sized(30, 300)))
    with machine.ground.room() as room:
        assert recount(room) == []
        cases = len(cases_of(room.register))
        assert {case.item_code for case in cases_of(room.register)} == {CODE}
        assert {case.owner_hall for case in cases_of(room.register)} == {HALL}
    figures.record("a case against a model", cases=cases, acts_tried=machine.steps, differences=0)


def test_a_twin_whose_table_says_otherwise_is_found_out(machine, monkeypatch):
    monkeypatch.setitem(ROWS, ("submitted", "accept"), ("reviewed", {"counter"}))
    with pytest.raises(AssertionError):
        run_state_machine_as_test(machine, settings=bounded(40))
