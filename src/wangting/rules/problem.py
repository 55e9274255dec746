"""What a pure check found wrong in declared data: a place and a sentence.

Rules never raise for a mistake in a declaration: they return every problem, so that all of them are shown at once.
"""

from __future__ import annotations

from typing import NamedTuple


class Problem(NamedTuple):
    """One mistake: ``key`` is the dotted place inside the declaration, ``message`` one English sentence part."""

    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.key}: {self.message}"
