"""What every side store offers; the contract suite in ``tests/contract/gateways`` holds each of them to it.

All rooms raise NoRoom when the disk is full or the store is busy, never a fault of the database library.
Moments come from the clock the store was opened with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from wangting.gateways.side.records import (
    Delays,
    Draft,
    FileLimits,
    FileRef,
    Look,
    Parked,
    Query,
    Session,
    SessionLimits,
    Unanswered,
)


class Sessions(Protocol):
    """Sessions of signed-in people and of visitors; the browser holds an id of 256 random bits."""

    def new(self, data: Mapping[str, object], kind: str, party: int | None = None) -> str:
        """Begin a session and return its id."""

    def load(self, session_id: str, limits: Mapping[str, SessionLimits]) -> Session | None:
        """Return the session if it lives by the limits of its kind; touches it at most once a minute."""

    def save(self, session_id: str, data: Mapping[str, object]) -> bool:
        """Replace the data; False when the session has ended in the meantime."""

    def rotate(self, session_id: str, data: Mapping[str, object], kind: str, party: int | None) -> str:
        """End the session and begin another (at sign-in, switching person): the new id."""

    def end(self, session_id: str) -> None:
        """End the session, if there is one."""

    def end_key(self, party: int, key: str) -> bool:
        """End the session of ``party`` that a list showed under ``key``."""

    def end_all(self, party: int, except_id: str | None = None) -> int:
        """End all sessions of ``party`` but one; return how many."""

    def list(self, party: int) -> Sequence[Session]:
        """Return the sessions of ``party``, last used first."""

    def sweep(self, limits: Mapping[str, SessionLimits]) -> int:
        """Remove the sessions that are over; return how many."""


class Throttles(Protocol):
    """Delays of sign-in and limits of rate."""

    def attempt(self, account: str, network: str, delays: Delays) -> int:
        """Count a try at signing in before it is made; return 0 or the seconds to wait (then it must not be made)."""

    def succeeded(self, account: str, network: str) -> None:
        """Forget the failures of the account from this network."""

    def hit(self, key: str, limit: int, seconds: int) -> int:
        """Count one use of ``key``; return 0, or the seconds to wait beyond ``limit`` in a window of ``seconds``."""

    def sweep(self) -> int:
        """Remove counts that are over; return how many."""


class Drafts(Protocol):
    """Applications not yet filed; what is acknowledged survives a power cut."""

    def create(self, owner: int, hall: str, item_code: str, edition: int) -> Draft:
        """Begin a draft with an id of 128 random bits in hexadecimal."""

    def begin(self, owner: int, hall: str, item_code: str, edition: int, most: int) -> Draft:
        """Return the owner's open draft of the item, begun now when there is none: two tabs get the same one.

        Raises Refused (``too_many_drafts``) when the owner has ``most`` open drafts already.
        """

    def get(self, draft_id: str) -> Draft:
        """Return the draft; raises NotFound."""

    def list(self, owner: int) -> Sequence[Draft]:
        """Return the owner's drafts that are not filed, last changed first."""

    def count_of_item(self, item_code: str) -> Mapping[str, int]:
        """Return how many drafts of an item are not filed, by hall; a hall without one is not there."""

    def save_values(self, draft_id: str, values: Mapping[str, object]) -> Draft:
        """Merge ``values`` by field id, None removes; raises NotFound, Refused when filed already."""

    def move_edition(self, draft_id: str, edition: int) -> Draft:
        """Let the draft follow another edition, answers kept; raises NotFound, Refused when filed already."""

    def add_file(self, draft_id: str, field: str, ref: FileRef, limits: FileLimits) -> Draft:
        """Record a staged file; raises NotFound, Refused (``too_many_files``, filed), TooLarge.

        TooLarge is ``case_too_large`` or, for all drafts of the owner together, ``drafts_too_large``.
        """

    def remove_file(self, draft_id: str, field: str, sha256: str) -> Sequence[str]:
        """Forget a file; return the SHA-256 that no draft uses any more, for ``Staging.discard``."""

    def delete(self, draft_id: str) -> Sequence[str]:
        """Forget the draft; return the SHA-256s that nobody uses any more."""

    def mark_submitted(self, draft_id: str, number: str) -> Sequence[str]:
        """After the commit: keep only the number; return the SHA-256s that nobody uses any more."""

    def sweep(self, before: datetime) -> Sequence[str]:
        """Forget the drafts that nobody changed since ``before``; return the SHA-256s that nobody uses any more."""

    def uses_of(self, sha256: str) -> int:
        """Return how many drafts and parked posts use a staged file."""


class Parking(Protocol):
    """The lot for posts whose session had ended."""

    def park(self, draft_id: str, values: Mapping[str, object], files: Mapping[str, Sequence[FileRef]]) -> str:
        """Keep what was posted and return the token under which it can be taken, for a day."""

    def read(self, token: str) -> Parked | None:
        """Return what was parked and leave it there; the caller checks that the draft is the reader's."""

    def take(self, token: str) -> Parked | None:
        """Return what was parked, once."""

    def sweep(self) -> Sequence[str]:
        """Remove what is too old; return the SHA-256s that nobody uses any more."""


class Codes(Protocol):
    """One-time codes and tokens, stored as keyed hashes only."""

    def issue(self, purpose: str, subject: str, lifetime: timedelta, tries: int = 5, digits: int = 6) -> str:
        """Return a new code of digits for ``subject``; an earlier one of the same purpose is dead."""

    def redeem(self, purpose: str, subject: str, code: str) -> bool:
        """Say whether the code is right, in time and unused; a wrong one costs a try."""

    def issue_token(self, purpose: str, payload: Mapping[str, object], lifetime: timedelta) -> str:
        """Return a token of 256 random bits that brings ``payload``."""

    def redeem_token(self, purpose: str, token: str) -> dict[str, object] | None:
        """Return the payload, once and in time."""

    def sweep(self) -> int:
        """Remove what is over; return how many."""


class Looks(Protocol):
    """Who looked at which person or case: the person can see it (QUALITY 4)."""

    def note(self, viewer: int, post: str, why: str, *, person: int | None = None, case: str | None = None) -> None:
        """Write one look."""

    def of_person(self, person: int, limit: int = 100) -> Sequence[Look]:
        """Return the last looks at a person, newest first."""

    def of_case(self, case: str, limit: int = 100) -> Sequence[Look]:
        """Return the last looks at a case, newest first."""


class Queries(Protocol):
    """What people searched for, to learn the words they use."""

    def note(self, hall: str | None, text: str, results: int) -> None:
        """Write one search; groups of six or more digits are masked, they may be an ID or a phone number."""

    def latest(self, limit: int = 100) -> Sequence[Query]:
        """Return the last searches, newest first."""

    def unanswered(self, limit: int, offset: int = 0) -> Sequence[Unanswered]:
        """Return the words that found nothing, the most asked first, then the latest."""

    def forget(self, text: str) -> None:
        """Forget the searches that found nothing by exactly these words."""


class SideStore(Protocol):
    """The rooms together."""

    sessions: Sessions
    throttles: Throttles
    drafts: Drafts
    parked: Parking
    codes: Codes
    looks: Looks
    queries: Queries

    def backup(self, target: Path) -> None:
        """Write a consistent copy to ``target`` while others write; raises NoRoom."""

    def close(self) -> None:
        """Close every connection."""
