"""What was done in the administration of a hall, or of the city: one entry each, chained, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from BTrees.LOBTree import LOBTree
from persistent import Persistent


class Deed(NamedTuple):
    """One act: ``act`` is a word of services.administering.recording, ``subject`` what it was done to.

    ``subject`` is the id of a party, the key of a unit or the name of an announcement; ``facts`` are plain values in
    the order of their names and never hold a number of a person.  ``at`` is ISO 8601 with offset, ``hash`` SHA-256
    over the canonical JSON of the other fields.
    """

    number: int
    at: str
    by: int
    act: str
    subject: str
    reason: str
    facts: tuple[tuple[str, object], ...]
    previous: str
    hash: str

    def hashed_fields(self) -> dict[str, object]:
        """Return the fields that the hash covers."""
        fields = self._asdict()
        del fields["hash"]
        fields["facts"] = [list(pair) for pair in self.facts]
        return fields


class Journal(Persistent):
    """The deeds of one hall, or of the city, by number from 1.

    Every act writes here, so two at once collide and the second is tried again with what the first has done.
    """

    def __init__(self) -> None:
        self._deeds = LOBTree()
        self.head = ""

    def append(self, deed: Deed) -> None:
        """Keep ``deed``, which must be the next one."""
        if deed.number != len(self) + 1 or deed.previous != self.head:
            raise ValueError("not the next deed")
        self._deeds[deed.number] = deed
        self.head = deed.hash

    def latest(self, most: int, before: int | None = None) -> list[Deed]:
        """Return at most ``most`` deeds, newest first; only those with a smaller number than ``before``."""
        last = len(self) if before is None else min(before - 1, len(self))
        return [self._deeds[number] for number in range(last, max(0, last - most), -1)]

    def __iter__(self) -> Iterator[Deed]:
        return iter(self._deeds.values())

    def __len__(self) -> int:
        return self._deeds.maxKey() if self._deeds else 0
