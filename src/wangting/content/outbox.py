"""What leaves the house, written in the same transaction as the act it follows from."""

from __future__ import annotations

from typing import NamedTuple

from persistent import Persistent
from ZODB.utils import z64


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
    """What one transaction left in a bucket: written once, and with nothing of what others left before it."""

    def __init__(self) -> None:
        self.messages: tuple[Message, ...] = ()
        self.heads: tuple[tuple[int, int, str], ...] = ()


class Bucket(Persistent):
    """Messages and chain heads of one slot in one tick.

    It has no conflict resolution on purpose: when the worker closes a bucket while a late transaction still appends to
    it, one of the two must be retried, else the message would vanish with the bucket.
    """

    #: Only a bucket of before docs/adr/0038 has these: what was left in it after its last full page.
    _messages: tuple[Message, ...] = ()
    _heads: tuple[tuple[int, int, str], ...] = ()

    def __init__(self) -> None:
        self._pages: tuple[Page, ...] = ()
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
        self._page().messages += (message,)

    def note_head(self, case_id: int, number: int, head: str) -> None:
        """Remember that entry ``number`` of ``case_id`` has the hash ``head``: the next seal covers it."""
        self._page().heads += ((case_id, number, head),)

    def close(self) -> None:
        """Refuse late appends: an append in a concurrent transaction now conflicts and is retried elsewhere."""
        self.closed = True

    def _page(self) -> Page:
        """Return the page of the running transaction: the last one, unless it was committed before."""
        last = self._pages[-1] if self._pages else None
        # A page that was not loaded yet says nothing of its serial: only a committed one can be in that state.
        if last is None or last._p_changed is None or last._p_serial != z64:
            last = Page()
            self._pages += (last,)
        return last


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
