"""Brings many items to what a material template says: drafts at once, reviewed by somebody else, published together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import NamedTuple

from wangting.content.item import DRAFT, Edition, Item
from wangting.content.template import MaterialTemplate
from wangting.errors import Refused
from wangting.rules.edition import CHANGED, changes
from wangting.rules.review import WRITING
from wangting.rules.template import only_takes, taken
from wangting.services.editing import Editing
from wangting.services.publishing.service import Publishing
from wangting.services.templating import DRAFTED, OFF, REVIEWED, Templating, Use

#: Items at a time: each is a new edition with a to-do for each hall.
MOST = 50
MATERIALS = "materials"


#: Why an item is left as it is, besides what it is refused for: it is no longer what was seen; somebody else is writing
#: it; two of its papers would become one; it changes other things too; somebody wrote in it by hand; it is one's own.
UNSEEN, OTHERS, TWICE, MORE, BY_HAND, OWN = "unseen", "others", "twice", "more", "by_hand", "own"


class Done(NamedTuple):
    """What became of the items chosen: how many were done, and those that were left, each by its code and why.

    Why is one of the words above, or the code of what it was refused for.
    """

    done: int
    left: tuple[tuple[str, str], ...]


class Harmonising:
    """What was chosen on a page is given as codes with the marks of their newest editions (``Edition.seen_mark``).

    An item is left as it is where its newest edition is no longer what was seen, where :func:`held_back` says so, or
    where it is refused; the others go on.
    """

    def __init__(self, *, templating: Templating, editing: Editing, publishing: Publishing) -> None:
        self._templating = templating
        self._editing = editing
        self._publishing = publishing

    def draft(self, key: str, chosen: Mapping[str, str], by: int) -> Done:
        """Write what the template says into a draft of each item; raises NotFound."""
        template = self._templating.of(key)

        def write(use: Use, newest: Edition) -> None:
            code = use.item.code
            rows = self._editing.shown(code, MATERIALS)[MATERIALS]
            values = {MATERIALS: [taken(template.data, row) if row["id"] in use.ids else row for row in rows]}
            if self._editing.write(code, MATERIALS, values, by, newest.seen_mark, note=key):
                raise Refused("item_unfit")

        return self._each(template, chosen, OFF, by, write)

    def review(self, key: str, chosen: Mapping[str, str], by: int) -> Done:
        """Say of each draft that it is right; raises NotFound."""

        def review(use: Use, draft: Edition) -> None:
            self._publishing.review(use.item.code, draft.number, by, draft.seen_mark)

        return self._each(self._templating.of(key), chosen, DRAFTED, by, review)

    def publish(self, key: str, chosen: Mapping[str, str], by: int, effective: date) -> Done:
        """Put each reviewed edition in force from ``effective``, in one transaction; raises NotFound.

        Whoever wrote them pressed a button of the same page: no notice tells them.
        """

        def publish(use: Use, reviewed: Edition) -> None:
            code = use.item.code
            self._publishing.publish(code, reviewed.number, by, effective, reviewed.seen_mark, quiet=True)

        return self._each(self._templating.of(key), chosen, REVIEWED, by, publish)

    def _each(self, template: MaterialTemplate, chosen: Mapping[str, str], state: str, by: int,
              act: Callable[[Use, Edition], None]) -> Done:  # fmt: skip
        done, left = 0, []
        for code, mark in chosen.items():
            use = self._templating.use(template, code)
            newest = None if use is None else use.item.editions[-1]
            if use is None or use.state != state or newest.seen_mark != mark or done == MOST:
                left.append((code, UNSEEN))
                continue
            why = held_back(use, template, by)
            if why is None:
                try:
                    act(use, newest)
                except Refused as refused:
                    # Each of these acts asks everything before it writes anything.
                    why = refused.code
            done += why is None
            left += [] if why is None else [(code, why)]
        return Done(done, tuple(left))


def held_back(use: Use, template: MaterialTemplate, by: int) -> str | None:
    """Return why an item is looked at by itself and not with the others, None where it goes with them."""
    newest = use.item.editions[-1]
    if use.state == OFF:
        if newest.stage == DRAFT and newest.writers - {by}:
            return OTHERS
        return TWICE if len(use.ids) > 1 else None
    if not takes_only(use, template):
        return MORE
    if any(deed.what in WRITING and deed.note != template.key for deed in newest.log) or newest.is_handed:
        return BY_HAND
    return OWN if use.state == DRAFTED and by in newest.writers else None


def takes_only(use: Use, template: MaterialTemplate) -> bool:
    """Say whether the edition in hand differs from what is in force by nothing but the words of the template."""
    item: Item = use.item
    before = item.newest_published
    found = () if before is None else changes(before.data, item.editions[-1].data)
    return before is not None and all(
        one.kind == CHANGED and one.part == MATERIALS and bool(one.about)
        and only_takes(template.data, one.old, one.new, one.fields)
        for one in found
    )  # fmt: skip
