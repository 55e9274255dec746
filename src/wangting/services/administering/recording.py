"""Writes what was done in the administration of a hall into its journal, and verifies the chain."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from wangting.clock import Clock
from wangting.content.journal import Deed, Journal
from wangting.rules.ledger import canonical

#: Who did it when a command did: nobody of the directory.
NOBODY = 0
#: Every word that may stand as the act of a deed.
ACTS = (
    "overlay", "appoint", "end_post", "stand_in", "end_stand_in", "add_official", "import_official", "shut_out",
    "let_in", "new_password", "add_department", "add_station", "rename_department", "close_department",
    "open_department", "add_agent", "announce", "edit_announcement", "withdraw_announcement", "close_hall", "open_hall",
    "window_password", "drop_item", "drop_template",
)  # fmt: skip


class Recording:
    """Appends deeds of one administrator, whose id is ``by``."""

    def __init__(self, journal: Journal, clock: Clock, by: int) -> None:
        self._journal = journal
        self._clock = clock
        self.by = by

    def note(self, act: str, subject: object, reason: str = "", **facts: object) -> Deed:
        """Write one deed and return it; a day among ``facts`` is kept as ISO 8601."""
        unhashed = Deed(
            number=len(self._journal) + 1,
            at=iso(self._clock.now()),
            by=self.by,
            act=act,
            subject=str(subject),
            reason=reason.strip(),
            facts=tuple(sorted((name, _plain(value)) for name, value in facts.items())),
            previous=self._journal.head,
            hash="",
        )
        deed = unhashed._replace(hash=_hash_of(unhashed))
        self._journal.append(deed)
        return deed


def broken_deed(journal: Journal) -> int | None:
    """Return the number of the first deed whose place, link or hash does not match, or None."""
    previous = ""
    for place, deed in enumerate(journal, 1):
        if deed.number != place or deed.previous != previous or deed.hash != _hash_of(deed):
            return place
        previous = deed.hash
    return None if journal.head == previous else len(journal) + 1


def iso(moment: datetime) -> str:
    """Return ``moment`` as it is kept in the database."""
    return moment.isoformat(timespec="seconds")


def _hash_of(deed: Deed) -> str:
    return hashlib.sha256(canonical(deed.hashed_fields())).hexdigest()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
