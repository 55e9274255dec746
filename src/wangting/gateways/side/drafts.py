"""Drafts: answers and uploads of an application not yet filed.

A saved draft was acknowledged to a person, so every commit here is fsynced.  The answers are sealed by the vault
as a whole: they hold phone and ID numbers wherever a form asks for them.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from wangting.errors import NotFound, Refused, TooLarge
from wangting.gateways.side.records import Draft, FileLimits, FileRef
from wangting.gateways.side.room import Room, milliseconds, moment
from wangting.gateways.side.statements import Store

PURPOSE = "draft"
_ID_BYTES = 16
_INSERT = """INSERT INTO draft (id, owner, hall, item, edition, created, changed, number, sealed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_ONE = "SELECT id, owner, hall, item, edition, created, changed, number, sealed FROM draft WHERE id = ?"
_OWNED = """SELECT id FROM draft WHERE owner = ? AND number IS NULL ORDER BY changed DESC, id"""
_OWNED_OF_ITEM = """SELECT id FROM draft WHERE owner = ? AND hall = ? AND item = ? AND number IS NULL
    ORDER BY changed DESC, id LIMIT 1"""
_COUNT_OWNED = "SELECT count(*) FROM draft WHERE owner = ? AND number IS NULL"
_COUNT_OF_ITEM = "SELECT hall, count(*) FROM draft WHERE item = ? AND number IS NULL GROUP BY hall"
_BYTES_OWNED = """SELECT coalesce(sum(size), 0) FROM draft_file JOIN draft ON draft.id = draft_file.draft
    WHERE owner = ? AND number IS NULL AND draft.id <> ?"""
_OLD_FILES = """SELECT DISTINCT sha256 FROM draft_file JOIN draft ON draft.id = draft_file.draft
    WHERE draft.changed < ?"""
_FILES = """SELECT field, sha256, size, media_type, sealed FROM draft_file
    WHERE draft = ? ORDER BY place, field, sha256"""
_ADD_FILE = """INSERT INTO draft_file (draft, field, sha256, place, size, media_type, sealed)
    SELECT ?, ?, ?, (SELECT count(*) FROM draft_file WHERE draft = ?), ?, ?, ?
    WHERE true ON CONFLICT (draft, field, sha256) DO UPDATE SET sealed = excluded.sealed"""
_CHANGED = "UPDATE draft SET changed = ? WHERE id = ?"
_SET_VALUES = "UPDATE draft SET sealed = ?, changed = ? WHERE id = ?"
_SET_EDITION = "UPDATE draft SET edition = ?, changed = ? WHERE id = ?"
_SET_NUMBER = "UPDATE draft SET number = ?, sealed = NULL WHERE id = ?"
_USES = """SELECT (SELECT count(*) FROM draft_file WHERE sha256 = ?)
         + (SELECT count(*) FROM parked_file WHERE sha256 = ?)"""


class StoredDrafts(Room):
    """The drafts; see ``interface.Drafts``."""

    def create(self, owner: int, hall: str, item_code: str, edition: int) -> Draft:
        """Begin a draft; raises NoRoom."""
        with self._database.write(full=True) as store:
            return self._add(store, owner, hall, item_code, edition)

    def begin(self, owner: int, hall: str, item_code: str, edition: int, most: int) -> Draft:
        """Return the owner's open draft of the item, begun in the same transaction when there is none.

        Raises Refused (``too_many_drafts``) when the owner has ``most`` open drafts already, NoRoom.
        """
        with self._database.write(full=True, about=f"drafts of {owner}") as store:
            found = store.execute(_OWNED_OF_ITEM, (owner, hall, item_code)).fetchone()
            if found is not None:
                return self._read(store, found[0])
            if store.execute(_COUNT_OWNED, (owner,)).fetchone()[0] >= most:
                raise Refused("too_many_drafts", limit=most)
            return self._add(store, owner, hall, item_code, edition)

    def get(self, draft_id: str) -> Draft:
        """Return the draft; raises NotFound."""
        with self._database.read() as store:
            return self._read(store, draft_id)

    def list(self, owner: int) -> Sequence[Draft]:
        """Return the owner's drafts that are not filed, last changed first."""
        return self._drafts(_OWNED, owner)

    def count_of_item(self, item_code: str) -> Mapping[str, int]:
        """Return how many drafts of an item are not filed, by hall; a hall without one is not there."""
        with self._database.read() as store:
            return dict(store.execute(_COUNT_OF_ITEM, (item_code,)).fetchall())

    def save_values(self, draft_id: str, values: Mapping[str, object]) -> Draft:
        """Merge ``values`` by field id in one transaction; None removes an answer; raises NotFound, Refused.

        Merging lets two pages of one form, open side by side, each save its own section.
        """
        with self._database.write(full=True, about=draft_id) as store:
            draft = self._open(store, draft_id)
            merged = {**draft.values, **values}
            kept = _json({name: value for name, value in merged.items() if value is not None})
            now = self._now()
            store.execute(_SET_VALUES, (self._vault.seal(kept, PURPOSE), now, draft_id))
            return replace(draft, values=json.loads(kept), changed=moment(now))

    def move_edition(self, draft_id: str, edition: int) -> Draft:
        """Let the draft follow another edition, answers kept by field id; raises NotFound, Refused."""
        with self._database.write(full=True, about=draft_id) as store:
            draft, now = self._open(store, draft_id), self._now()
            store.execute(_SET_EDITION, (edition, now, draft_id))
            return replace(draft, edition=edition, changed=moment(now))

    def add_file(self, draft_id: str, field: str, ref: FileRef, limits: FileLimits) -> Draft:
        """Record a staged file; the same file in the same field again changes only its name.

        Raises NotFound, Refused (``too_many_files``, ``draft_submitted``), TooLarge (``case_too_large``, and
        ``drafts_too_large`` for all drafts of the owner).
        """
        with self._database.write(full=True, about=draft_id) as store:
            draft = self._open(store, draft_id)
            others = [
                other
                for name, refs in draft.files.items()
                for other in refs
                if (name, other.sha256) != (field, ref.sha256)
            ]
            if len(others) >= limits.files:
                raise Refused("too_many_files", limit=limits.files)
            if sum(other.size for other in others) + ref.size > limits.size:
                raise TooLarge("case_too_large", limit=limits.size)
            others_of_owner = store.execute(_BYTES_OWNED, (draft.owner, draft_id)).fetchone()[0]
            if others_of_owner + sum(other.size for other in others) + ref.size > limits.of_owner:
                raise TooLarge("drafts_too_large", limit=limits.of_owner)
            name, now = self._vault.seal(ref.name, PURPOSE), self._now()
            store.execute(_ADD_FILE, (draft_id, field, ref.sha256, draft_id, ref.size, ref.media_type, name))
            store.execute(_CHANGED, (now, draft_id))
            return replace(draft, files=_with(draft.files, field, ref), changed=moment(now))

    def remove_file(self, draft_id: str, field: str, sha256: str) -> Sequence[str]:
        """Forget a file; return what no draft uses any more; raises NotFound, Refused."""
        with self._database.write(full=True, about=draft_id) as store:
            self._open(store, draft_id)
            store.execute(
                "DELETE FROM draft_file WHERE draft = ? AND field = ? AND sha256 = ?", (draft_id, field, sha256)
            )
            self._touch(store, draft_id)
            return unused(store, [sha256])

    def delete(self, draft_id: str) -> Sequence[str]:
        """Forget the draft; return what nobody uses any more; raises NotFound, Refused for a filed one."""
        with self._database.write(full=True, about=draft_id) as store:
            draft = self._open(store, draft_id)
            store.execute("DELETE FROM draft WHERE id = ?", (draft_id,))
            return unused(store, _sha256s(draft))

    def mark_submitted(self, draft_id: str, number: str) -> Sequence[str]:
        """Keep only the number of the case, which now holds the answers; return what nobody uses any more.

        Called after the commit of the submit; called again it changes nothing; raises NotFound.
        """
        with self._database.write(full=True, about=draft_id) as store:
            draft = self._read(store, draft_id)
            if draft.number is None:
                store.execute(_SET_NUMBER, (number, draft_id))
                self._touch(store, draft_id)
                store.execute("DELETE FROM draft_file WHERE draft = ?", (draft_id,))
            return unused(store, _sha256s(draft))

    def sweep(self, before: datetime) -> Sequence[str]:
        """Forget the drafts, filed or not, that nobody changed since ``before``; return what nobody uses any more."""
        limit = (milliseconds(before),)
        with self._database.write() as store:
            names = store.execute(_OLD_FILES, limit).fetchall()
            store.execute("DELETE FROM draft WHERE changed < ?", limit)
            return unused(store, sorted(name for (name,) in names))

    def uses_of(self, sha256: str) -> int:
        """Return how many drafts and parked posts use a staged file."""
        with self._database.read() as store:
            return store.execute(_USES, (sha256, sha256)).fetchone()[0]

    def _add(self, store: Store, owner: int, hall: str, item_code: str, edition: int) -> Draft:
        draft_id, now = secrets.token_hex(_ID_BYTES), self._now()
        values = self._vault.seal("{}", PURPOSE)
        store.execute(_INSERT, (draft_id, owner, hall, item_code, edition, now, now, None, values))
        return self._read(store, draft_id)

    def _open(self, store: Store, draft_id: str) -> Draft:
        """Return a draft that may still change; raises NotFound, Refused."""
        draft = self._read(store, draft_id)
        if draft.number is not None:
            raise Refused("draft_submitted", number=draft.number)
        return draft

    def _touch(self, store: Store, draft_id: str) -> None:
        store.execute(_CHANGED, (self._now(), draft_id))

    def _drafts(self, statement: str, *values: object) -> Sequence[Draft]:
        with self._database.read() as store:
            ids = store.execute(statement, values).fetchall()
            return tuple(self._read(store, draft_id) for (draft_id,) in ids)

    def _read(self, store: Store, draft_id: str) -> Draft:
        """Return the draft as the running transaction sees it; raises NotFound."""
        row = store.execute(_ONE, (draft_id,)).fetchone()
        if row is None:
            raise NotFound("draft_not_found")
        _, owner, hall, item, edition, created, changed, number, sealed = row
        values = json.loads(self._vault.open(sealed, PURPOSE)) if sealed is not None else {}
        files: dict[str, tuple[FileRef, ...]] = {}
        for field, sha256, size, media_type, name in store.execute(_FILES, (draft_id,)).fetchall():
            ref = FileRef(sha256, self._vault.open(name, PURPOSE), size, media_type)
            files[field] = (*files.get(field, ()), ref)
        times = moment(created), moment(changed)
        return Draft(draft_id, owner, hall, item, edition, *times, number, values, files)


def unused(store: Store, sha256s: Iterable[str]) -> Sequence[str]:
    """Return those of ``sha256s`` that no draft and no parked post uses, as seen by the running transaction."""
    return tuple(name for name in sha256s if not store.execute(_USES, (name, name)).fetchone()[0])


def _with(files: Mapping[str, tuple[FileRef, ...]], field: str, ref: FileRef) -> dict[str, tuple[FileRef, ...]]:
    """Return ``files`` with ``ref`` in ``field``: in its place where the same file is there already, else the last."""
    refs = files.get(field, ())
    if any(found.sha256 == ref.sha256 for found in refs):
        return {**files, field: tuple(ref if found.sha256 == ref.sha256 else found for found in refs)}
    return {**files, field: (*refs, ref)}


def _sha256s(draft: Draft) -> list[str]:
    return sorted({ref.sha256 for refs in draft.files.values() for ref in refs})


def _json(values: Mapping[str, object]) -> str:
    return json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
