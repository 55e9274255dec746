"""The page of workflows: every published version as the table it is, and every name it may use."""

from __future__ import annotations

from markdown import code, page, table

from wangting.declare import Declared
from wangting.declare.registered import ACTS, CONSEQUENCES, DOCUMENTS, GUARDS
from wangting.rules.workflow import BEFORE, Workflow

UNITS = {"workday": "working days", "calendar_day": "calendar days"}


def text(declared: Declared) -> str:
    """Return the page."""
    return page(
        "Workflows",
        "A version is a file of `workflows/`, never edited once published; its digest is kept at the first use, and an "
        "edited file stops the boot. A case pins the version it began with. How to add one: "
        "[add a workflow](../howto/add-a-workflow.md).",
        *(_workflow(workflow) for workflow in declared.workflows.values()),
        "## Names a workflow may use",
        "A name is registered in `src/wangting/declare/registered.py`, because some part of the house answers to it.",
        "### Acts",
        table(("act", "in Chinese"), ((code(name), said) for name, said in ACTS.items())),
        "### Guards",
        "A guard is asked before the act and may forbid it (`services/casework/guards.py`).",
        table(("guard", "what it asks"), ((code(name), said) for name, said in GUARDS.items())),
        "### Documents",
        table(("document", "in Chinese"), ((code(name), said) for name, said in DOCUMENTS.items())),
        "### Consequences",
        "What follows an act, in one fixed order (`services/casework/consequences.py`). Queues, timers, counters and "
        "the head for the next seal follow every act and are not named.",
        table(("consequence", "what it does"), ((code(name), said) for name, said in CONSEQUENCES.items())),
    )


def _workflow(workflow: Workflow) -> str:
    states = (
        (code(state.key), state.title, state.title_en, state.clock, state.turn) for state in workflow.states.values()
    )
    rows = [workflow.opening, *workflow.transitions]
    acts = (
        (
            "–" if row.source == BEFORE else code(row.source),
            code(row.act),
            code(row.target),
            ", ".join(sorted(row.posts)),
            ", ".join(map(code, workflow.guards.get(row.act, ()))) or "–",
            code(workflow.documents.get(row.act)),
            _limit(workflow, row.act) if "timer" in row.posts else "–",
        )
        for row in dict.fromkeys(rows)
    )
    return "\n\n".join(
        [
            f"## `{workflow.key}` {workflow.title}",
            f"{workflow.title_en}. Accepting: {_names(workflow.accepts)}. Concluding: {_names(workflow.concludes)}.",
            table(("state", "in Chinese", "in English", "clock", "whose turn"), states),
            table(("from", "act", "to", "who", "guards", "document", "timer after"), acts),
        ]
    )


def _limit(workflow: Workflow, act: str) -> str:
    amount, unit = workflow.limits[act]
    return f"{amount} {UNITS[unit]}"


def _names(names: frozenset[str]) -> str:
    return ", ".join(map(code, sorted(names)))
