"""The lean register: cases and all that is written at every act, outside objectmap and every catalog.

DESIGN 5 and 6.  Everything a submission writes lies in the writer's own slot, so that two submissions never write the
same object; what must collide to be right (the same draft sent twice, two acts on one case) shares one object.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from types import MappingProxyType

from BTrees.IOBTree import IOBTree
from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet
from persistent import Persistent

from wangting.content.case import Case
from wangting.content.counts import CountVector
from wangting.content.journal import Journal
from wangting.content.leaves import CaseTree, Pairs, Receipts
from wangting.content.licence import Licence
from wangting.content.mandate import Mandates
from wangting.content.newest import MOST, newest
from wangting.content.orgunit import OrgUnit
from wangting.content.outbox import Bucket
from wangting.content.parties import Directory
from wangting.content.publicfile import PublicFiles
from wangting.content.queues import FLOOR, Queue, Row
from wangting.content.template import MaterialTemplate
from wangting.errors import NotFound
from wangting.rules.mandate import pair_key

#: Shards of a register made now; it is kept in the register and never changes.
SHARDS = 16
#: Partitions of what is looked up by a random key.
PARTITIONS = 64
#: Lies first in every set of timers and is never taken, for the reason given at ``queues.FLOOR``.
TIMER_FLOOR = (*FLOOR, "")
#: A case id is yyyymmdd * DAY + slot * SLOT + sequence (rules.numbering).
DAY = 10**7
SLOT = 10**5


class Stamp(Persistent):
    """Moves when something public changes: page caches and search indexes follow it (DESIGN 6.13)."""

    value = 0

    @property
    def mark(self) -> bytes:
        """What tells this stamp from every other: the transaction that wrote it.

        The number would come back: whoever undoes a change and makes another has used it twice.
        """
        self._p_activate()
        return self._p_serial

    def move(self) -> None:
        """Say that something public has changed."""
        self.value += 1


class Register(Persistent):
    """``root['register']``."""

    #: Material templates by their key; a database of before there were any gets its tree with the first one.
    templates: Mapping[str, MaterialTemplate] = MappingProxyType({})
    #: The number of the last template that was taken away.
    last_template = 0
    #: Blank forms and samples that halls give out; None in a database of before, until somebody brings the first one.
    public_files: PublicFiles | None = None

    def __init__(self, shards: int = SHARDS) -> None:
        self.shards = shards
        self.cases = tuple(CaseTree() for _ in range(shards))
        self.submitted = tuple(Receipts() for _ in range(PARTITIONS))
        self.applicant = tuple(Pairs() for _ in range(shards))
        self.filed_by = tuple(Pairs() for _ in range(shards))
        self.open = OOBTree()
        self.paused = OOBTree()
        self.done = OOBTree()
        self.held = OOBTree()
        self.timers = tuple(Pairs([TIMER_FLOOR]) for _ in range(shards))
        self.counts = tuple(OOBTree() for _ in range(shards))
        self.licences = tuple(OOBTree() for _ in range(shards))
        self.outbox = tuple(IOBTree() for _ in range(shards))
        self.deliveries = OOBTree()
        #: (minute, message id) of the deliveries that are tried again: dead letters are not among them.
        self.retries = OOTreeSet()
        self.seals = LOBTree()
        self.parties = Directory()
        #: What was done for the whole city, to the people of the central office among it.
        self.journal = Journal()
        self.mandates = Mandates()
        self.orgunits = OOBTree()
        self.workflows = OOBTree()
        self.provisioned = OOBTree()
        #: Codes of the items of which an edition is being worked on.
        self.drafted = OOTreeSet()
        #: Why a finding of the linter stays, and who says so, by (rule, code).
        self.waivers = OOBTree()
        #: What halls have to look at, by (hall, code).
        self.arrivals = OOBTree()
        self.templates = OOBTree()
        self.stamp = Stamp()

    # cases

    def next_id(self, day: int, slot: int) -> int:
        """Return the next free id of (``day`` as yyyymmdd, ``slot``).

        The tree itself is the counter.  Two transactions that see the same last case insert the same key, and that is
        a conflict no resolution can merge: one is retried and takes the next number.
        """
        start = day * DAY + slot * SLOT
        tree = self.cases[slot]
        last = tree.maxKey(start + SLOT - 1) if tree and tree.minKey() < start + SLOT else start
        return max(last, start) + 1

    def add_case(self, case: Case) -> None:
        """Keep ``case`` in the shard of its birth."""
        self.cases[shard_of(case.id)].insert(case.id, case)
        self.applicant[shard_of(case.id)].insert((case.applicant, case.id))
        for key in filing_keys(case):
            self.filed_by[shard_of(case.id)].insert((key, case.id))

    def case(self, case_id: int) -> Case:
        """Return the case; raises NotFound."""
        shard = shard_of(case_id)
        found = self.cases[shard].get(case_id) if 0 <= shard < self.shards else None
        if found is None:
            raise NotFound("no_case")
        return found

    def cases_of(self, party: int, most: int = MOST) -> list[int]:
        """Return the ids of the newest ``most`` cases in which ``party`` is the applicant, newest first."""
        return newest(self.applicant, party, most)

    def cases_filed_by(self, key: int, day: int | None = None, most: int = MOST) -> list[int]:
        """Return the ids of the cases filed for others by ``key``, newest first: of ``day`` (yyyymmdd), or ``most``.

        ``key`` is a party, or a pair of delegate and principal (``rules.mandate.pair_key``).
        """
        if day is None:
            return newest(self.filed_by, key, most)
        first, last = (key, day * DAY), (key, (day + 1) * DAY)
        return sorted((case_id for tree in self.filed_by for _key, case_id in tree.keys(first, last)), reverse=True)

    def submitted_part(self, draft_id: str) -> OOBTree:
        """Return the tree in which the receipt of ``draft_id`` is noted: the same one whoever asks."""
        return self.submitted[zlib.crc32(draft_id.encode()) % PARTITIONS]

    # queues

    def hold(self, case: Case, official: int | None) -> None:
        """Let ``official`` hold ``case``, or nobody; the row says so, and lies in the official's own queue as well.

        Its key is (minute, case id) as in the queue it came from; two officials never write the same object.
        """
        kind, turn, minute = case.place
        queue, shard = self.queue(kind, case.unit, turn), shard_of(case.id)
        self._let_go(case)
        case.held_by = official
        row = queue.get(shard, minute, case.id)._replace(holder=official)
        queue.put(shard, minute, case.id, row)
        self._take_up(case, minute, row)

    def move_row(self, case: Case, place: tuple[str, str, int], row: Row) -> None:
        """Move the row of ``case`` to ``place``, (kind of queue, turn, minute), for whoever holds it as well."""
        shard = shard_of(case.id)
        if case.place is not None:
            old_kind, old_turn, old_minute = case.place
            self.queue(old_kind, case.unit, old_turn).drop(shard, old_minute, case.id)
            self._let_go(case)
            if old_turn != place[1]:
                # Another post's move: who held it has done their part.
                case.held_by = None
        case.place = place
        kind, turn, minute = place
        held = row._replace(holder=case.held_by)
        self.queue(kind, case.unit, turn).put(shard, minute, case.id, held)
        self._take_up(case, minute, held)

    def _let_go(self, case: Case) -> None:
        if case.held_by is not None:
            self.held[case.held_by].drop(0, case.place[2], case.id)

    def _take_up(self, case: Case, minute: int, row: Row) -> None:
        if case.held_by is None:
            return
        if case.held_by not in self.held:
            self.held[case.held_by] = Queue(1)
        self.held[case.held_by].put(0, minute, case.id, row)

    def queue(self, kind: str, unit: str, turn: str) -> Queue:
        """Return the queue ``open`` or ``paused`` of (department, whose turn it is), or ``done`` of a department."""
        queues = getattr(self, kind)
        key = unit if kind == "done" else (unit, turn)
        found = queues.get(key)
        if found is None:
            found = queues[key] = Queue(self.shards)
        return found

    def queues_of(self, kind: str, units: list[str], turns: list[str]) -> list[Queue]:
        """Return the queues that exist for these departments and turns; writes nothing."""
        queues = getattr(self, kind)
        keys = units if kind == "done" else [(unit, turn) for unit in units for turn in turns]
        return [queues[key] for key in keys if key in queues]

    def count(self, case_id: int, day: int, unit: str) -> CountVector:
        """Return the counters of (``day`` as yyyymmdd, ``unit``) in the shard of a case, made when missing."""
        tree = self.counts[shard_of(case_id)]
        found = tree.get((day, unit))
        if found is None:
            found = tree[(day, unit)] = CountVector()
        return found

    # outbox

    def bucket(self, slot: int, tick: int) -> Bucket:
        """Return the bucket of the writer's slot at ``tick``, made when missing."""
        tree = self.outbox[slot]
        found = tree.get(tick)
        if found is None:
            found = tree[tick] = Bucket()
        return found

    # templates

    def add_template(self, template: MaterialTemplate) -> None:
        """Keep ``template`` under its key."""
        if not isinstance(self.templates, OOBTree):
            self.templates = OOBTree()
        self.templates[template.key] = template

    # licences and places

    def add_licence(self, licence: Licence) -> None:
        """Keep ``licence`` under its token, in the shard of its case."""
        self.licences[shard_of(licence.case_id)].insert(licence.token, licence)

    def licence(self, token: str) -> Licence:
        """Return the licence with this verify token; raises NotFound."""
        shard = int(token[0], 36) if token[:1].isalnum() and token[:1].isascii() else self.shards
        found = self.licences[shard].get(token) if shard < self.shards else None
        if found is None:
            raise NotFound("no_licence")
        return found

    def hall_of(self, unit: str) -> str | None:
        """Return the hall that an OrgUnit belongs to; raises NotFound.

        A unit never moves.  So a connection remembers the answer: a desk asks for the unit of every queue there is.
        """
        known = getattr(self, "_v_halls", None)
        if known is None:
            known = self._v_halls = {}
        if unit not in known:
            known[unit] = self.orgunit(unit).hall
        return known[unit]

    def orgunit(self, key: str) -> OrgUnit:
        """Return the OrgUnit; raises NotFound."""
        found = self.orgunits.get(key)
        if found is None:
            raise NotFound("no_unit")
        return found


def filing_keys(case: Case) -> tuple[int, ...]:
    """Return under what a case filed for somebody is found again: who filed it, and who filed it for whom."""
    return () if case.agent is None else (case.agent, pair_key(case.agent, case.applicant))


def shard_of(case_id: int) -> int:
    """Return the shard, which is the birth slot, of a case id."""
    return case_id % DAY // SLOT
