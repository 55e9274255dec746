"""Two logs that a GET may write: who looked at whom, and what was searched for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wangting.gateways.side.records import Look, Query, Unanswered
from wangting.gateways.side.room import Room, moment

_LONG_NUMBER = re.compile(r"\d{6,}[Xx]?")
_QUERY_LETTERS = 100
_OF_PERSON = """SELECT at, viewer, post, person, case_number, why FROM look
    WHERE person = ? ORDER BY at DESC, rowid DESC LIMIT ?"""
_OF_CASE = """SELECT at, viewer, post, person, case_number, why FROM look
    WHERE case_number = ? ORDER BY at DESC, rowid DESC LIMIT ?"""
_UNANSWERED = """SELECT text, COUNT(*), MAX(at) FROM query WHERE results = 0
    GROUP BY text ORDER BY COUNT(*) DESC, MAX(at) DESC, text LIMIT ? OFFSET ?"""


class StoredLooks(Room):
    """Who looked at which person or case; see ``interface.Looks``."""

    def note(self, viewer: int, post: str, why: str, *, person: int | None = None, case: str | None = None) -> None:
        """Write one look; ``why`` is a reason from a list or a case number, never personal data; raises NoRoom."""
        with self._database.write() as store:
            store.execute("INSERT INTO look VALUES (?, ?, ?, ?, ?, ?)", (self._now(), viewer, post, person, case, why))

    def of_person(self, person: int, limit: int = 100) -> Sequence[Look]:
        """Return the last looks at a person, newest first."""
        return self._looks(_OF_PERSON, person, limit)

    def of_case(self, case: str, limit: int = 100) -> Sequence[Look]:
        """Return the last looks at a case, newest first."""
        return self._looks(_OF_CASE, case, limit)

    def _looks(self, statement: str, value: object, limit: int) -> Sequence[Look]:
        return tuple(Look(moment(at), *rest) for at, *rest in self._database.rows(statement, value, limit))


class StoredQueries(Room):
    """What people searched for; see ``interface.Queries``."""

    def note(self, hall: str | None, text: str, results: int) -> None:
        """Write one search of at most 100 letters, groups of six or more digits masked; raises NoRoom."""
        masked = _LONG_NUMBER.sub("#", text)[:_QUERY_LETTERS]
        with self._database.write() as store:
            store.execute("INSERT INTO query VALUES (?, ?, ?, ?)", (self._now(), hall, masked, results))

    def latest(self, limit: int = 100) -> Sequence[Query]:
        """Return the last searches, newest first."""
        found = self._database.rows(
            "SELECT at, hall, text, results FROM query ORDER BY at DESC, rowid DESC LIMIT ?", limit
        )
        return tuple(Query(moment(at), *rest) for at, *rest in found)

    def unanswered(self, limit: int, offset: int = 0) -> Sequence[Unanswered]:
        """Return the words that found nothing, the most asked first, then the latest."""
        found = self._database.rows(_UNANSWERED, limit, offset)
        return tuple(Unanswered(text, times, moment(last)) for text, times, last in found)

    def forget(self, text: str) -> None:
        """Forget the searches that found nothing by exactly these words; raises NoRoom."""
        with self._database.write() as store:
            store.execute("DELETE FROM query WHERE results = 0 AND text = ?", (text,))
