"""What a hall tells people: its pages, and announcements of its own and of the city while they are current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from wangting.content.announcement import Announcement
from wangting.content.hall import Hall
from wangting.content.page import Page
from wangting.errors import NotFound


class Announcing:
    """Reads what site managers wrote; ``today`` decides what is current."""

    def __init__(self, site: Mapping[str, object], today: date) -> None:
        self._site = site
        self._today = today

    def current(self, hall: Hall) -> list[Announcement]:
        """Return what ``hall`` announces today, the city's word included, newest first."""
        found = [one for one in self._all(hall) if one.has_begun(self._today) and not one.is_over(self._today)]
        return sorted(found, key=lambda one: (one.since, one.__name__), reverse=True)

    def announcement(self, hall: Hall, name: str) -> Announcement:
        """Return one by its name, also when it is over: old links are followed; raises NotFound before it begins."""
        for one in self._all(hall):
            if one.__name__ == name and one.has_begun(self._today):
                return one
        raise NotFound("no_announcement")

    def is_over(self, announcement: Announcement) -> bool:
        """Return whether ``announcement`` is no longer current."""
        return announcement.is_over(self._today)

    def pages(self, hall: Hall) -> list[Page]:
        """Return the pages of ``hall`` in the order of their names."""
        return [found for _, found in sorted(hall.items()) if isinstance(found, Page)]

    def page(self, hall: Hall, name: str) -> Page:
        """Return one page by its name; raises NotFound."""
        found = hall.get(name)
        if not isinstance(found, Page):
            raise NotFound("no_page")
        return found

    def _all(self, hall: Hall) -> Iterator[Announcement]:
        """Yield the city's and then the hall's."""
        for folder in (self._site, hall):
            yield from (found for found in folder.values() if isinstance(found, Announcement))
