"""Drafts of editions as somebody writes them in the browser: part by part, checked, undone, talked about (ADR 0035)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from wangting.clock import Clock, minute_of
from wangting.content.item import DRAFT, REVIEWED, Deed, Edition, Item
from wangting.errors import NotFound, Outdated, Refused
from wangting.rules.editing import FORM, GENERIC, PARTS, YES, Data, Part, Values, copied, ids_in, odd
from wangting.rules.exchange import EDITION, Fault, Row
from wangting.rules.publicfile import Named, with_text
from wangting.rules.review import UNDONE
from wangting.services.exchanging.checking import Checking, Ground
from wangting.services.exchanging.plain import generic_form, plain_of
from wangting.services.publishing.service import Publishing

#: What somebody does with a draft besides writing it.
COMMENTED = "commented"
LONGEST = 500
#: What is written where a file is put beside a paper or the result.
FILES = "files"


def latest(item: Item, *, sees_drafts: bool) -> Edition | None:
    """Return the latest edition of an item that somebody may see; None where all there is is a draft of others."""
    return item.editions[-1] if sees_drafts else item.newest_published


class Editing:
    """Writes drafts; publishing is somebody else's (four eyes)."""

    def __init__(self, *, publishing: Publishing, ground: Ground, clock: Clock,
                 has_file: Callable[[Named], bool]) -> None:  # fmt: skip
        self._publishing = publishing
        self._ground = ground
        self._has_file = has_file
        self._clock = clock

    def newest(self, code: str) -> Edition:
        """Return what is edited: the draft, or what the next draft begins with; raises NotFound, Refused."""
        edition = self._publishing.item(code).editions[-1]
        if edition.is_in_review:
            raise Refused("edition_in_review")
        return edition

    def shown(self, code: str, part: str) -> Values:
        """Return what the form of a part begins with; raises NotFound."""
        return self._part(part).shown(self.newest(code).data)

    def tried(self, code: str, part: str, values: Values) -> tuple[Data, tuple[Fault, ...]]:
        """Return the edition that the answers of a part would make, and what stands in the way; nothing is written.

        A row that cannot be one is told by its place, such as ``rows-3-title``; the edition is then the one there is.
        """
        newest = self.newest(code)
        rows = odd(part, newest.data, values)
        if rows:
            return newest.data, tuple(Fault("", f"rows-{one.row}-{one.field}", one.code) for one in rows)
        data = self._part(part).applied(newest.data, values, self._used(code))
        wanted = generic_form(data, self._ground.generic)
        # A form that follows from the papers goes on following from them, until it is written itself.
        follows = self.is_generic(newest) if part != FORM else values["generic"] == YES
        if follows:
            data = {**data, "form": wanted}
        return data, () if data == newest.data else self._faults(code, data)

    def is_generic(self, edition: Edition) -> bool:
        """Say whether the form of the edition is the one that is made of its papers."""
        return edition.data["form"] == generic_form(edition.data, self._ground.generic)

    def write(self, code: str, part: str, values: Values, by: int, mark: str, *, note: str = "") -> tuple[Fault, ...]:
        """Keep the answers of a part in the draft, begun here where there is none; return what stands in the way.

        Nothing is written where something does, or where nothing is different.  Raises Outdated when somebody else
        has written since the form was shown.  ``note`` says in the log what was written, else ``part`` does.
        """
        newest = self.newest(code)
        if mark != newest.seen_mark:
            raise Outdated
        data, faults = self.tried(code, part, values)
        if not faults and data != newest.data:
            self._publishing.write(code, data, by, newest.number, note or part)
        return faults

    def name_file(self, code: str, place: str, address: str, by: int, mark: str) -> None:
        """Let the draft name a file at a place (``rules.publicfile.places``), or none where ``address`` is empty.

        Nothing is written where nothing is different.  Raises NotFound for a place that the edition does not have,
        Outdated when somebody else has written since the page was shown, Refused while it is in review.
        """
        newest = self.newest(code)
        if mark != newest.seen_mark:
            raise Outdated
        data = with_text(newest.data, place, address)
        if data is None:
            raise NotFound("no_place_for_file")
        if data != newest.data:
            self._publishing.write(code, data, by, newest.number, FILES)

    def copy(self, code: str, source: str, by: int, *, sees_drafts: bool = True) -> tuple[Fault, ...]:
        """Let the draft say what another item says, under its own name; raises NotFound.

        Who may not draft the other item ``sees_drafts`` of it no more than anybody outside does.
        """
        newest, other = self.newest(code), latest(self._publishing.item(source), sees_drafts=sees_drafts)
        if other is None:
            raise NotFound("no_item")
        data = copied(newest.data, other.data)
        if data == newest.data:
            return ()
        faults = self._faults(code, data)
        if not faults:
            self._publishing.write(code, data, by, newest.number, source)
        return faults

    def undo(self, code: str, by: int) -> None:
        """Take the last writing back; raises Refused where there is none in this draft."""
        draft = self._draft(code)
        draft.undo()
        draft.note(Deed(UNDONE, by, minute_of(self._clock.now())))

    def comment(self, code: str, words: str, by: int) -> None:
        """Keep a remark beside the draft, one that is in review as well; raises Refused without words."""
        words = words.strip()[:LONGEST]
        if not words:
            raise Refused("comment_empty")
        edition = self._publishing.item(code).editions[-1]
        if edition.stage not in (DRAFT, REVIEWED):
            raise Refused("no_draft")
        edition.note(Deed(COMMENTED, by, minute_of(self._clock.now()), words))

    def _used(self, code: str) -> set[str]:
        """Return the ids that the editions of an item have had: answers and papers of drafts lie under them."""
        return {key for edition in self._publishing.item(code).editions for key in ids_in(edition.data)}

    def _faults(self, code: str, data: Mapping[str, object]) -> tuple[Fault, ...]:
        """Check the whole item as strictly as a file that is taken in."""
        plain = plain_of(self._publishing.item(code), self._ground.generic)
        form = GENERIC if data["form"] == generic_form(data, self._ground.generic) else data["form"]
        edition = {**data, "form": form, "stage": DRAFT}
        _item, faults = Checking(self._ground, self._has_file).checked(Row("", {**plain, EDITION: edition}))
        return faults

    def _draft(self, code: str) -> Edition:
        edition = self.newest(code)
        if edition.stage != DRAFT:
            raise Refused("no_draft")
        return edition

    @staticmethod
    def _part(name: str) -> Part:
        if name not in PARTS:
            raise NotFound("no_part")
        return PARTS[name]
