"""What a hall lays over an item (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from persistent import Persistent

from wangting.content.item import Deed, Edition, Item
from wangting.rules.ending import is_over


class Implementation(Persistent):
    """实施清单: what one hall lays over one item.  It may promise less time; never add a material, a step or days.

    ``points`` are the coordinates (latitude, longitude in degrees, WGS 84) of those of ``places`` that have any, by
    their words.  ``task_code`` and ``handled_code`` are the 实施编码 and the 业务办理项编码 that it was given, empty
    where it was given none (``rules.taskcode``).  ``wording`` is the hall's own help by the part of the edition it
    belongs to (``rules.edition``).
    ``log`` says who decided what, oldest first; its notes name the fields.  ``ends`` is the item's own end, kept here
    too: lists count what a hall offers without reading its items.
    """

    ends: date | None = None
    points: Mapping[str, tuple[float, float]] = MappingProxyType({})
    wording: Mapping[str, str] = MappingProxyType({})
    task_code = ""
    handled_code = ""
    log: tuple[Deed, ...] = ()

    def __init__(self, item: Item, hall: str, unit: str, *, promised: tuple[int, str] | None = None,
                 places: tuple = (), hours: str = "", phones: tuple = ()) -> None:  # fmt: skip
        self.item = item
        self.hall = hall
        self.unit = unit
        self.promised = promised
        self.places = places
        self.hours = hours
        self.phones = phones
        self.on = True
        self.ends = item.ends

    def is_offered(self, day: date) -> bool:
        """Say whether the hall offers the item on ``day``: it has switched it on, and the item has not ended."""
        return self.on and not is_over(self.ends, day)

    def promised_limit(self, edition: Edition) -> tuple[int, str] | None:
        """Return the promise here: the hall's shorter one, else the edition's."""
        return self.promised or edition.promised_limit

    def decided(self, field: str) -> Deed | None:
        """Return who last decided ``field`` of the overlay, None where it is as it was declared."""
        return next((deed for deed in reversed(self.log) if deed.what == field), None)
