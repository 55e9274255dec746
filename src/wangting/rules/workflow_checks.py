"""Whether a workflow holds together: the cross-checks of DESIGN 4, all problems at once.

A problem names the key at which it lies as a dotted path into the declared file (``states.accepted``, ``acts.3`` with
rows counted from 1), so that the reader of files can say the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from wangting.rules.problem import Problem
from wangting.rules.workflow import BEFORE, CLOCKS, NOBODY, Workflow


@dataclass(frozen=True, slots=True)
class Names:
    """The names that a workflow may use, because somebody answers to them."""

    posts: frozenset[str]
    acts: frozenset[str]
    guards: frozenset[str]
    documents: frozenset[str]
    consequences: frozenset[str]


def problems(workflow: Workflow, names: Names) -> tuple[Problem, ...]:
    """Return everything that is wrong with ``workflow``; empty when it may be published."""
    return (
        *_table_problems(workflow),
        *_state_problems(workflow, names),
        *_milestone_problems(workflow),
        *_name_problems(workflow, names),
        *_limit_problems(workflow),
    )


def _table_problems(workflow: Workflow) -> Iterable[Problem]:
    states = workflow.states
    if workflow.initial not in states:
        yield Problem("initial", f"no state {workflow.initial!r}")
    if workflow.opening.target != workflow.initial:
        yield Problem("acts.1", f"the opening act leads to {workflow.opening.target!r}, not to {workflow.initial!r}")
    rows = Counter((row.source, row.act) for row in workflow.transitions)
    for number, row in enumerate(workflow.transitions, start=2):
        if row.source == BEFORE:
            yield Problem(f"acts.{number}", "only the first row opens a case")
        elif row.source not in states:
            yield Problem(f"acts.{number}", f"no state {row.source!r}")
        if row.target not in states:
            yield Problem(f"acts.{number}", f"no state {row.target!r}")
        if not row.posts:
            yield Problem(f"acts.{number}", f"nobody may {row.act!r} in {row.source!r}")
        if rows[row.source, row.act] > 1:
            yield Problem(f"acts.{number}", f"two rows for {row.act!r} in {row.source!r}")


def _state_problems(workflow: Workflow, names: Names) -> Iterable[Problem]:
    reached = workflow.reachable({workflow.initial})
    for key, state in workflow.states.items():
        path = f"states.{key}"
        if key not in reached:
            yield Problem(path, "cannot be reached")
        if state.clock not in CLOCKS:
            yield Problem(path, f"no such clock {state.clock!r}: {', '.join(sorted(CLOCKS))}")
        if workflow.is_final(key):
            if state.turn != NOBODY:
                yield Problem(path, f"no way out, yet it is the turn of {state.turn!r}")
        elif state.turn == NOBODY:
            yield Problem(path, "there is a way out, so it must be somebody's turn")
        elif state.turn not in names.posts:
            yield Problem(path, f"no post {state.turn!r}")
        elif not any(state.turn in row.posts for row in workflow.acts_from(key)):
            yield Problem(path, f"it is the turn of {state.turn!r}, who has no way out")
        if key in workflow.concluded_states and state.clock != "stopped":
            yield Problem(path, "comes after the conclusion, so its clock must be stopped")


def _milestone_problems(workflow: Workflow) -> Iterable[Problem]:
    table = {row.act for row in workflow.transitions}
    for key, acts in (("accepts", workflow.accepts), ("concludes", workflow.concludes)):
        if not acts:
            yield Problem(key, "at least one act is needed")
        for act in sorted(acts - table):
            yield Problem(key, f"no row for {act!r}")
    for key in workflow.states:
        if not workflow.is_final(key) and workflow.concludes and not _leads_to_conclusion(workflow, key):
            yield Problem(f"states.{key}", "no conclusion can follow")


def _leads_to_conclusion(workflow: Workflow, state: str) -> bool:
    return workflow.has_concluded(state) or not workflow.concluded_states.isdisjoint(workflow.reachable({state}))


def _name_problems(workflow: Workflow, names: Names) -> Iterable[Problem]:
    for number, row in enumerate((workflow.opening, *workflow.transitions), start=1):
        if row.act not in names.acts:
            yield Problem(f"acts.{number}", f"no act {row.act!r}")
        for post in sorted(row.posts - names.posts):
            yield Problem(f"acts.{number}", f"no post {post!r}")
    documents = {act: (name,) for act, name in workflow.documents.items()}
    for section, kind, per_act, known in (
        ("guards", "guard", workflow.guards, names.guards),
        ("documents", "document", documents, names.documents),
        ("consequences", "consequence", workflow.consequences, names.consequences),
    ):
        for act, used in per_act.items():
            if act not in workflow.acts:
                yield Problem(f"{section}.{act}", f"no row for {act!r}")
            for name in used:
                if name not in known:
                    yield Problem(f"{section}.{act}", f"no {kind} {name!r}")
    if not workflow.branches:
        yield Problem("branches", "at least one branch is needed")


def _limit_problems(workflow: Workflow) -> Iterable[Problem]:
    timed = {row.act for row in workflow.transitions if "timer" in row.posts}
    for act in workflow.limits:
        if act not in timed:
            yield Problem(f"limits.{act}", f"the timer has no row for {act!r}")
    for act in sorted(timed - set(workflow.limits)):
        yield Problem("limits", f"the timer does {act!r}, but no limit says when")
