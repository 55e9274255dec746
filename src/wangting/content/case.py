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


class Application(Persistent):
    """What was handed in, written once: an act writes the case, and this is the larger half of what it would write.

    ``answers`` holds sealed bytes where the field's kind is private.  Only ``files`` grows, when papers are added.
    """

    def __init__(self, **handed_in: object) -> None:
        self.__dict__.update(handed_in)


def _handed_in(name: str) -> property:
    """Return the property of a case that is read from its application."""
    return property(lambda case: getattr(case.application, name), doc=f"``{name}`` of the application.")


class Case(Persistent):
    """Pinned to its edition, kept in its birth shard, with one token for each branch of its flow.

    A case never gets a conflict resolver (DESIGN 6.4): two people who act on it at once must not both be right.
    ``path`` is the OrgUnit path of the owner.
    """

    #: The official who has it in hand.
    held_by: int | None = None
    #: The number of the mandate under which its agent filed it; empty where the applicant filed it.
    mandate = ""
    licence: str | None = None
    #: Where its row lies: (kind of queue, turn, minute); the casework service moves it.
    place: tuple[str, str, int] | None = None
    #: Acts of the timer that wait for their time: (minute, act).
    waiting: tuple[tuple[int, str], ...] = ()

    number = _handed_in("number")
    edition = _handed_in("edition")
    item_code = _handed_in("item_code")
    item_name = _handed_in("item_name")
    intake_hall = _handed_in("intake_hall")
    applicant = _handed_in("applicant")
    applicant_name = _handed_in("applicant_name")
    agent = _handed_in("agent")
    answers = _handed_in("answers")
    workflow = _handed_in("workflow")
    promised = _handed_in("promised")
    channel = _handed_in("channel")
    draft_id = _handed_in("draft_id")

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
        self.application = Application(
            number=number,
            edition=edition,
            item_code=item_code,
            item_name=item_name,
            intake_hall=intake_hall,
            applicant=applicant,
            applicant_name=applicant_name,
            agent=agent,
            answers=answers,
            files=files,
            workflow=workflow,
            promised=promised,
            channel=channel,
            draft_id=draft_id,
        )
        self.path = path
        self.owner_hall = intake_hall
        self.tokens = {"main": state}
        self.ledger: tuple[Entry, ...] = ()

    @property
    def files(self) -> tuple[CaseFile, ...]:
        """The papers, in the order in which they came."""
        return self.application.files

    @files.setter
    def files(self, files: tuple[CaseFile, ...]) -> None:
        """Keep papers that came later with those that were handed in."""
        self.application.files = files

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
