"""Sends the catalogue out as plain items, and takes them back: a look first, then everything or nothing, as drafts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import partial

from wangting.content.item import Deed, Edition, Item
from wangting.content.register import Register
from wangting.errors import Refused
from wangting.rules.exchange import CHANGED, EDITION, NEW, SAME, TOLD_ONLY, WRONG, Fault, Row, Verdict, changes, kept
from wangting.rules.exchange import touches_edition as touches
from wangting.rules.hierarchy import NOWHERE, Placed
from wangting.services.attaching import is_here
from wangting.services.classifying import placed
from wangting.services.exchanging.checking import Checking, Ground
from wangting.services.exchanging.placing import Placing
from wangting.services.exchanging.plain import plain_of

DRAFT = "draft"

#: Makes an item of the site: the Substance D factory behind a call.
Make = Callable[..., Item]


class Exchanging:
    """The catalogue as plain items; what comes in is never published by coming in (DESIGN 5).

    ``make`` makes an item of the site; without it nothing can be taken.
    """

    def __init__(self, *, catalogue: MutableMapping[str, Item], register: Register, ground: Ground,
                 make: Make | None = None) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._register = register
        self._ground = ground
        self._make = make

    def __len__(self) -> int:
        return len(self._catalogue)

    def items(self) -> Iterator[dict[str, object]]:
        """Yield every item of the catalogue by its code."""
        for code in sorted(self._catalogue.keys()):
            yield plain_of(self._catalogue[code], self._ground.generic)

    def plan(self, rows: Iterable[Row]) -> Iterator[Verdict]:
        """Yield what :meth:`take` would do with each row; nothing is written.

        What says where an item stands among others is told last, when all of them have been read.
        """
        placing = Placing(self._catalogue)
        for verdict, item in self._judged(rows):
            if not placing.keeps(verdict, item):
                yield verdict
        yield from placing.judged()

    def take(self, rows: Iterable[Row], done: Callable[[int], object] = lambda _number: None,
             deed: Deed | None = None) -> Iterator[Verdict]:  # fmt: skip
        """Do what each row says and yield what that was; the caller commits, or aborts when a verdict is wrong.

        What belongs to the item alone (class, place, aliases, note, agency) is changed at once, and ``deed`` goes into
        its log with what stood there before and after; what belongs to an edition goes into a draft, and ``deed`` into
        the log of that: whoever brought it cannot review it.
        """
        moved, placing = False, Placing(self._catalogue)
        for number, (verdict, item) in enumerate(self._judged(rows), 1):
            waits = placing.keeps(verdict, item)
            if verdict.outcome in (NEW, CHANGED):
                self._write(item, verdict, deed)
                moved = True
            done(number)
            if not waits:
                yield verdict
        yield from placing.judged()
        placing.settle()
        if moved:
            self._register.stamp.move()

    def _judged(self, rows: Iterable[Row]) -> Iterator[tuple[Verdict, dict | None]]:
        checking = Checking(self._ground, partial(is_here, self._register))
        for row in rows:
            code = str(row.item.get("code") or "")
            held = self._catalogue.get(code)
            # A file of before there were places, or codes of before, leaves each where it is.
            row.item = {**_as_it_is(held), **row.item}
            known = None if held is None else plain_of(held, self._ground.generic)
            if known is not None:
                kept(row.item, known, row.unasked)
            item, faults = checking.checked(row)
            if item is not None:
                verdict = self._verdict(row, item, known, in_review=held is not None and held.editions[-1].is_in_review)
            else:
                verdict = Verdict(row.place, code, WRONG, (), faults)
            yield verdict, item

    def _verdict(self, row: Row, item: dict, held: Mapping[str, object] | None, *, in_review: bool) -> Verdict:
        code = item["code"]
        if held is None:
            return Verdict(row.place, code, NEW)
        found = changes(held, self._comparable(row, item))
        if not found:
            return Verdict(row.place, code, SAME)
        stale = self._stale(row, item, held, in_review=in_review) if touches(found) else None
        if stale is not None:
            return Verdict(row.place, code, WRONG, found, (stale,))
        return Verdict(row.place, code, CHANGED, found)

    @staticmethod
    def _comparable(row: Row, item: dict) -> dict:
        """Return the item as the catalogue tells its own: a form that was only named stays named."""
        return {**item, EDITION: {**item[EDITION], "form": row.item[EDITION]["form"]}}

    @staticmethod
    def _stale(row: Row, item: dict, held: Mapping[str, object], *, in_review: bool) -> Fault | None:
        """Return what is wrong when the catalogue has gone on since the file was written."""
        told, latest = item[EDITION]["number"], held[EDITION]
        if told != latest["number"]:
            facts = {"told": told, "held": latest["number"]}
            return Fault(row.place, "edition.number", "another_edition", facts)
        if in_review:
            return Fault(row.place, "edition.stage", "in_review", {"held": latest["number"]})
        return None

    def _write(self, item: dict, verdict: Verdict, deed: Deed | None) -> None:
        code, edition = item["code"], item[EDITION]
        data = {key: value for key, value in edition.items() if key not in TOLD_ONLY}
        if verdict.outcome == NEW:
            held = self._make(code, edition["name"], item["class"], item["source"], {"name": edition["name"]})
            self._drafted(held, Edition(code, 1, {**data, "number": 1}), deed)
            # What a new item begins with is told by the log of its first draft.
            self._own(held, item, None)
            self._catalogue[code] = held
            return
        held = self._catalogue[code]
        self._own(held, item, deed)
        if not touches(verdict.changes):
            return
        latest = held.editions[-1]
        if latest.stage == DRAFT:
            latest.rewrite(data)
            if deed is not None:
                latest.note(deed)
        else:
            number = latest.number + 1
            self._drafted(held, Edition(code, number, {**data, "number": number}), deed)

    def _drafted(self, held: Item, draft: Edition, deed: Deed | None) -> None:
        held.add_edition(draft)
        self._register.drafted.add(held.code)
        if deed is not None:
            draft.note(deed)

    @staticmethod
    def _own(held: Item, item: dict, deed: Deed | None) -> None:
        """Take over what is the item's own, whichever edition is in force; nobody reviews it, so it leaves a trace."""
        told = {"item_class": item["class"], "rank": item["rank"], "parent": item["parent"],
                "legacy_code": item["legacy_code"], "agency": item["agency"], "note": item["note"],
                "aliases": tuple(item["aliases"])}  # fmt: skip
        before = {name: getattr(held, name) for name in told}
        changed = tuple((name, before[name], value) for name, value in told.items() if before[name] != value)
        for name, _before, value in changed:
            # Where it stands waits for the items that stand further down in the file.
            if name not in Placed._fields:
                setattr(held, name, value)
        if changed and deed is not None:
            held.log += (deed._replace(changed=changed),)


def _as_it_is(held: Item | None) -> dict[str, object]:
    """Return what an item is as long as no file says anything else."""
    if held is None:
        return {**NOWHERE._asdict(), "legacy_code": None}
    return {**placed(held)._asdict(), "legacy_code": held.legacy_code}


def refuse_wrong(verdicts: Iterable[Verdict]) -> None:
    """Raise Refused when one of ``verdicts`` is wrong: a file is taken whole or not at all."""
    wrong = sum(verdict.outcome == WRONG for verdict in verdicts)
    if wrong:
        raise Refused("rows_wrong", rows=wrong, next="Mend these rows and send the file again; nothing was changed.")
