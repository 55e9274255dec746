"""公告: what a hall, or the city in all halls, tells people for a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from wangting.substrate.record import DAY, TEXT, Field, Record, record

#: The content type, by which the folders of a site are asked for them.
ANNOUNCEMENT = "Announcement"


@record(
    ANNOUNCEMENT,
    icon="glyphicon glyphicon-bullhorn",
    under=("Root", "Hall"),
    fields=(
        Field("title", "标题 Title"),
        Field("title_en", "英文标题 English title", needed=False),
        Field("text", "正文 Text", TEXT, longest=20_000, hint="Plain text; an empty line begins a new paragraph."),
        Field("text_en", "英文正文 English text", TEXT, needed=False, longest=40_000),
        Field("since", "从哪天起 First day", DAY),
        Field("until", "到哪天止 Last day", DAY, needed=False, hint="That day included; empty: until it is removed."),
    ),
)
class Announcement(Record):
    """Shown from the day ``since`` to the day ``until``, both included; ``until`` None has no end.

    In a hall's folder it is that hall's, at the root of the site it is everybody's.
    """

    title = title_en = text = text_en = ""
    since = date.min
    until: date | None = None

    def has_begun(self, day: date) -> bool:
        """Return whether it may be read on ``day``."""
        return self.since <= day

    def is_over(self, day: date) -> bool:
        """Return whether it is no longer current on ``day``."""
        return self.until is not None and self.until < day

    @classmethod
    def faults(cls, folder: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield what is wrong: an end before the beginning, a name that is taken on the other level.

        City and hall share the addresses of a hall's announcements, where the city's would hide the hall's.
        """
        if values["until"] is not None and values["until"] < values["since"]:
            yield "until", "The last day lies before the first."
        if values["name"] in _beside(folder):
            yield "name", "An announcement of this name is shown in the same hall already; choose another name."


def _beside(folder: Any) -> set[str]:
    """Return the names of announcements that share an address with one in ``folder``."""
    site = folder.__parent__.__parent__ if folder.__parent__ is not None else None
    others = (site,) if site is not None else folder["halls"].values()
    return {name for other in others for name, found in other.items() if isinstance(found, Announcement)}
