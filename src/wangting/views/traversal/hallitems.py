"""Addresses of a hall's items in its administration: what it lays over each, and what has come from the city."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.item import Item
from wangting.services.publishing.overlaying import Overlaying
from wangting.views.traversal.context import Context


class HallItems(Context):
    """``/<hall>/admin/items``: the hall's own items and its to-dos from the central office."""

    staff = True

    @property
    def overlaying(self) -> Overlaying:
        """What lays things over the items of this hall."""
        return self.room.overlaying(self.hall)

    def __getitem__(self, code: str) -> HallItem:
        self.request.context = self
        return HallItem(self.request, self, code)


class HallItem(Context):
    """``/<hall>/admin/items/<code>``: one item, offered here or not."""

    def __init__(self, request: Request, parent: HallItems, code: str) -> None:
        super().__init__(request, parent, code)
        self.overlaying = parent.overlaying
        self.item: Item = self.overlaying.item(code)
