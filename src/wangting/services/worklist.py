"""What lies on somebody's desk: rows of the queues that their posts reach, in order of deadline; nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import NamedTuple

from wangting.clock import Clock, minute_of
from wangting.content.hall import Hall
from wangting.content.orgunit import bounds
from wangting.content.queues import Queue, Row, latest, merged
from wangting.content.register import Register
from wangting.rules.access import Asker, Facts
from wangting.rules.workflow import Workflow
from wangting.security.gate import Gate
from wangting.security.permissions import CASE_ACT, CASE_VIEW
from wangting.services.lighting import Lighting, day_of

#: Rows on a page; rows of which the lights are counted; rows in which is looked for a word.
PAGE, COUNTED, SEARCHED = 20, 100, 2000

#: Mine to move; in my own hands; all that is under way; what waits for the applicant; what is over.
TODO, HELD, OPEN, PAUSED, DONE = "todo", "held", "open", "paused", "done"
TABS = (TODO, HELD, OPEN, PAUSED, DONE)

Key = tuple[int, int]


@dataclass(frozen=True)
class Wanted:
    """What is asked for: one of :data:`TABS`, and what narrows it; ``after`` is the key of the last row seen.

    ``free``: only what nobody has taken; ``among``: only these cases, such as those of one organisation.
    """

    tab: str = TODO
    light: str = ""
    state: str = ""
    text: str = ""
    free: bool = False
    after: Key | None = None
    among: frozenset[int] | None = None


class Line(NamedTuple):
    """One row with its light."""

    key: Key
    row: Row
    light: str

    @property
    def due(self) -> date | None:
        """The day by which somebody must move; None where nothing is due."""
        return day_of(self.key[0]) if self.row.limit else None


@dataclass(frozen=True)
class Sheet:
    """A page of lines.

    ``lights``, ``states`` and ``free`` (what nobody has taken) count the first ``read`` rows; ``whole``: there are no
    others.
    """

    lines: tuple[Line, ...]
    lights: Mapping[str, int]
    states: Mapping[str, int]
    free: int
    read: int
    whole: bool
    following: Key | None


class Worklist:
    """Reads queues of one hall for one asker; what reaches is decided by the gate, unit by unit."""

    def __init__(self, *, register: Register, gate: Gate, clock: Clock, workflows: Mapping[str, Workflow],
                 lighting: Lighting, hall: Hall) -> None:  # fmt: skip
        self._register = register
        self._gate = gate
        self._clock = clock
        self._turns = frozenset(state.turn for workflow in workflows.values() for state in workflow.states.values())
        self._lighting = lighting
        self._hall = hall

    def usual(self, asker: Asker) -> str:
        """Return the tab to begin with: a post whose turn it never is, such as the head's, has nothing to do itself."""
        return TODO if self._posts(asker) & self._turns else OPEN

    def sheet(self, asker: Asker, wanted: Wanted) -> Sheet:
        """Return a page of what ``asker`` may see of the tab, and the lights of all that was read."""
        queues = self._queues(asker, wanted.tab)
        # What is over is read from its end, as much as is asked for; all else goes on where the count stopped.
        rows = self._rows(queues, asker, wanted.tab, None, COUNTED + 1 if wanted.tab == DONE else SEARCHED)
        counted = [self._line(*pair) for pair in islice(rows, COUNTED + 1)]
        read = counted[:COUNTED]
        lines: Iterable[Line] = chain(counted, (self._line(*pair) for pair in rows))
        if wanted.after is not None or (wanted.tab == DONE and len(counted) > COUNTED):
            lines = (self._line(*pair) for pair in self._rows(queues, asker, wanted.tab, wanted.after, SEARCHED))
        found = list(islice((line for line in lines if _fits(line, wanted)), PAGE + 1))
        return Sheet(
            lines=tuple(found[:PAGE]),
            lights=Counter(line.light for line in read),
            states=Counter(line.row.state for line in read),
            free=sum(line.row.holder is None for line in read),
            read=len(read),
            whole=len(counted) <= COUNTED,
            following=found[PAGE - 1].key if len(found) > PAGE else None,
        )

    def first_free(self, asker: Asker) -> str | None:
        """Return the number of the case that is due first of those ``asker`` can take, or None."""
        queues = self._queues(asker, TODO)
        rows = (row for _key, row in self._rows(queues, asker, TODO, None, SEARCHED))
        return next((row.number for row in rows if row.holder is None), None)

    def cases(self, asker: Asker) -> Iterator[int]:
        """Yield the ids of what ``asker`` may see in this hall: under way in order of deadline, then the last ended."""
        for tab in (OPEN, PAUSED, DONE):
            for (_minute, case_id), _row in self._rows(self._queues(asker, tab), asker, tab, None, SEARCHED):
                yield case_id

    def _rows(self, queues: list[Queue], asker: Asker, tab: str, after: Key | None,
              count: int) -> Iterator[tuple[Key, Row]]:  # fmt: skip
        if tab == DONE:
            return iter(latest(queues, count, after or (minute_of(self._clock.now()) + 1, 0)))
        rows = merged(queues, after)
        if tab == HELD:
            # One queue holds what somebody has taken in every hall where they hold a post.
            reached = cache(self._reaching(asker, CASE_VIEW))
            rows = (pair for pair in rows if reached(pair[1].unit))
        return islice(rows, count)

    def _posts(self, asker: Asker) -> frozenset[str]:
        return self._gate.acting_posts(asker, self._hall.key, self._clock.now().date())

    def _line(self, key: Key, row: Row) -> Line:
        return Line(key, row, self._lighting.of_row(key[0], row))

    def _queues(self, asker: Asker, tab: str) -> list[Queue]:
        if tab == HELD:
            mine = self._register.held.get(asker.key)
            return [] if mine is None else [mine]
        reaches = self._reaching(asker, CASE_ACT if tab == TODO else CASE_VIEW)
        if tab == DONE:
            return [queue for unit, queue in self._register.done.items(*bounds(self._hall.key)) if reaches(unit)]
        first, last = bounds(self._hall.key)
        if tab == TODO:
            posts = self._posts(asker)
            found = self._register.open.items((first,), (last,))
            return [queue for (unit, turn), queue in found if turn in posts and reaches(unit, turn)]
        queues = self._register.open if tab == OPEN else self._register.paused
        return [queue for (unit, _turn), queue in queues.items((first,), (last,)) if reaches(unit)]

    def _reaching(self, asker: Asker, permission: str) -> Callable[..., bool]:
        """Return what says of a unit, and of whose turn it is there, whether ``permission`` reaches it.

        Who may in the whole hall may in each of its units; most are answered by asking that once.
        """
        whole = ("city", self._hall.key)
        everywhere = cache(lambda turn: self._may(asker, permission, whole, turn))

        hall_of, here = self._register.hall_of, self._hall.key

        def reaches(unit: str, turn: str | None = None) -> bool:
            if hall_of(unit) != here:
                return False
            return everywhere(turn) or self._may(asker, permission, self._register.orgunit(unit).path, turn)

        return reaches

    def _may(self, asker: Asker, permission: str, path: tuple[str, ...], turn: str | None) -> bool:
        posts = frozenset({turn}) if turn else None
        facts = Facts(kind="case", hall=self._hall.key, path=path, on=self._clock.now().date(), act_posts=posts)
        return self._gate.may(asker, permission, facts).allowed


def _fits(line: Line, wanted: Wanted) -> bool:
    row = line.row
    said = (row.number, row.item_name, row.item_code, row.applicant)
    return (
        wanted.light in ("", line.light)
        and wanted.state in ("", row.state)
        and (row.holder is None or not wanted.free)
        and (line.key[1] in wanted.among if wanted.among is not None else any(wanted.text in text for text in said))
    )
