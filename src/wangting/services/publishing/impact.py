"""What publishing an edition would do, hall by hall; nothing is written here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wangting.content.hall import Hall
from wangting.content.implementation import Implementation
from wangting.content.item import Edition, Item
from wangting.content.register import Register
from wangting.rules.edition import Change, changes, lost_help, touched_help
from wangting.rules.overlay import implementation_problems

#: What becomes of a hall's promise: its own is longer than the new limit, its own stays, it follows the edition to
#: another limit, nothing changes, the hall does not offer the item.
BREAKS, KEEPS, FOLLOWS, SAME, ABSENT = "breaks", "keeps", "follows", "same", "absent"


@dataclass(frozen=True)
class HallImpact:
    """One hall: its promise before and after, its own words, how many drafts and open cases there are.

    ``lost`` are words whose part is gone, ``touched`` those beside a part that changed, by part.
    """

    hall: Hall
    implementation: Implementation | None
    outcome: str
    before: tuple[int, str] | None
    after: tuple[int, str] | None
    lost: Mapping[str, str]
    touched: Mapping[str, str]
    drafts: int
    open: int

    @property
    def own_words(self) -> int:
        """How many places have words of the hall's own that need a look."""
        return len(self.lost) + len(self.touched)


@dataclass(frozen=True)
class Impact:
    """The edition to come, the one it follows (None: the item is new), what differs, and every hall."""

    item: Item
    old: Edition | None
    new: Edition
    changes: tuple[Change, ...]
    halls: tuple[HallImpact, ...]

    @property
    def breaking(self) -> tuple[HallImpact, ...]:
        """The halls whose own promise is longer than the edition allows: while there is one, it is not published."""
        return tuple(found for found in self.halls if found.outcome == BREAKS)

    @property
    def drafts(self) -> int:
        """Drafts of citizens that would follow, in all halls."""
        return sum(found.drafts for found in self.halls)

    @property
    def open(self) -> int:
        """Open cases, which keep the edition they were filed under, in all halls."""
        return sum(found.open for found in self.halls)


def impact_of(item: Item, new: Edition, halls: list[Hall], register: Register, drafts: Mapping[str, int],
              today: date) -> Impact:  # fmt: skip
    """Return what publishing ``new`` would do; ``drafts`` are the open drafts of the item by hall.

    What has ended by ``today`` is followed by nothing: the item comes back as a new one.
    """
    old = None if item.has_ended(today) else item.newest_published
    found = () if old is None else changes(old.data, new.data)
    under_way = open_by_hall(register, item.code)
    return Impact(item, old, new, found, tuple(
        _in_hall(hall, item, old, new, found, drafts.get(hall.key, 0), under_way[hall.key], today) for hall in halls
    ))  # fmt: skip


def _in_hall(hall: Hall, item: Item, old: Edition | None, new: Edition, found: tuple[Change, ...], drafts: int,
             under_way: int, today: date) -> HallImpact:  # fmt: skip
    laid = hall.implementations.get(item.code)
    if laid is None or not laid.is_offered(today):
        return HallImpact(hall, laid, ABSENT, None, None, {}, {}, drafts, under_way)
    before = laid.promised_limit(old) if old is not None else laid.promised
    lost, touched = lost_help(laid.wording, new.data), touched_help(laid.wording, found, new.data)
    outcome = outcome_of(laid, old, new)
    return HallImpact(hall, laid, outcome, before, laid.promised_limit(new), lost, touched, drafts, under_way)


def outcome_of(laid: Implementation, old: Edition | None, new: Edition) -> str:
    """Return what becomes of the promise of ``laid`` when ``new`` follows ``old``."""
    if laid.promised is not None:
        return BREAKS if breaks(laid.promised, new) else KEEPS
    return SAME if old is None or old.promised_limit == new.promised_limit else FOLLOWS


def breaks(promise: tuple[int, str], edition: Edition) -> bool:
    """Say whether a hall's ``promise`` is not within what ``edition`` allows."""
    told = {"promised_limit": {"amount": promise[0], "unit": promise[1]}}
    return bool(implementation_problems(told, edition.data))


def open_by_hall(register: Register, code: str) -> Counter[str]:
    """Return how many cases of the item are open by hall, in whichever department or town they lie.

    Every open row is looked at: a case stays where it is when its hall names another department, and when the item is
    switched off.  That is a row of a queue a case, for a page that is asked for before a publication.
    """
    found: Counter[str] = Counter()
    for queues in (register.open, register.paused):
        for (unit, _turn), queue in queues.items():
            number = sum(row.item_code == code for run in queue.runs() for _key, row in run)
            if number:
                found[register.orgunit(unit).hall] += number
    return found
