"""Drafts: what a citizen has typed and uploaded is kept until it is filed, whatever happens in between."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import BinaryIO, Protocol

from wangting.content.item import Edition
from wangting.errors import NotFound, Refused
from wangting.gateways.side.interface import Drafts, Parking
from wangting.gateways.side.records import Draft, FileLimits, FileRef
from wangting.gateways.staging import Staging
from wangting.gateways.uploads import UploadRules, inspect

#: A part of an application of this kind is a paper; every other field is an answer.
MATERIAL = "material"
#: Open drafts of one person, and bytes of all papers in them: far more than a family or a firm has under way at once,
#: and far less than fills a disk.
MOST, BYTES = 50, 500 << 20


class Held(Protocol):
    """A paper that a case has; ``size`` in bytes."""

    size: int


class Drafting:
    """Keeps drafts in the side store and their uploads in the staging area."""

    def __init__(self, *, drafts: Drafts, parking: Parking, staging: Staging, rules: UploadRules) -> None:
        self._drafts = drafts
        self._parking = parking
        self._staging = staging
        self._rules = rules

    def begin(self, owner: int, hall: str, code: str, edition: int) -> Draft:
        """Return the owner's open draft of the item in this hall, begun now under ``edition`` when there is none.

        One that was begun under an earlier edition stays there until its owner has seen what changed.

        Raises Refused ``too_many_drafts`` for who has :data:`MOST` of them.
        """
        return self._drafts.begin(owner, hall, code, edition, MOST)

    def follow(self, draft: Draft, edition: int) -> Draft:
        """Let the draft follow the edition its owner has seen; answers are kept by the ids of their fields."""
        return self._drafts.move_edition(draft.id, edition)

    def mine(self, owner: int, draft_id: str) -> Draft:
        """Return a draft of ``owner``; raises NotFound, the same for another's and for none."""
        found = self._drafts.get(draft_id)
        if found.owner != owner:
            raise NotFound("no_draft")
        return found

    def list(self, owner: int) -> Sequence[Draft]:
        """Return the owner's drafts that are not filed, last changed first."""
        return self._drafts.list(owner)

    def save(self, draft: Draft, values: Mapping[str, object]) -> Draft:
        """Keep ``values``, right or wrong: what was typed is never lost."""
        return self._drafts.save_values(draft.id, values)

    def upload(self, draft: Draft, field: str, name: str, stream: BinaryIO, edition: Edition,
               held: Sequence[Held] = ()) -> Draft:  # fmt: skip
        """Keep one uploaded paper; ``held`` is what the case has already, which counts as well.

        Raises Refused ``outside_the_list`` for a field that is no paper of the item (行政许可法 31), TooLarge, and what
        the inspection of type and name refuses.
        """
        if field not in material_fields(edition):
            raise Refused("outside_the_list")
        found = inspect(stream, name, self._rules)
        with self._staging.keeping():
            staged = self._staging.add(stream, self._rules.file_size)
            ref = FileRef(staged.sha256, found.name, staged.size, found.media_type)
            return self._drafts.add_file(draft.id, field, ref, self._left(held))

    def remove(self, draft: Draft, field: str, sha256: str) -> None:
        """Take one paper away again."""
        self._discard(self._drafts.remove_file(draft.id, field, sha256))

    def delete(self, draft: Draft) -> None:
        """Forget the draft and the papers that no other draft holds."""
        self._discard(self._drafts.delete(draft.id))

    def filed(self, draft_id: str, number: str) -> None:
        """After the commit: the draft is a case now; its uploads live in the case."""
        self._discard(self._drafts.mark_submitted(draft_id, number))

    def park(self, draft_id: str, values: Mapping[str, object]) -> str:
        """Keep what was posted after the session had ended, and return the token to take it with."""
        return self._parking.park(draft_id, values, {})

    def unpark(self, owner: int, token: str) -> Draft | None:
        """After signing in again: put what was parked into the owner's draft; None when it is not the owner's.

        It is taken out of the lot only after it is in the draft: neither a crash nor somebody else at the same
        computer loses it.
        """
        parked = self._parking.read(token)
        if parked is None:
            return None
        draft = self._drafts.get(parked.draft_id)
        if draft.owner != owner or draft.number is not None:
            return None
        saved = self._drafts.save_values(draft.id, parked.values)
        self._parking.take(token)
        return saved

    def _left(self, held: Sequence[Held]) -> FileLimits:
        """Return what a draft may hold beside the papers that its case has already."""
        size = sum(paper.size for paper in held)
        return FileLimits(max(0, self._rules.files - len(held)), max(0, self._rules.case_size - size), BYTES)

    def _discard(self, sha256s: Sequence[str]) -> None:
        self._staging.discard(sha256s, self._drafts.uses_of)


def material_fields(edition: Edition) -> frozenset[str]:
    """Return the ids of the papers of an edition: nothing outside the published list may be asked."""
    return frozenset(
        field["id"] for section in edition.form for field in section["fields"] if field["kind"] == MATERIAL
    )
