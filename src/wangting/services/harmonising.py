"""Brings many items to what a material template says: drafts at once, reviewed by somebody else, published together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from wangting.content.item import DRAFT, Edition, Item
from wangting.content.template import MaterialTemplate
from wangting.errors import Outdated, Refused
from wangting.rules.edition import CHANGED, changes
from wangting.rules.template import only_shared, taken
from wangting.services.editing import Editing
from wangting.services.publishing.service import Publishing
from wangting.services.templating import DRAFTED, OFF, REVIEWED, Templating, Use

#: Items at a time: each is a new edition with a to-do for each hall.
MOST = 50
MATERIALS = "materials"


class Done(NamedTuple):
    """What became of the items chosen: how many were done, and the codes of those that were left as they are."""

    done: int
    left: tuple[str, ...]


class Harmonising:
    """What was chosen on a page is given as codes with the marks of their newest editions (``Edition.seen_mark``).

    An item is left as it is where its newest edition is no longer what was seen, where it is not its turn, or where it
    is refused; the others go on.
    """

    def __init__(self, *, templating: Templating, editing: Editing, publishing: Publishing) -> None:
        self._templating = templating
        self._editing = editing
        self._publishing = publishing

    def draft(self, key: str, chosen: Mapping[str, str], by: int) -> Done:
        """Write what the template says into a draft of each item, not into one that somebody else is writing.

        Raises NotFound.
        """
        template = self._templating.of(key)

        def write(use: Use, newest: Edition) -> bool:
            if is_of_others(newest, by):
                return False
            code = use.item.code
            rows = self._editing.shown(code, MATERIALS)[MATERIALS]
            values = {MATERIALS: [taken(template.data, row) if row["id"] in use.ids else row for row in rows]}
            return not self._editing.write(code, MATERIALS, values, by, newest.seen_mark, note=key)

        return self._each(template, chosen, OFF, write)

    def review(self, key: str, chosen: Mapping[str, str], by: int) -> Done:
        """Say of each draft that it is right: of those that change nothing else and that ``by`` did not write."""

        def review(use: Use, draft: Edition) -> bool:
            if by in draft.writers or not changes_nothing_else(use):
                return False
            self._publishing.review(use.item.code, draft.number, by, draft.seen_mark)
            return True

        return self._each(self._templating.of(key), chosen, DRAFTED, review)

    def publish(self, key: str, chosen: Mapping[str, str], by: int, effective: date) -> Done:
        """Put each reviewed edition that changes nothing else in force from ``effective``, in one transaction."""

        def publish(use: Use, reviewed: Edition) -> bool:
            if not changes_nothing_else(use):
                return False
            self._publishing.publish(use.item.code, reviewed.number, by, effective, reviewed.seen_mark, quiet=True)
            return True

        return self._each(self._templating.of(key), chosen, REVIEWED, publish)

    def _each(self, template: MaterialTemplate, chosen: Mapping[str, str], state: str,
              act: Callable[[Use, Edition], bool]) -> Done:  # fmt: skip
        done, left = 0, []
        for code, mark in list(chosen.items())[:MOST]:
            use = self._templating.use(template, code)
            newest = None if use is None else use.item.editions[-1]
            try:
                is_done = use is not None and use.state == state and newest.seen_mark == mark and act(use, newest)
            except (Outdated, Refused):
                # Each of these acts asks everything before it writes anything.
                is_done = False
            done += is_done
            if not is_done:
                left.append(code)
        return Done(done, (*left, *list(chosen)[MOST:]))


def is_of_others(newest: Edition, by: int) -> bool:
    """Say whether somebody else has a hand in what ``newest`` says, a draft: it is theirs to go on with."""
    return newest.stage == DRAFT and bool(newest.writers - {by})


def changes_nothing_else(use: Use) -> bool:
    """Say whether the edition in hand differs from what is in force by nothing but what a template decides."""
    item: Item = use.item
    before = item.newest_published
    if before is None:
        return False
    found = changes(before.data, item.editions[-1].data)
    told = [(one.part, one.about, one.fields) for one in found if one.kind == CHANGED]
    return len(told) == len(found) and only_shared(told, use.ids)
