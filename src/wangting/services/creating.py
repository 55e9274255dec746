"""A new item of the central office: nothing but a first draft, until somebody else reviews and publishes it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wangting.clock import Clock, minute_of
from wangting.content.item import Deed, Item
from wangting.declare.itemschema import CODE
from wangting.errors import Refused
from wangting.rules.editing import GENERIC, Data, copied
from wangting.rules.exchange import EDITION, OFFICE, WRONG, Row
from wangting.rules.genericform import FIRST
from wangting.rules.hierarchy import NOWHERE
from wangting.services.editing import latest
from wangting.services.exchanging.checking import Ground
from wangting.services.exchanging.plain import plain_of
from wangting.services.exchanging.service import Exchanging
from wangting.services.publishing.service import WRITTEN

#: How the codes of the office's own items begin, and how many figures they have at least: no source uses them.
OWN, FIGURES = "BZ", 4
OWN_CODE = re.compile(rf"{OWN}(\d+)")
LONGEST_CODE = 50


class Creating:
    """Begins items; ``exchanging`` has a maker of items, because a new item is taken like a row of a file."""

    def __init__(self, *, catalogue: Mapping[str, Item], exchanging: Exchanging, ground: Ground, clock: Clock) -> None:
        self._catalogue = catalogue
        self._exchanging = exchanging
        self._ground = ground
        self._clock = clock

    def create(self, name: str, item_class: str | None, by: int, code: str = "", like: str = "", *,
               sees_drafts: bool = True) -> str:  # fmt: skip
        """Make an item with a first draft and return its code: ``code``, or the next of the office's own.

        The draft says what the item ``like`` says, or nothing but the name; of an item of others the maker
        ``sees_drafts`` no more than anybody outside.  Raises Refused ``code_form``,
        ``code_taken``, ``no_such_item`` and ``item_unfit``.
        """
        if code and (len(code) > LONGEST_CODE or not re.fullmatch(CODE, code)):
            raise Refused("code_form")
        if code in self._catalogue:
            raise Refused("code_taken")
        source = latest(self._catalogue[like], sees_drafts=sees_drafts) if like in self._catalogue else None
        if like and source is None:
            raise Refused("no_such_item")
        now = self._clock.now()
        edition = {**self._blank(name), "effective": now.date().isoformat()}
        if source is not None:
            edition = copied(edition, plain_of(self._catalogue[like], self._ground.generic, source)[EDITION])
        item = {"code": code or self.next_code(), "class": item_class, **NOWHERE._asdict(), "legacy_code": None,
                "source": OFFICE, "agency": None, "aliases": [], "note": None,
                EDITION: {**edition, "stage": "draft"}}  # fmt: skip
        deed = Deed(WRITTEN, by, minute_of(now))
        (verdict,) = self._exchanging.take([Row("", item)], deed=deed)
        if verdict.outcome == WRONG:
            raise Refused("item_unfit", faults=verdict.faults)
        return verdict.code

    def next_code(self) -> str:
        """Return the next code of the office's own.

        Two who ask at once get the same one; the second to commit collides with the first and is tried again.
        """
        found = (OWN_CODE.fullmatch(code) for code in self._catalogue)
        last = max((int(one[1]) for one in found if one), default=0)
        return f"{OWN}{last + 1:0{FIGURES}}"

    def _blank(self, name: str) -> Data:
        """Return an edition that says nothing yet, with the common form and the ordinary workflow."""
        return {"number": FIRST, "name": name, "conditions": None, "legal_limit": None, "promised_limit": None,
                "visits": None, "service_object": [], "materials": [], "fee": None, "steps": [],
                "workflow": self._ground.generic.ordinary, "certificate": None, "form": GENERIC}  # fmt: skip
