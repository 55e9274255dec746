"""Finds one party among a million by a text that is only theirs: a login, the mark of an ID number, of a phone.

A tree with texts as keys grows dear with the directory: each step compares texts that lie anywhere in memory.  The keys
here are whole numbers made of the texts; what is found is compared with the text itself, and the few whose numbers meet
are kept by their texts (ADR 0044).
"""

from __future__ import annotations

from hashlib import blake2b

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree
from persistent import Persistent

#: Bytes of a hash that a key is made of, and how many bits are left over: keys are positive.
_BYTES, _SPARE = 8, 1


def number_of(text: str) -> int:
    """Return the key of ``text``: 63 bits, so that two of a million people meet once in 18 million cities."""
    return int.from_bytes(blake2b(text.encode("utf-8"), digest_size=_BYTES).digest(), "big") >> _SPARE


class Finder(Persistent):
    """Parties by the text that stands in their attribute ``field``, each text of one party only."""

    #: Made with the first two texts of one number, which hardly any city will see.
    _twins: OOBTree | None = None

    def __init__(self, field: str) -> None:
        self._field = field
        self._by_number = LOBTree()

    def get(self, text: str) -> Persistent | None:
        """Return whose ``text`` is, or None."""
        found = self._by_number.get(number_of(text))
        if found is not None and getattr(found, self._field) == text:
            return found
        return None if self._twins is None else self._twins.get(text)

    def add(self, text: str, party: Persistent) -> None:
        """Let ``party``, in whose field ``text`` stands, be found by it; raises ValueError when somebody else is."""
        there = self.get(text)
        if there is None:
            there = self._by_number.setdefault(number_of(text), party)
            if there is not party:
                if self._twins is None:
                    self._twins = OOBTree()
                self._twins[text] = party
        elif there is not party:
            raise ValueError(f"{self._field} of somebody else")

    def discard(self, text: str, party: Persistent) -> None:
        """Let ``party`` no longer be found by ``text``; nothing is done when it is not."""
        if self._twins is not None and self._twins.get(text) is party:
            del self._twins[text]
        elif self._by_number.get(number_of(text)) is party:
            del self._by_number[number_of(text)]
