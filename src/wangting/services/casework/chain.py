"""Writes entries of the ledger and verifies its chain."""

from __future__ import annotations

import secrets
from datetime import datetime

from wangting.content.case import Case
from wangting.content.ledger import Entry
from wangting.rules.ledger import digest_of, entry_hash
from wangting.services.casework.deed import Deed


def append_entry(deed: Deed) -> Entry:
    """Append the trace of ``deed`` to its case's ledger and return it."""
    case, opinion = deed.case, deed.opinion.strip()
    salt = secrets.token_hex(16) if opinion else ""
    document = deed.workflow.documents.get(deed.act)
    unhashed = Entry(
        number=len(case.ledger) + 1,
        act=deed.act,
        source=deed.transition.source,
        target=deed.transition.target,
        branch="main",
        post=deed.post,
        who=deed.asker.key if isinstance(deed.asker.key, int) else None,
        at=_iso(deed.at),
        recorded=_iso(deed.now),
        opinion=opinion,
        opinion_digest=digest_of(opinion, salt) if opinion else "",
        salt=salt,
        documents=(document,) if document else (),
        facts=tuple(sorted((name, _plain(value)) for name, value in deed.facts.items())),
        previous=case.head,
        hash="",
    )
    entry = unhashed._replace(hash=entry_hash(unhashed.hashed_fields(), unhashed.previous))
    case.ledger += (entry,)
    return entry


def broken_entry(case: Case) -> int | None:
    """Return the number of the first entry whose hash, link or opinion does not match, or None."""
    previous = ""
    for place, entry in enumerate(case.ledger, start=1):
        intact = (
            entry.number == place
            and entry.previous == previous
            and entry.hash == entry_hash(entry.hashed_fields(), previous)
            and _opinion_intact(entry)
        )
        if not intact:
            return place
        previous = entry.hash
    return None


def _opinion_intact(entry: Entry) -> bool:
    """Say whether the opinion is the one that was written; one that was erased no longer says anything."""
    return not entry.opinion or entry.opinion_digest == digest_of(entry.opinion, entry.salt)


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _plain(value: object) -> object:
    return list(value) if isinstance(value, (tuple, set, frozenset)) else value
