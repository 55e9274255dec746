"""The part of the workroom that is the central office's: what is once for the whole city."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, partial

from wangting.content.hall import Hall
from wangting.content.item import Item
from wangting.content.register import Register
from wangting.services.administering.recording import Recording
from wangting.services.aliasing import Aliasing
from wangting.services.attaching import is_here
from wangting.services.classifying import Classifying
from wangting.services.creating import Creating
from wangting.services.editing import Editing
from wangting.services.exchanging.service import Exchanging, Make
from wangting.services.finder import Finder
from wangting.services.harmonising import Harmonising
from wangting.services.house import House
from wangting.services.linting import Linting
from wangting.services.publishing.service import Publishing
from wangting.services.templating import Templating
from wangting.services.waiving import Waiving


class OfficeRoom:
    """Services of the central office over one connection; ``finder`` is asked what words may mean."""

    def __init__(self, house: House, register: Register, items: Mapping[str, Item], halls: Mapping[str, Hall],
                 finder: Finder, publishing: Publishing, recording: Callable[[int], Recording]) -> None:  # fmt: skip
        self._publishing = publishing
        self._recording = recording
        self._house = house
        self._halls = halls
        self._register = register
        self._items = items
        self._finder = finder

    @cached_property
    def aliasing(self) -> Aliasing:
        """What people call items."""
        return Aliasing(catalogue=self._items, register=self._register, queries=self._house.side.queries,
                        index=lambda: self._finder.index, clock=self._house.clock)  # fmt: skip

    @cached_property
    def classifying(self) -> Classifying:
        """What items are, and under which they lie."""
        return Classifying(catalogue=self._items, register=self._register, clock=self._house.clock)

    @cached_property
    def linting(self) -> Linting:
        """What is doubtful in the catalogue."""
        house, trade = self._house, self._house.trade
        return Linting(catalogue=self._items, halls=self._halls, register=self._register, words=trade.lint.words,
                       table=house.table, workflows=house.workflows, life=house.knowledge.life,
                       today=house.clock.now().date(), memory=trade.found)  # fmt: skip

    @cached_property
    def waiving(self) -> Waiving:
        """Findings that stay, with the reason."""
        return Waiving(register=self._register, items=self._items, clock=self._house.clock)

    @cached_property
    def editing(self) -> Editing:
        """Drafts of editions, part by part."""
        return Editing(publishing=self._publishing, ground=self._house.trade.ground, clock=self._house.clock,
                       has_file=partial(is_here, self._register))  # fmt: skip

    @cached_property
    def templating(self) -> Templating:
        """Material templates."""
        return Templating(catalogue=self._items, register=self._register, clock=self._house.clock,
                          memory=self._house.trade.asked, recording=self._recording)  # fmt: skip

    @cached_property
    def harmonising(self) -> Harmonising:
        """Many items brought to what a material template says."""
        return Harmonising(templating=self.templating, editing=self.editing, publishing=self._publishing)

    @cached_property
    def exchanging(self) -> Exchanging:
        """The catalogue as plain items; without a maker of items, so that no new one can be taken here."""
        return Exchanging(catalogue=self._items, register=self._register, ground=self._house.trade.ground)

    def making(self, make: Make) -> Exchanging:
        """Return the exchange that takes new items too; ``make`` makes one of the site."""
        return Exchanging(catalogue=self._items, register=self._register, ground=self._house.trade.ground, make=make)

    def creating(self, make: Make) -> Creating:
        """Return what begins new items; ``make`` makes one of the site."""
        return Creating(catalogue=self._items, exchanging=self.making(make), ground=self._house.trade.ground,
                        clock=self._house.clock)  # fmt: skip
