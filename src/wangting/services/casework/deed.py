"""What is known while one act is done."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from wangting.content.case import Case
from wangting.content.item import Edition
from wangting.content.ledger import Entry
from wangting.content.register import Register
from wangting.rules.access import Asker
from wangting.rules.workflow import Transition, Workflow
from wangting.services.casework.deadlines import Deadlines


@dataclass
class Deed:
    """One act on one case: guards read it, the ledger records it, consequences follow from it."""

    register: Register
    case: Case
    workflow: Workflow
    transition: Transition
    asker: Asker
    post: str
    now: datetime
    at: datetime
    slot: int
    opinion: str = ""
    facts: dict[str, object] = field(default_factory=dict)
    entry: Entry | None = None
    #: What is due after the act, known once the state has moved.
    due: Deadlines | None = None

    @property
    def act(self) -> str:
        """The name of the act."""
        return self.transition.act

    @property
    def edition(self) -> Edition:
        """The edition that the case pins."""
        return self.case.edition
