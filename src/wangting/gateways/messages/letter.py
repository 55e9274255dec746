"""What is sent, and what a sender is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from wangting.errors import WangtingError

_MESSAGE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}\Z")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class Letter:
    """One message to one person; ``message_id`` is stable over every try, so that a peer can drop a repetition.

    Raises ValueError for an id that is no safe name and for control characters in the address or the subject,
    through which somebody could write headers of their own.
    """

    message_id: str
    to: str
    subject: str
    body: str

    def __post_init__(self) -> None:
        if not _MESSAGE_ID.match(self.message_id):
            raise ValueError(f"not a message id: {self.message_id[:40]!r}")
        if not self.to or _CONTROL.search(self.to) or _CONTROL.search(self.subject):
            raise ValueError(f"message {self.message_id}: an address or subject with control characters, or none")


class Undelivered(WangtingError):
    """The peer did not take the letter; ``facts['permanent']`` says whether trying again is any use."""

    code = "undelivered"
    status = 503

    def __init__(self, *, permanent: bool, reason: str) -> None:
        self.permanent = permanent
        super().__init__(permanent=permanent, reason=reason)


class Sender(Protocol):
    """Whatever delivers letters, at least once."""

    def send(self, letter: Letter) -> None:
        """Hand the letter over; once it returns the peer has it durably; raises Undelivered, NoRoom."""
