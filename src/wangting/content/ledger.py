"""One entry of a case's ledger, as it is stored."""

from __future__ import annotations

from typing import NamedTuple


class Entry(NamedTuple):
    """The trace of one act (STYLE "Names": act, transition, entry).

    ``at`` is the moment that counts in law, ``recorded`` the moment it was written; both are ISO 8601 with offset.
    ``opinion`` is free text: it enters the chain only as ``opinion_digest`` (salted), so that erasing the text keeps
    the chain whole (DESIGN 5).  ``hash`` is SHA-256 over the canonical JSON of the other listed fields.
    """

    number: int
    act: str
    source: str
    target: str
    branch: str
    post: str
    who: int | None
    at: str
    recorded: str
    opinion: str
    opinion_digest: str
    salt: str
    documents: tuple[str, ...]
    facts: tuple[tuple[str, object], ...]
    previous: str
    hash: str

    def hashed_fields(self) -> dict[str, object]:
        """Return the fields that the hash covers: all but free text, its salt, and the hash itself."""
        fields = self._asdict()
        for name in ("opinion", "salt", "hash"):
            del fields[name]
        fields["documents"] = list(self.documents)
        fields["facts"] = [list(pair) for pair in self.facts]
        return fields
