"""Addresses below an item where its next edition is written."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.item import Item
from wangting.rules.access import Facts
from wangting.rules.editing import PARTS
from wangting.views.traversal.context import Context


class OfItem(Context):
    """What belongs to one item: it lies in the department that answers for the item."""

    item: Item

    def facts(self) -> Facts:
        """Return what a permission on the item is decided on."""
        return self.room.maintaining.facts(self.item.code)


class OfficeEdit(OfItem):
    """``/office/items/<code>/edit``: the parts of the draft."""

    def __init__(self, request: Request, parent: OfItem, name: str) -> None:
        super().__init__(request, parent, name)
        self.item = parent.item

    def __getitem__(self, part: str) -> OfficeEditPart:
        if part not in PARTS:
            raise KeyError(part)
        return OfficeEditPart(self.request, self, part)


class OfficeEditPart(OfItem):
    """``/office/items/<code>/edit/<part>``: one part of the draft."""

    def __init__(self, request: Request, parent: OfficeEdit, name: str) -> None:
        super().__init__(request, parent, name)
        self.item = parent.item
