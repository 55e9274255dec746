"""What an item is and under which it lies, decided by the central office at once, with its trace and its way back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from wangting.clock import Clock, minute_of
from wangting.content.ahead import ahead
from wangting.content.item import Deed, Item
from wangting.content.register import Register
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.hierarchy import Placed, misplaced
from wangting.rules.review import UNDONE
from wangting.rules.taskcode import is_legacy

#: What somebody does with the class of an item.
CLASSIFIED = "classified"
#: What is refused of a code of before that cannot be one.
BAD_LEGACY = "legacy_code_form"


class Classed(NamedTuple):
    """What an item is: its class, such as 行政审批, what it is among items, and the code of the one it lies under.

    ``legacy_code`` is the code that it had before.
    """

    item_class: str | None = None
    rank: str | None = None
    parent: str | None = None
    legacy_code: str | None = None


class Classifying:
    """Classes are the item's own, whichever edition is in force; nobody reviews them, so each change leaves a trace."""

    def __init__(self, *, catalogue: Mapping[str, Item], register: Register, clock: Clock) -> None:
        self._catalogue = catalogue
        self._register = register
        self._clock = clock

    def stands(self, code: str) -> Classed:
        """Return what the item is now; raises NotFound."""
        item = self._item(code)
        return Classed(item.item_class, item.rank, item.parent, item.legacy_code)

    def parts(self, code: str) -> list[Item]:
        """Return the items that lie under this one, by their codes; raises NotFound."""
        return sorted(parts_of(self._catalogue, self._item(code)), key=lambda item: item.code)

    def classify(self, code: str, told: Classed, by: int, seen: Classed, what: str = CLASSIFIED) -> bool:
        """Let the item be what is told, and say whether anything is different.

        ``seen`` is what it was on the page; raises Outdated when somebody else has changed it since, NotFound, and
        Refused with one of ``rules.hierarchy.FAULTS``, or with :data:`BAD_LEGACY`.
        """
        item, stands = self._item(code), self.stands(code)
        if stands != seen:
            raise Outdated
        own, above = Placed(told.rank, told.parent), self._catalogue.get(told.parent or "")
        ranks = [part.rank for part in parts_of(self._catalogue, item)]
        # Under itself it would lie under what it is going to be, not under what it has been.
        over = own if above is item else None if above is None else placed(above)
        fault = misplaced(own, over, ranks)
        if fault is not None:
            raise Refused(fault)
        if told.legacy_code and not is_legacy(told.legacy_code):
            raise Refused(BAD_LEGACY)
        pairs = zip(Classed._fields, stands, told, strict=True)
        changed = tuple((name, before, after) for name, before, after in pairs if before != after)
        if changed:
            item.item_class, item.legacy_code = told.item_class, told.legacy_code
            place(self._catalogue, item, own)
            item.log += (Deed(what, by, minute_of(self._clock.now()), changed=changed),)
            self._register.stamp.move()
        return bool(changed)

    def last(self, code: str) -> tuple[tuple[str, object, object], ...]:
        """Return what was last changed, by whatever way, as long as it still stands so; nothing otherwise."""
        stands = self.stands(code)._asdict()
        told = (tuple(one for one in deed.changed if one[0] in stands) for deed in reversed(self._item(code).log))
        found = next((changed for changed in told if changed), ())
        return found if all(stands[name] == after for name, _before, after in found) else ()

    def undo(self, code: str, by: int, seen: Classed) -> None:
        """Take back what was last changed; raises NotFound, Outdated, and Refused where there is nothing, or a fault.

        Taking it back can be taken back too.
        """
        last = self.last(code)
        if not last:
            raise Refused("nothing_to_change_back")
        before = {name: value for name, value, _after in last}
        self.classify(code, self.stands(code)._replace(**before), by, seen, UNDONE)

    def _item(self, code: str) -> Item:
        found = self._catalogue.get(code)
        if found is None:
            raise NotFound("no_item")
        return found


def placed(item: Item) -> Placed:
    """Return where ``item`` stands."""
    return Placed(item.rank, item.parent)


def parts_of(catalogue: Mapping[str, Item], item: Item) -> Iterator[Item]:
    """Yield what lies under ``item``: one that was taken away may have left its code to another."""
    listed = ahead(part for part in map(catalogue.get, item.parts) if part is not None)
    return (part for part in listed if part.parent == item.code)


def main_item_of(catalogue: Mapping[str, Item], item: Item) -> Item | None:
    """Return the main item that ``item`` lies under, or is with something under it; None where there is none."""
    above = item
    while above is not None and above.parent is not None:
        above = catalogue.get(above.parent)
    return above if above is not None and above.parts else None


def all_parts(catalogue: Mapping[str, Item], main: Item) -> Iterator[str]:
    """Yield the codes of the main item ``main``, of its parts, and of what lies under these."""
    yield main.code
    for part in parts_of(catalogue, main):
        yield part.code
        yield from (one.code for one in parts_of(catalogue, part))


def place(catalogue: Mapping[str, Item], item: Item, told: Placed) -> None:
    """Let ``item`` stand where it is told; it was judged before.

    What it lies under is written too: whoever makes that something else at the same moment collides.
    """
    if told == placed(item):
        return
    item.rank = told.rank
    for code, lies in ((item.parent, False), (told.parent, True)):
        above = None if code is None else catalogue.get(code)
        if above is not None:
            others = tuple(part for part in above.parts if part != item.code)
            above.parts = (*others, item.code) if lies else others
    item.parent = told.parent
