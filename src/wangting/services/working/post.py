"""The worker's side of the outbox: closed buckets only, delivery outside the transaction, removal of whole buckets.

DESIGN 6.8.  A crash between delivery and removal delivers again under the same message id (QUALITY P6).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

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


def closed_parcels(register: Register, tick: int) -> list[Parcel]:
    """Return the buckets whose tick is over, oldest first."""
    return sorted(
        (
            Parcel(slot, at, bucket.messages)
            for slot, tree in enumerate(register.outbox)
            for at, bucket in tree.items(max=tick - 1 - GRACE)
        ),
        key=lambda parcel: parcel.tick,
    )


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
            note_failure(delivery, failed[message.id], now)
    return bucket.heads


def note_failure(delivery: Delivery, problem: str, now: datetime) -> None:
    """Count a failed try; the next one waits twice as long, at most an hour."""
    delivery.tries += 1
    delivery.problem = problem
    delivery.next_minute = int(now.timestamp() // 60) + min(2 ** (delivery.tries - 1), 60)
    delivery.dead = delivery.tries >= TRIES


def waiting(register: Register, now: datetime) -> list[Delivery]:
    """Return the deliveries whose next try is due."""
    minute = int(now.timestamp() // 60)
    return [found for found in register.deliveries.values() if not found.dead and found.next_minute <= minute]


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
