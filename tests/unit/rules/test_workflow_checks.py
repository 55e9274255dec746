"""Each way in which a workflow can fail to hold together is found, and told at its place."""

from dataclasses import replace
from types import MappingProxyType

import pytest

from wangting.rules.problem import Problem
from wangting.rules.workflow import BEFORE, NOBODY, State, Transition, Workflow
from wangting.rules.workflow_checks import Names, problems

NAMES = Names(
    posts=frozenset({"applicant", "counter", "issuer", "timer"}),
    acts=frozenset({"submit", "accept", "decline", "approve", "deem", "deliver", "answer"}),
    guards=frozenset({"reason_given"}),
    documents=frozenset({"receipt"}),
    consequences=frozenset({"notify_applicant"}),
)


def row(source, act, target, *posts):
    return Transition(source, act, target, frozenset(posts))


ROWS = (
    row("submitted", "accept", "accepted", "counter"),
    row("submitted", "decline", "declined", "counter"),
    row("submitted", "deem", "accepted", "timer"),
    row("accepted", "approve", "approved", "counter"),
)
STATES = {
    "submitted": State("submitted", "已提交", "Submitted", "stopped", "counter"),
    "accepted": State("accepted", "已受理", "Accepted", "runs", "counter"),
    "approved": State("approved", "准予", "Approved", "stopped", NOBODY),
    "declined": State("declined", "不予受理", "Not accepted", "stopped", NOBODY),
}
SOUND = Workflow(
    name="sample",
    version=1,
    title="样本",
    title_en="Sample",
    initial="submitted",
    opening=row(BEFORE, "submit", "submitted", "applicant"),
    states=MappingProxyType(STATES),
    transitions=ROWS,
    accepts=frozenset({"accept", "deem"}),
    concludes=frozenset({"approve", "decline"}),
    guards=MappingProxyType({"decline": ("reason_given",)}),
    documents=MappingProxyType({"submit": "receipt"}),
    consequences=MappingProxyType({"submit": ("notify_applicant",)}),
    limits=MappingProxyType({"deem": (5, "workday")}),
)


def with_state(key, **changes):
    return {"states": {**STATES, key: replace(STATES[key], **changes)}}


def with_rows(*rows):
    return {"transitions": (*ROWS, *rows)}


def test_a_sound_workflow_has_no_problems():
    assert problems(SOUND, NAMES) == ()


MISTAKES = [
    ({"initial": "lost"}, "initial", "no state 'lost'"),
    (
        {"opening": row(BEFORE, "submit", "accepted", "applicant")},
        "acts.1",
        "the opening act leads to 'accepted', not to 'submitted'",
    ),
    (with_rows(row(BEFORE, "answer", "accepted", "applicant")), "acts.6", "only the first row opens a case"),
    (with_rows(row("lost", "answer", "accepted", "applicant")), "acts.6", "no state 'lost'"),
    (with_rows(row("submitted", "answer", "lost", "applicant")), "acts.6", "no state 'lost'"),
    (with_rows(row("submitted", "answer", "accepted")), "acts.6", "nobody may 'answer' in 'submitted'"),
    (with_rows(row("submitted", "accept", "declined", "counter")), "acts.6", "two rows for 'accept' in 'submitted'"),
    ({"states": {**STATES, "alone": STATES["declined"]}}, "states.alone", "cannot be reached"),
    (with_state("accepted", clock="ticks"), "states.accepted", "no such clock 'ticks': paused, runs, stopped"),
    (with_state("approved", turn="counter"), "states.approved", "no way out, yet it is the turn of 'counter'"),
    (with_state("accepted", turn=NOBODY), "states.accepted", "there is a way out, so it must be somebody's turn"),
    (with_state("accepted", turn="judge"), "states.accepted", "no post 'judge'"),
    (with_state("accepted", turn="issuer"), "states.accepted", "it is the turn of 'issuer', who has no way out"),
    (with_state("approved", clock="runs"), "states.approved",
     "comes after the conclusion, so its clock must be stopped"),
    ({"accepts": frozenset()}, "accepts", "at least one act is needed"),
    ({"accepts": frozenset({"answer"})}, "accepts", "no row for 'answer'"),
    ({"concludes": frozenset()}, "concludes", "at least one act is needed"),
    ({"concludes": frozenset({"approve"}), "transitions": (*ROWS[:1], *ROWS[2:3], ROWS[1])}, "concludes",
     "no row for 'approve'"),
    (with_rows(row("submitted", "publish", "accepted", "counter")), "acts.6", "no act 'publish'"),
    (with_rows(row("submitted", "answer", "accepted", "judge")), "acts.6", "no post 'judge'"),
    ({"guards": {"decline": ("mercy",)}}, "guards.decline", "no guard 'mercy'"),
    ({"guards": {"answer": ("reason_given",)}}, "guards.answer", "no row for 'answer'"),
    ({"documents": {"submit": "poem"}}, "documents.submit", "no document 'poem'"),
    ({"consequences": {"submit": ("fireworks",)}}, "consequences.submit", "no consequence 'fireworks'"),
    ({"branches": ()}, "branches", "at least one branch is needed"),
    ({"limits": {}}, "limits", "the timer does 'deem', but no limit says when"),
    ({"limits": {"deem": (5, "workday"), "accept": (1, "workday")}}, "limits.accept",
     "the timer has no row for 'accept'"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "key", "message"), MISTAKES, ids=[mistake[2] for mistake in MISTAKES])
def test_a_mistake_is_told_at_its_place(changes, key, message):
    assert Problem(key, message) in problems(replace(SOUND, **changes), NAMES)


def test_a_loop_that_never_concludes_is_found_in_each_of_its_states():
    states = {**STATES, "waiting": State("waiting", "等待", "Waiting", "stopped", "applicant")}
    rows = (*ROWS, row("submitted", "answer", "waiting", "applicant"), row("waiting", "answer", "waiting", "applicant"))
    found = problems(replace(SOUND, states=states, transitions=rows), NAMES)
    assert found == (Problem("states.waiting", "no conclusion can follow"),)


def test_all_problems_are_told_at_once():
    broken = replace(SOUND, initial="lost", accepts=frozenset(), branches=(), limits={})
    assert {problem.key for problem in problems(broken, NAMES)} >= {"initial", "accepts", "branches", "limits"}
