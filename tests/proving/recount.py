"""Counts again, from cases and ledgers alone, what the register keeps in queues, counters and indexes.

Everything here is derived a second time and apart from services/casework/consequences.py: a row too many, a counter
one short, a file whose bytes are others, an entry under no seal - each is one line of the answer.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from wangting.clock import minute_of
from wangting.content.case import Case
from wangting.content.queues import FLOOR
from wangting.content.register import TIMER_FLOOR, Register, shard_of
from wangting.rules.masking import mask_name
from wangting.services.casework import custody
from wangting.services.casework.chain import broken_entry
from wangting.services.working.post import broken_seals
from wangting.services.workroom import Workroom

COUNTED = {"submit": "submitted", "accept": "accepted", "deem": "accepted", "decline": "declined",
           "supplement": "supplemented", "withdraw": "withdrawn", "approve": "approved", "refuse": "refused",
           "deliver": "delivered"}  # fmt: skip


def cases_of(register: Register) -> list[Case]:
    """Return every case."""
    return [case for tree in register.cases for case in tree.values()]


def recount(room: Workroom, *, sealed: bool = False) -> list[str]:
    """Return every difference; with ``sealed``, also each entry that no seal covers (the worker has caught up)."""
    register, cases = room.register, cases_of(room.register)
    faults = [*_chains(room, cases), *_rows(room, cases), *_counters(room, cases), *_indexes(room, cases),
              *_licences(register, cases), *_files(cases)]  # fmt: skip
    faults += [f"seal {number} is broken" for number in broken_seals(register)]
    if sealed:
        covered = {cover for seal in register.seals.values() for cover in seal.covers}
        entries = {(case.id, entry.number) for case in cases for entry in case.ledger}
        faults += [f"{case_id}: entry {number} is under no seal" for case_id, number in sorted(entries - covered)]
    return faults


def _chains(room: Workroom, cases: list[Case]) -> Iterator[str]:
    numbers = Counter(case.number for case in cases)
    yield from (f"{number} was given {times} times" for number, times in numbers.items() if times > 1)
    for case in cases:
        workflow = room.casework.workflow(case)
        if broken_entry(case) is not None:
            yield f"{case.number}: entry {broken_entry(case)} is broken"
        place = "-"
        for entry in case.ledger:
            if entry.act in custody.ACTS and entry.source == entry.target == place:
                continue
            row = workflow.opening if place == "-" else workflow.find(place, entry.act)
            if row is None or (row.act, row.target) != (entry.act, entry.target) or entry.source != place:
                yield f"{case.number}: {entry.act} from {place} to {entry.target} is not in the workflow"
            place = entry.target
        if case.state != place:
            yield f"{case.number}: is {case.state}, the ledger says {place}"


def _rows(room: Workroom, cases: list[Case]) -> Iterator[str]:
    found: Counter = Counter()
    for kind in ("open", "paused", "done"):
        for key, queue in getattr(room.register, kind).items():
            unit, turn = (key, None) if kind == "done" else key
            for shard, tree in enumerate(queue._trees):
                for (minute, case_id), row in tree.items(min=FLOOR, excludemin=True):
                    if shard != shard_of(case_id):
                        yield f"{case_id}: its row is in shard {shard}"
                    found[kind, unit, turn, minute, case_id, tuple(row)] += 1
    expected = Counter(_row_of(room, case) for case in cases)
    yield from (f"row that no case has: {key}" for key in (found - expected))
    yield from (f"row missing: {key}" for key in (expected - found))
    held = {(holder, minute, case_id, tuple(row)) for holder, queue in room.register.held.items()
            for (minute, case_id), row in queue.items()}  # fmt: skip
    taken = {(case.held_by, *_row_of(room, case)[3:]) for case in cases if case.held_by is not None}
    yield from (f"in hand: {key}" for key in held ^ taken)


def _row_of(room: Workroom, case: Case) -> tuple:
    workflow = room.casework.workflow(case)
    state, last = workflow.states[case.state], case.ledger[-1]
    due = room.house.reckoner.of(case, workflow)
    if not workflow.acts_from(case.state):
        kind, turn, minute = "done", None, minute_of(datetime.fromisoformat(last.recorded))
    elif state.turn == "applicant" or state.clock == "paused":
        kind, turn, minute = "paused", state.turn, minute_of(datetime.fromisoformat(last.recorded))
    else:
        kind, turn, minute = "open", state.turn, due.next_minute
    nexts = [found for found in (due.promised or due.statutory, *(found for _act, found in due.acts)) if found]
    limit = min(nexts, key=lambda found: found.moment).limit if nexts else None
    row = (case.number, case.item_code, case.item_name, case.state, state.clock, state.turn,
           mask_name(case.applicant_name), case.unit, minute_of(datetime.fromisoformat(case.ledger[0].at)),
           minute_of(due.promised.moment) if due.promised else 0,
           minute_of(due.statutory.moment) if due.statutory else 0,
           (limit.amount, limit.unit) if limit else None, case.held_by)  # fmt: skip
    return kind, case.unit, turn, minute, case.id, row


def _counters(room: Workroom, cases: list[Case]) -> Iterator[str]:
    expected: Counter = Counter()
    for case in cases:
        workflow, accepted = room.casework.workflow(case), False
        for entry in case.ledger:
            recorded = datetime.fromisoformat(entry.recorded)
            key = shard_of(case.id), int(recorded.strftime("%Y%m%d")), case.unit
            name = COUNTED.get(entry.act)
            if name:
                expected[*key, name] += 1
            if name in ("submitted", "accepted") and case.channel == "online":
                expected[*key, name + "_online"] += 1
            accepted = accepted or entry.act in workflow.accepts
            if entry.act in workflow.concludes and accepted:
                promise = room.house.reckoner.promise_of_concluded(case, workflow)
                kept = promise is None or recorded <= promise.moment
                expected[*key, "concluded_on_time" if kept else "concluded_late"] += 1
    found = Counter({
        (shard, day, unit, name): number
        for shard, tree in enumerate(room.register.counts)
        for (day, unit), vector in tree.items()
        for name, number in vector.as_dict().items()
        if number
    })  # fmt: skip
    for key in sorted(expected.keys() | found.keys()):
        if expected[key] != found[key]:
            yield f"counter {key}: {found[key]}, the ledgers say {expected[key]}"


def _indexes(room: Workroom, cases: list[Case]) -> Iterator[str]:
    register = room.register
    found = {key for tree in register.applicant for key in tree}
    expected = {(case.applicant, case.id) for case in cases}
    yield from (f"applicant index: {key}" for key in found ^ expected)
    receipts = {(draft, case_id) for tree in register.submitted for draft, case_id in tree.items()}
    yield from (f"receipt: {key}" for key in receipts ^ {(case.draft_id, case.id) for case in cases})
    timers = {key for tree in register.timers for key in tree} - {TIMER_FLOOR}
    yield from (f"timer: {key}" for key in timers ^ {key for case in cases for key in _timers_of(room, case)})


def _timers_of(room: Workroom, case: Case) -> Iterator[tuple[int, int, str]]:
    workflow = room.casework.workflow(case)
    timed = {row.act for row in workflow.acts_from(case.state) if "timer" in row.posts}
    for act, due in room.house.reckoner.of(case, workflow).acts:
        if act in timed:
            yield minute_of(due.moment), case.id, act


def _licences(register: Register, cases: list[Case]) -> Iterator[str]:
    licences = Counter(licence.case_id for tree in register.licences for licence in tree.values())
    for case in cases:
        decisions = [entry.act for entry in case.ledger if entry.act in ("approve", "refuse")]
        owed = int("approve" in decisions and case.edition.certificate is not None)
        if len(decisions) > 1:
            yield f"{case.number}: decided {len(decisions)} times"
        if licences.pop(case.id, 0) != owed or (case.licence is not None) != bool(owed):
            yield f"{case.number}: does not have the {owed} licence that its ledger brings"
    yield from (f"a licence for no case: {case_id}" for case_id in licences)


def _files(cases: list[Case]) -> Iterator[str]:
    for case in cases:
        for file in case.files:
            with file.blob.open("r") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != file.sha256:
                    yield f"{case.number}: {file.name} is not the file that was handed in"
