"""``/<hall>/laws``: the law texts that the house holds."""

from __future__ import annotations

from pyramid.request import Request

from wangting.errors import NotFound
from wangting.rules.law import Law
from wangting.views.traversal.context import Context


class Laws(Context):
    """``/<hall>/laws``."""

    def __getitem__(self, key: str) -> LawContext:
        # What is not there is told in the dress of the hall where it was looked for.
        self.request.context = self
        return LawContext(self.request, self, key)


class LawContext(Context):
    """``/<hall>/laws/<law>``: one law, as far as it is held."""

    def __init__(self, request: Request, parent: Context, key: str) -> None:
        super().__init__(request, parent, key)
        found = self.room.house.trade.laws.laws.get(key)
        if found is None:
            raise NotFound("no_law")
        self.law: Law = found
