"""How a case went: a walk through its workflow, act by act, up to the end or up to now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from wangting.rules.workflow import Transition, Workflow

#: How often the first row of a state is taken, which is the ordinary way.
ORDINARY = 0.85
#: The longest pause between two acts: shorter than the silence after which a case counts as accepted.
PAUSE = timedelta(days=2.5)
#: Acts that the law allows once, or only to the clock.
ONCE = frozenset({"supplement", "send_back"})
LONGEST = 12


@dataclass(frozen=True)
class Step:
    """One act that was done, when, and in which post."""

    transition: Transition
    post: str
    at: datetime

    @property
    def act(self) -> str:
        """The name of the act."""
        return self.transition.act


def career(workflow: Workflow, handed_in: datetime, now: datetime, dice: Random) -> Iterator[Step]:
    """Yield the acts of a case that was handed in at ``handed_in``, as far as it has come by ``now``."""
    transition: Transition | None = workflow.opening
    at, done = handed_in, set()
    for _ in range(LONGEST):
        if transition is None or at > now:
            return
        yield Step(transition, _post(transition), at)
        done.add(transition.act)
        transition = _following(workflow, transition.target, done, dice)
        at += dice.random() * PAUSE


def _following(workflow: Workflow, state: str, done: set[str], dice: Random) -> Transition | None:
    rows = [row for row in workflow.acts_from(state) if row.posts - {"timer"} and row.act not in done & ONCE]
    if not rows:
        return None
    return rows[0] if dice.random() < ORDINARY else dice.choice(rows)


def _post(transition: Transition) -> str:
    """Return who does it: whoever of several is named first in the alphabet, so that it is always the same one."""
    return min(transition.posts - {"timer", "agent"})
