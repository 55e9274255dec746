"""The worker's side of the outbox: closed buckets only, delivery outside the transaction, removal of whole buckets.

DESIGN 6.8.  A crash between delivery and removal delivers again under the same message id (QUALITY P6).
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, repeat

from wangting.content.outbox import Delivery, Message, Seal
from wangting.content.register import Register
from wangting.rules.merkle import merkle_root

#: (case id, entry number, hash) of entries that a seal is to cover.
Heads = tuple[tuple[int, int, str], ...]
#: A bucket is closed this many ticks after its own: whoever still appends to it conflicts and is retried.
GRACE = 1
#: After so many tries a message is a dead letter, kept and shown (QUALITY 3).
TRIES = 48


@dataclass(frozen=True)
class Parcel:
    """A closed bucket as it was read."""

    slot: int
    tick: int
    messages: tuple[Message, ...]


def closed_parcels(register: Register, tick: int, most: int) -> list[Parcel]:
    """Return the oldest buckets whose tick is over: no more of them than it takes to have ``most`` messages."""
    runs = (zip(tree.keys(max=tick - 1 - GRACE), repeat(slot)) for slot, tree in enumerate(register.outbox))
    parcels: list[Parcel] = []
    messages = 0
    for at, slot in heapq.merge(*runs):
        if messages >= most:
            break
        parcels.append(Parcel(slot, at, register.outbox[slot][at].messages))
        messages += len(parcels[-1].messages)
    return parcels


def remove(register: Register, parcel: Parcel, failed: Mapping[str, str], now: datetime) -> Heads:
    """Remove a delivered bucket, keep what failed for later, and return the heads for the next seal.

    Returns nothing and leaves the bucket when it has grown since it was read: the next round takes it whole.
    """
    tree = register.outbox[parcel.slot]
    bucket = tree.get(parcel.tick)
    if bucket is None or bucket.messages != parcel.messages:
        return ()
    bucket.close()
    del tree[parcel.tick]
    for message in parcel.messages:
        if message.id in failed:
            delivery = Delivery(message, parcel.tick)
            register.deliveries[message.id] = delivery
            note_failure(register, delivery, failed[message.id], now)
    return bucket.heads


def note_failure(register: Register, delivery: Delivery, problem: str, now: datetime) -> None:
    """Count a failed try; the next one waits twice as long, at most an hour, and after the last there is none."""
    register.retries.discard(_due(delivery))
    delivery.tries += 1
    delivery.problem = problem
    delivery.next_minute = int(now.timestamp() // 60) + min(2 ** (delivery.tries - 1), 60)
    delivery.dead = delivery.tries >= TRIES
    if not delivery.dead:
        register.retries.insert(_due(delivery))


def settle(register: Register, message_id: str) -> None:
    """Forget a message that was delivered at last."""
    register.retries.discard(_due(register.deliveries.pop(message_id)))


def waiting(register: Register, now: datetime, most: int) -> list[Delivery]:
    """Return at most ``most`` deliveries whose next try is due, the longest due first; dead letters are not read."""
    due = register.retries.keys(max=(int(now.timestamp() // 60) + 1, ""), excludemax=True)
    return [register.deliveries[message_id] for _minute, message_id in islice(due, most)]


def _due(delivery: Delivery) -> tuple[int, str]:
    return delivery.next_minute, delivery.message.id


def seal(register: Register, heads: Heads, now: datetime) -> Seal | None:
    """Seal ``heads``: one Merkle root, chained to the seal before (DESIGN 6.9)."""
    if not heads:
        return None
    previous = register.seals[register.seals.maxKey()].root if register.seals else ""
    root = merkle_root([previous, *(head for _case, _number, head in heads)])
    sealed = Seal(now.isoformat(timespec="seconds"), root, previous, tuple((case, number) for case, number, _ in heads))
    register.seals[(register.seals.maxKey() if register.seals else 0) + 1] = sealed
    return sealed


def broken_seals(register: Register) -> list[int]:
    """Return the numbers of the seals that no longer match the ledgers they cover, or their predecessor."""
    broken, previous = [], ""
    for number, found in register.seals.items():
        heads = []
        for case_id, entry in found.covers:
            ledger = register.case(case_id).ledger
            heads.append(ledger[entry - 1].hash if entry <= len(ledger) else "")
        if found.previous != previous or merkle_root([previous, *heads]) != found.root:
            broken.append(number)
        previous = found.root
    return broken
