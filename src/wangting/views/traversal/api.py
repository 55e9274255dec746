"""The tree of the API (DESIGN 9)."""

from __future__ import annotations

from pyramid.request import Request

from wangting.services.catalogue import Offer
from wangting.views.traversal.context import Context
from wangting.views.traversal.items import offered


class Api(Context):
    """``/api``."""

    def __getitem__(self, name: str) -> ApiV1:
        if name != "v1":
            raise KeyError(name)
        return ApiV1(self.request, self, name)


class ApiV1(Context):
    """``/api/v1``: the views are the resources of the API, and items go further down."""

    def __getitem__(self, name: str) -> ApiItems:
        if name != "items":
            raise KeyError(name)
        return ApiItems(self.request, self, name)


class ApiItems(Context):
    """``/api/v1/items``, and below it ``/<hall>/<code>``."""

    def __getitem__(self, key: str) -> ApiHallItems:
        return ApiHallItems(self.request, self, key)


class ApiHallItems(Context):
    """``/api/v1/items/<hall>``: only the way to its items."""

    def __init__(self, request: Request, parent: Context, key: str) -> None:
        super().__init__(request, parent, key)
        self.hall = self.room.catalogue.open_hall(key)

    def __getitem__(self, code: str) -> ApiItem:
        return ApiItem(self.request, self, code)


class ApiItem(Context):
    """``/api/v1/items/<hall>/<code>``: the guide for machines."""

    def __init__(self, request: Request, parent: Context, code: str) -> None:
        super().__init__(request, parent, code)
        self.offer: Offer = offered(self.room, self.hall, code)
