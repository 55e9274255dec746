"""One row of the list of pages: an address of the application, where it is looked at, by whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from browser.steps import Steps
from proving.size import FULL

VISITOR, CITIZEN, NEWCOMER = "visitor", "citizen", "newcomer"
#: The agent before and after choosing for whom to work, in two sessions.
AGENT, AGENT_AT_WORK = "agent", "agent_at_work"
COUNTER, REVIEWER, APPROVER, ISSUER = "counter", "reviewer", "approver", "issuer"
#: An agent who has bound an authenticator app of their own accord.
KEEPER = "keeper"
SUPERVISOR, HALL_ADMIN, CENTRAL_OFFICE = "supervisor", "hall_admin", "central_office"
ITEM_MAINTAINER = "item_maintainer"
#: The note of what is shown to whoever acts on a page from before somebody else did: nothing is done, and it is told.
OLDER = "on a page of before"
OFFICIALS = (COUNTER, REVIEWER, APPROVER, ISSUER)
#: Who looks at what everybody sees: signed in, the masthead is another.  Everybody does in ``make prove``.
EVERYBODY = (
    (VISITOR, CITIZEN, NEWCOMER, AGENT, *OFFICIALS, SUPERVISOR, HALL_ADMIN, CENTRAL_OFFICE,
     ITEM_MAINTAINER)
    if FULL
    else (VISITOR, CITIZEN)
)


@dataclass(frozen=True)
class Row:
    """One page as one or more roles see it.

    ``address`` is the line of docs/reference/addresses.md it belongs to, with its method when that is not GET; ``at``
    is where to go, with names of what ``world.py`` prepared in braces; ``do`` takes the steps that lead from there to
    the page; ``status`` is that of ``at``; ``sheets`` is on how many sheets of A4 it fits at most.
    """

    address: str
    at: str
    roles: tuple[str, ...]
    do: Steps | None = None
    status: int = 200
    sheets: int | None = None
    note: str = ""

    def path(self, names: Mapping[str, str], *, english: bool) -> str:
        """Return the path to open."""
        path = self.at.format_map(names)
        return f"{path}{'&' if '?' in path else '?'}lang=en" if english else path

    def called(self, role: str) -> str:
        """Return the name of the test of this page as ``role`` sees it."""
        return f"{self.address}{' ' + self.note if self.note else ''} as {role}"
