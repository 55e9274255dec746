"""What somebody has proved of who they are."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple


class Proof(NamedTuple):
    """One proof: by which ``way`` (``rules.assurance``), of the name and number under ``mark``, when (ISO 8601).

    ``witness`` is the official at the window and ``hall`` theirs; both None where a register was asked.
    """

    way: str
    mark: str
    at: str
    witness: int | None = None
    hall: str | None = None

    @property
    def on(self) -> date:
        """The day of the proof."""
        return datetime.fromisoformat(self.at).date()
