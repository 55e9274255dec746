"""What happened to an item, put together from its own log and those of its editions."""

from __future__ import annotations

from typing import NamedTuple

from wangting.content.item import Deed, Edition, Item


class Lived(NamedTuple):
    """One thing that happened: what somebody did, and to which edition; None where it was done to the item itself."""

    deed: Deed
    edition: Edition | None = None


def history_of(item: Item) -> list[Lived]:
    """Return what happened to ``item``, the newest first; of one minute what was written down later."""
    told = [Lived(deed) for deed in item.log]
    told += [Lived(deed, edition) for edition in item.editions for deed in edition.log]
    return sorted(told, key=lambda one: one.deed.at)[::-1]
