"""``/<hall>/pages`` and ``/<hall>/announcements``: what site managers wrote."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.announcement import Announcement
from wangting.content.page import Page
from wangting.views.traversal.context import Context


class Pages(Context):
    """``/<hall>/pages``."""

    def __getitem__(self, name: str) -> PageContext:
        return PageContext(self.request, self, self.room.announcing.page(self.hall, name))


class PageContext(Context):
    """``/<hall>/pages/<name>``."""

    def __init__(self, request: Request, parent: Context, written: Page) -> None:
        super().__init__(request, parent, written.__name__)
        self.written = written


class Announcements(Context):
    """``/<hall>/announcements``."""

    def __getitem__(self, name: str) -> AnnouncementContext:
        return AnnouncementContext(self.request, self, self.room.announcing.announcement(self.hall, name))


class AnnouncementContext(Context):
    """``/<hall>/announcements/<name>``: the hall's own, or the city's."""

    def __init__(self, request: Request, parent: Context, written: Announcement) -> None:
        super().__init__(request, parent, written.__name__)
        self.written = written
