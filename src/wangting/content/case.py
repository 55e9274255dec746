"""A case: one application for one item, from its submission to the archive."""

from __future__ import annotations

from typing import NamedTuple

from persistent import Persistent

from wangting.content.ledger import Entry


class CaseFile(NamedTuple):
    """One uploaded file of a case; ``blob`` is a ZODB blob whose bytes have the digest ``sha256``."""

    field: str
    name: str
    size: int
    media_type: str
    sha256: str
    blob: object
    since: int


class Case(Persistent):
    """Pinned to its edition, kept in its birth shard, with one token for each branch of its flow.

    A case never gets a conflict resolver (DESIGN 6.4): two people who act on it at once must not both be right.
    ``answers`` holds sealed bytes where the field's kind is private.  ``path`` is the OrgUnit path of the owner.
    """

    held_by: int | None = None
    licence: str | None = None
    #: Where its row lies: (kind of queue, turn, minute); the casework service moves it.
    place: tuple[str, str, int] | None = None
    #: Acts of the timer that wait for their time: (minute, act).
    waiting: tuple[tuple[int, str], ...] = ()

    def __init__(
        self,
        *,
        id: int,  # noqa: A002 - the register's own word
        number: str,
        edition: object,
        item_code: str,
        item_name: str,
        intake_hall: str,
        path: tuple[str, ...],
        applicant: int,
        applicant_name: str,
        agent: int | None,
        answers: dict[str, object],
        files: tuple[CaseFile, ...],
        workflow: str,
        state: str,
        promised: tuple[int, str] | None,
        channel: str,
        draft_id: str,
    ) -> None:
        self.id = id
        self.number = number
        self.edition = edition
        self.item_code = item_code
        self.item_name = item_name
        self.intake_hall = intake_hall
        self.owner_hall = intake_hall
        self.path = path
        self.applicant = applicant
        self.applicant_name = applicant_name
        self.agent = agent
        self.answers = answers
        self.files = files
        self.workflow = workflow
        self.tokens = {"main": state}
        self.promised = promised
        self.channel = channel
        self.draft_id = draft_id
        self.ledger: tuple[Entry, ...] = ()

    @property
    def state(self) -> str:
        """The state of the main branch."""
        return self.tokens["main"]

    @property
    def unit(self) -> str:
        """The key of the OrgUnit that owns the case."""
        return self.path[-1]

    @property
    def head(self) -> str:
        """The hash of the last entry, or the empty string."""
        return self.ledger[-1].hash if self.ledger else ""

    @property
    def version(self) -> int:
        """How many entries there are: a page carries it, so that an act on an outdated page is refused."""
        return len(self.ledger)

    def move(self, branch: str, state: str) -> None:
        """Set the token of ``branch``; called in one place only, the casework service."""
        self.tokens = {**self.tokens, branch: state}

    def last(self, *acts: str) -> Entry | None:
        """Return the latest entry of one of ``acts``, or None."""
        return next((entry for entry in reversed(self.ledger) if entry.act in acts), None)
