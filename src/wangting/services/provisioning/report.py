"""What a provisioning did, or would do, for whoever ran it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from wangting.rules.hierarchy import Placed

#: Of records of one kind that became the same, so many are named; the rest is counted.
NAMED = 20


@dataclass
class Report:
    """Counts by kind of what was made, brought up to its file, found to agree with it, and left as it was.

    ``notes`` say of single records how they were merged, ``conflicts`` where a file and the database both changed.
    """

    made: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was, or would be, written."""
        return bool(self.made or self.updated or self.agreed)

    def update(self, kind: str, key: str, fields: Mapping[str, str]) -> None:
        """Note a record that follows its file."""
        self.updated[kind] += 1
        if self.updated[kind] <= NAMED:
            self.notes.append(f"updated from its file: {key} ({', '.join(fields)})")

    def agree(self, kind: str, key: str) -> None:
        """Note a record that was changed in the database to what its file says now."""
        self.agreed[kind] += 1
        self.notes.append(f"file and database say the same again: {key}")

    def conflict(self, key: str, fields: Mapping[str, str]) -> None:
        """Note a record that was changed in its file and in the database, with who changed which field."""
        by = {"file": "the file", "database": "the database", "both": "both"}
        told = ", ".join(f"{name} by {by[who]}" for name, who in fields.items())
        self.conflicts.append(f"differs from its file, kept as the database has it: {key} (changed: {told})")

    def deleted(self, key: str) -> None:
        """Note a record whose file changed after it was deleted from the database."""
        self.conflicts.append(f"its file changed, but it was deleted from the database and stays so: {key}")

    def unplaced(self, key: str, told: Placed, fault: str) -> None:
        """Note an item that cannot stand where its file puts it, one of ``hierarchy.FAULTS``; it stays where it was."""
        self.conflicts.append(f"cannot stand where its file puts it, left where it is: {key} ({told.rank}, {fault})")

    def undeclared(self, key: str) -> None:
        """Note a record that no file declares any more."""
        self.notes.append(f"declared in no file any more, kept: {key}")

    def lines(self) -> list[str]:
        """Return the report, a line each."""
        counted = (("made", self.made), ("updated", self.updated), ("agreed", self.agreed), ("kept", self.kept))
        found = [f"{word} {count} {kind}" for word, counts in counted for kind, count in sorted(counts.items())]
        return [*found, *self.notes, *self.conflicts]
