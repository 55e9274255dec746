"""Writes the announcements of one hall; what was said once is withdrawn by its last day, not deleted."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from wangting.clock import Clock
from wangting.content.announcement import ANNOUNCEMENT, Announcement
from wangting.content.hall import Hall
from wangting.content.register import Stamp
from wangting.errors import NotFound, Refused
from wangting.services.administering.recording import Recording

#: What an announcement says and when; names of its attributes.
WORDS = ("title", "title_en", "text", "text_en")


class Writing:
    """Announcements of ``hall``; ``make`` makes one of a content type, as Substance D wants it made."""

    def __init__(self, *, hall: Hall, stamp: Stamp, clock: Clock, make: Callable[[str], Announcement]) -> None:
        self._hall = hall
        self._stamp = stamp
        self._clock = clock
        self._make = make

    def all(self) -> list[Announcement]:
        """Return those of the hall itself, newest first; the city's are not the hall's to change."""
        found = [one for one in self._hall.values() if isinstance(one, Announcement)]
        return sorted(found, key=lambda one: (one.since, one.__name__), reverse=True)

    def one(self, name: str) -> Announcement:
        """Return one by its name; raises NotFound."""
        found = self._hall.get(name)
        if not isinstance(found, Announcement):
            raise NotFound("no_announcement")
        return found

    def faults(self, since: date, until: date | None) -> list[tuple[str, str]]:
        """Return (field, code) of what is wrong with the days."""
        return [("until", "post_backwards")] if until is not None and until < since else []

    def announce(self, words: Mapping[str, str], since: date, until: date | None, recording: Recording) -> Announcement:
        """Make one under a name of its own; raises Refused for days that are the wrong way round."""
        self._demand(since, until)
        made = self._make(ANNOUNCEMENT)
        self._fill(made, words, since, until)
        name = f"{self._clock.now():%Y%m%d}-{secrets.token_hex(3)}"
        self._hall[name] = made
        self._stamp.move()
        recording.note("announce", name, title=made.title, since=since, until=until)
        return made

    def edit(self, found: Announcement, words: Mapping[str, str], since: date, until: date | None,
             recording: Recording) -> None:  # fmt: skip
        """Change one; what it said before is in the journal by its title and days."""
        self._demand(since, until)
        before = {"title_before": found.title, "since_before": found.since, "until_before": found.until}
        self._fill(found, words, since, until)
        self._stamp.move()
        recording.note("edit_announcement", found.__name__, title=found.title, since=since, until=until, **before)

    def withdraw(self, found: Announcement, recording: Recording) -> None:
        """Let it be over since yesterday: the old link says so, the list does not show it."""
        found.until = self._clock.now().date() - timedelta(days=1)
        found.since = min(found.since, found.until)
        self._stamp.move()
        recording.note("withdraw_announcement", found.__name__, title=found.title)

    def _demand(self, since: date, until: date | None) -> None:
        for _field, code in self.faults(since, until):
            raise Refused(code)

    @staticmethod
    def _fill(found: Announcement, words: Mapping[str, str], since: date, until: date | None) -> None:
        for name in WORDS:
            setattr(found, name, words.get(name, "").strip())
        found.since, found.until = since, until
