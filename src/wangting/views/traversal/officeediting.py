"""Addresses below an item where its next edition is written."""

from __future__ import annotations

from pyramid.request import Request

from wangting.content.item import Item
from wangting.rules.editing import PARTS
from wangting.views.traversal.context import Context


class OfficeEdit(Context):
    """``/office/items/<code>/edit``: the parts of the draft."""

    def __init__(self, request: Request, parent: Context, name: str) -> None:
        super().__init__(request, parent, name)
        self.item: Item = parent.item

    def __getitem__(self, part: str) -> OfficeEditPart:
        if part not in PARTS:
            raise KeyError(part)
        return OfficeEditPart(self.request, self, part)


class OfficeEditPart(Context):
    """``/office/items/<code>/edit/<part>``: one part of the draft."""

    def __init__(self, request: Request, parent: OfficeEdit, name: str) -> None:
        super().__init__(request, parent, name)
        self.item: Item = parent.item
