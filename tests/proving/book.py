"""What people were told while the server was being killed, and what is left of it afterwards."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from proving.recount import recount
from wangting.errors import WangtingError
from wangting.services.workroom import Workroom

#: How a fault begins that a person would notice: something acknowledged is gone.
LOST = "lost: "


class Book:
    """Notes each acknowledgement after its answer was read whole, and how many requests are under way."""

    def __init__(self) -> None:
        self.receipts: dict[str, str] = {}
        self.acts: list[tuple[str, str]] = []
        self.uploads: list[tuple[str, str]] = []
        self.people: list[str] = []
        self.surprises: list[str] = []
        self.broken = 0
        self.sent_again = 0
        self.under_way = 0
        self._told = threading.Condition()

    @contextmanager
    def request(self) -> Iterator[None]:
        """Count a request that changes something as under way until its answer is there."""
        with self._told:
            self.under_way += 1
        try:
            yield
        finally:
            with self._told:
                self.under_way -= 1

    def receipt(self, number: str, content: bytes) -> None:
        """Note that a citizen was shown ``number`` for a case with a file of these bytes."""
        with self._told:
            self.receipts[number] = hashlib.sha256(content).hexdigest()
            self._told.notify_all()

    def act(self, number: str, name: str) -> None:
        """Note that an officer was told that an act was done."""
        with self._told:
            self.acts.append((number, name))
            self._told.notify_all()

    def wait_for_news(self, seconds: float) -> bool:
        """Return soon after the next receipt or act; False when none came."""
        with self._told:
            return self._told.wait(seconds)

    def faults(self, room: Workroom) -> list[str]:
        """Return what of all this is not there, and what does not add up besides."""
        return [*self._lost(room), *recount(room, sealed=True)]

    def _lost(self, room: Workroom) -> Iterator[str]:
        for number, sha256 in self.receipts.items():
            try:
                case = room.tracking.by_number(number)
            except WangtingError:
                yield f"{LOST}receipt {number}"
            else:
                # The recount reads the bytes of every file and holds them against the digest on record.
                if sha256 not in {file.sha256 for file in case.files}:
                    yield f"{LOST}the file of {number}"
        for number, name in self.acts:
            try:
                done = {entry.act for entry in room.tracking.by_number(number).ledger}
            except WangtingError:
                done = set()
            if name not in done:
                yield f"{LOST}{name} on {number}"
        for phone in self.people:
            if room.registering.find(phone) is None:
                yield f"{LOST}the account {phone[:3]}"
        yield from self._lost_uploads(room)

    def _lost_uploads(self, room: Workroom) -> Iterator[str]:
        for draft_id, sha256 in self.uploads:
            draft = room.house.side.drafts.get(draft_id)
            if room.filing.receipt(draft_id) is not None:
                continue
            if sha256 not in {ref.sha256 for refs in draft.files.values() for ref in refs}:
                yield f"{LOST}an upload to the draft {draft_id[:6]}"
            else:
                room.house.staging.verify(sha256)
