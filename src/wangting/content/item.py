"""Item and edition: once for the city, whole for a period (DESIGN 5); what halls lay over it is ``implementation``."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from persistent import Persistent
from substanced.content import content
from substanced.util import renamer

from wangting.errors import NotFound, Refused
from wangting.rules.ending import is_over
from wangting.rules.hierarchy import only_gathers
from wangting.rules.item import STAGES
from wangting.rules.review import hands

DRAFT, REVIEWED, PUBLISHED, RETIRED = STAGES
#: Writings of a draft that can be undone.
MOST_VERSIONS = 50
#: What nobody changes any more once an edition is published.
SEALED = frozenset({"data", "effective", "number", "item_code"})


class Deed(NamedTuple):
    """What somebody did with an item, an edition or an overlay: ``by`` is a party, None for a file that was taken in.

    ``at`` is in minutes since the epoch (``clock.minute_of``); ``changed`` is what it changed at once, each time the
    name of a field with what stood there before and after; ``user`` is the operating system's user of a command, whom
    the directory does not know.
    """

    what: str
    by: int | None
    at: int
    note: str = ""
    changed: tuple[tuple[str, object, object], ...] = ()
    user: str = ""


class Edition(Persistent):
    """One immutable whole: guide, basis, form, materials, workflow, limits, fees, certificate.

    ``data`` is the declared mapping (docs/reference/editions); limits are (amount, unit) with their own unit.  Cases
    refer to it, so it is never changed once published: what changes is the next edition.  ``until`` is the first day it
    is out of force, None while nobody knows one; ``log`` its life, oldest first; ``handed`` who handed the draft in.
    """

    stage = DRAFT
    until: date | None = None
    log: tuple[Deed, ...] = ()
    handed: int | None = None
    #: What a draft said before, oldest first, so that what was written can be undone; gone with its publication.
    versions: tuple[Mapping[str, object], ...] = ()

    def __init__(self, item_code: str, number: int, data: Mapping[str, object], *, stage: str = "draft") -> None:
        self.item_code = item_code
        self.number = number
        self.effective = date.fromisoformat(str(data["effective"]))
        self.data = dict(data)
        self.stage = stage

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute; raises Refused for the content of an edition that people have relied on already."""
        if name in SEALED and self.stage in (PUBLISHED, RETIRED):
            raise Refused("edition_sealed")
        super().__setattr__(name, value)

    def rewrite(self, data: Mapping[str, object]) -> None:
        """Take over other content, as long as it is a draft; raises Refused."""
        if self.stage != DRAFT or self.is_handed:
            raise Refused("edition_in_review" if self.is_handed else "edition_sealed")
        self.versions = (*self.versions, self.data)[-MOST_VERSIONS:]
        self._take(data)

    def undo(self) -> None:
        """Say again what the draft said before it was last rewritten; raises Refused where there is nothing before."""
        if self.stage != DRAFT or not self.versions:
            raise Refused("nothing_to_undo")
        self._take(self.versions[-1])
        self.versions = self.versions[:-1]

    def _take(self, data: Mapping[str, object]) -> None:
        self.effective = date.fromisoformat(str(data["effective"]))
        self.data = {**data, "number": self.number}

    def note(self, deed: Deed) -> None:
        """Remember what somebody did with it."""
        self.log += (deed,)

    @property
    def mark(self) -> tuple[str, int, bytes]:
        """What tells this edition as it stands from every other: item, number, and the transaction that wrote it.

        The number alone would come back: a draft that was taken away leaves its number to the next one.
        """
        self._p_activate()
        return self.item_code, self.number, self._p_serial

    @property
    def seen_mark(self) -> str:
        """What a page carries of this edition as it stands, so that nobody acts on what they have not seen.

        It changes whenever somebody writes in it, and it does not come back with the number of a draft taken away.
        """
        return f"{self.number}.{len(self.log)}.{self._p_serial.hex()}"

    @property
    def writers(self) -> frozenset[int]:
        """Who wrote in it or has ever handed it in."""
        return hands(self.log)

    @property
    def is_handed(self) -> bool:
        """Whether the draft was handed in and nobody has reviewed it yet."""
        return self.stage == DRAFT and self.handed is not None

    @property
    def is_in_review(self) -> bool:
        """Whether nobody writes in it: what was read is what is published."""
        return self.stage == REVIEWED or self.is_handed

    @property
    def is_unseen(self) -> bool:
        """Whether nobody outside the office has ever seen it."""
        return self.stage in (DRAFT, REVIEWED)

    def is_in_force(self, day: date) -> bool:
        """Say whether it is what applies on ``day``, unless a later one applies as well."""
        return self.stage == PUBLISHED and self.effective <= day and (self.until is None or day < self.until)

    def advance(self, stage: str) -> None:
        """Move to ``stage``, one step at a time; raises Refused otherwise."""
        if STAGES.index(stage) != STAGES.index(self.stage) + 1:
            raise Refused("edition_stage", source=self.stage, target=stage)
        self.stage = stage

    @property
    def name(self) -> str:
        """The name of the item in this edition."""
        return self.data["name"]

    @property
    def workflow(self) -> str:
        """The key of its workflow, such as ``administrative_licence.v1``."""
        return self.data["workflow"]

    @property
    def statutory_limit(self) -> tuple[int, str] | None:
        """(amount, unit) of 法定时限, or None where the record gives none."""
        return _limit(self.data.get("legal_limit"))

    @property
    def promised_limit(self) -> tuple[int, str] | None:
        """(amount, unit) of 承诺时限, or None where the record gives none."""
        return _limit(self.data.get("promised_limit"))

    @property
    def materials(self) -> list[dict]:
        """The list outside which nothing may be asked (DOMAIN 2)."""
        return self.data["materials"]

    @property
    def form(self) -> list[dict]:
        """The sections of the declaration form."""
        return self.data["form"]

    @property
    def certificate(self) -> dict | None:
        """Name and type of the licence that an approval issues, or None."""
        return self.data.get("certificate")

    @property
    def assurance(self) -> int | None:
        """The level of assurance (DOMAIN 5) that whoever applies needs, or None: none beyond the first."""
        return self.data.get("assurance")


def _limit(declared: Mapping | None) -> tuple[int, str] | None:
    return None if declared is None else (declared["amount"], declared["unit"])


@content("Item", icon="glyphicon glyphicon-file", catalog=True)
class Item(Persistent):
    """事项: the central office's, shared by all halls; ``record`` is the source record as it was."""

    name = renamer()
    #: A remark on the source record in both languages, or None; its body in the source; the department that began it.
    note: Mapping[str, str] | None = None
    agency: str | None = None
    begun_in: str | None = None
    #: What it is among items (rules/hierarchy.py), under which it lies, and what may lie under it; codes.
    rank: str | None = None
    parent: str | None = None
    parts: tuple[str, ...] = ()
    #: 旧编码: the code that it had before, in whatever list that was.
    legacy_code: str | None = None
    #: What was done with what is its own whichever edition is in force, such as its aliases; oldest first.
    log: tuple[Deed, ...] = ()

    def __init__(self, code: str, title: str, item_class: str | None, source: str, record: Mapping[str, object],
                 aliases: tuple[str, ...] = ()) -> None:  # fmt: skip
        self.code = code
        self.title = title
        self.item_class = item_class
        self.source = source
        self.record = dict(record)
        self.aliases = aliases
        self.editions: tuple[Edition, ...] = ()

    def add_edition(self, edition: Edition) -> None:
        """Append ``edition``; numbers go up by one."""
        if edition.number != len(self.editions) + 1:
            raise Refused("edition_number", number=edition.number)
        self.editions += (edition,)

    def drop_draft(self) -> None:
        """Take away the newest edition, which nobody has published; raises Refused for any other."""
        if len(self.editions) == 0 or self.editions[-1].stage != DRAFT:
            raise Refused("edition_sealed")
        self.editions = self.editions[:-1]

    @property
    def only_gathers(self) -> bool:
        """Whether it is a main item that nobody applies for."""
        return only_gathers(self.rank, self.item_class, has_parts=bool(self.parts))

    @property
    def in_hand(self) -> Edition | None:
        """The edition that is a draft or reviewed, or None: there is one at a time."""
        newest = self.editions[-1] if self.editions else None
        return newest if newest is not None and newest.stage in (DRAFT, REVIEWED) else None

    @property
    def newest_published(self) -> Edition | None:
        """The published edition with the latest number, also one that is not in force yet, or None."""
        return next((edition for edition in reversed(self.editions) if edition.stage == PUBLISHED), None)

    @property
    def ends(self) -> date | None:
        """The first day on which nothing of the item is in force any more, None while nobody has set one.

        Of a published edition that nothing follows ``until`` is the end of the item.
        """
        newest = self.newest_published
        return None if newest is None else newest.until

    def has_ended(self, day: date) -> bool:
        """Say whether its end was set and has come; whoever was retired at once has no end left, but its stage."""
        return is_over(self.ends, day)

    def set_end(self, end: date | None) -> None:
        """Let everything that is published end on ``end`` instead of the end that was set; None: on no day."""
        before = self.ends
        for edition in (one for one in self.editions if one.stage == PUBLISHED):
            rest = None if before is not None and edition.until == before else edition.until
            edition.until = min((day for day in (rest, end) if day is not None), default=None)

    def edition(self, number: int) -> Edition:
        """Return one edition by its number; raises NotFound."""
        if not 1 <= number <= len(self.editions):
            raise NotFound("no_edition")
        return self.editions[number - 1]

    def edition_on(self, day: date) -> Edition:
        """Return the edition in force on ``day``; raises NotFound when none is."""
        for edition in reversed(self.editions):
            if edition.is_in_force(day):
                return edition
        raise NotFound("no_edition")
