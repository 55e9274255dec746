"""What a provisioning did, for whoever ran it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Report:
    """Counts by kind of what was made, what was there, and what a file says otherwise than the database."""

    made: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    differs: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was written."""
        return bool(self.made)

    def lines(self) -> list[str]:
        """Return the report, a line each."""
        found = [f"made {count} {kind}" for kind, count in sorted(self.made.items())]
        found += [f"kept {count} {kind}" for kind, count in sorted(self.kept.items())]
        return found + [f"differs from its file, kept as it is: {key}" for key in self.differs]
