"""What leaves the house, written in the same transaction as the act it follows from."""

from __future__ import annotations

from typing import NamedTuple

from persistent import Persistent


class Message(NamedTuple):
    """One thing for the worker to do after the commit.

    ``id`` is stable: a message delivered twice is shown once by a peer that de-duplicates by it (QUALITY P6).
    ``kind`` is ``notice`` or ``licence``; ``facts`` hold keys and numbers, never an address or an ID number: those are
    looked up and unsealed when the message is delivered.
    """

    id: str
    kind: str
    case_id: int
    party: int | None
    text: str
    facts: tuple[tuple[str, object], ...]


class Page(Persistent):
    """A full page of a bucket: written once, so that what is appended after it does not write it again."""

    def __init__(self, messages: tuple[Message, ...], heads: tuple[tuple[int, int, str], ...]) -> None:
        self.messages = messages
        self.heads = heads


class Bucket(Persistent):
    """Messages and chain heads of one slot in one tick.

    It has no conflict resolution on purpose: when the worker closes a bucket while a late transaction still appends to
    it, one of the two must be retried, else the message would vanish with the bucket.
    """

    #: Messages and heads on a page: each append writes the page that is not full, so it is a short one.
    page_size = 4

    def __init__(self) -> None:
        self._pages: tuple[Page, ...] = ()
        self._messages: tuple[Message, ...] = ()
        self._heads: tuple[tuple[int, int, str], ...] = ()
        self.closed = False

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message in the order of posting."""
        return tuple(message for page in self._pages for message in page.messages) + self._messages

    @property
    def heads(self) -> tuple[tuple[int, int, str], ...]:
        """Every (case id, entry number, hash) in the order of noting."""
        return tuple(head for page in self._pages for head in page.heads) + self._heads

    def post(self, message: Message) -> None:
        """Append ``message``."""
        self._turn_when_full()
        self._messages += (message,)

    def note_head(self, case_id: int, number: int, head: str) -> None:
        """Remember that entry ``number`` of ``case_id`` has the hash ``head``: the next seal covers it."""
        self._turn_when_full()
        self._heads += ((case_id, number, head),)

    def close(self) -> None:
        """Refuse late appends: an append in a concurrent transaction now conflicts and is retried elsewhere."""
        self.closed = True

    def _turn_when_full(self) -> None:
        if len(self._messages) + len(self._heads) >= self.page_size:
            self._pages += (Page(self._messages, self._heads),)
            self._messages, self._heads = (), ()


class Delivery(Persistent):
    """What the worker knows of a message it could not deliver at once."""

    def __init__(self, message: Message, tick: int) -> None:
        self.message = message
        self.tries = 0
        self.next_minute = 0
        self.since_tick = tick
        self.dead = False
        self.problem = ""


class Seal(NamedTuple):
    """A Merkle root over the heads of the cases changed in one round of the worker (DESIGN 6.9).

    ``covers`` are (case id, entry number): the hashes themselves are read from the ledgers when the seal is checked,
    so that a ledger rewritten with a fresh chain no longer matches.
    """

    at: str
    root: str
    previous: str
    covers: tuple[tuple[int, int], ...]
