"""The parking lot: what was posted when the session had just ended, kept until its owner has signed in again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from wangting.gateways.side.drafts import unused
from wangting.gateways.side.records import FileRef, Parked
from wangting.gateways.side.room import Room, fingerprint, new_secret

PURPOSE = "parked"
KEEP = 86_400_000
"""Milliseconds for which a parked post is kept: a day."""

_OLD_FILES = """SELECT DISTINCT sha256 FROM parked_file JOIN parked ON parked.id = parked_file.parked
    WHERE parked.at <= ?"""


class StoredParking(Room):
    """The parked posts; see ``interface.Parking``."""

    def park(self, draft_id: str, values: Mapping[str, object], files: Mapping[str, Sequence[FileRef]]) -> str:
        """Keep what was posted, fsynced, and return the token under which it can be taken; raises NoRoom."""
        token = new_secret()
        content = {
            "values": dict(values),
            "files": {field: [asdict(ref) for ref in refs] for field, refs in files.items()},
        }
        sealed = self._vault.seal(json.dumps(content, ensure_ascii=False, allow_nan=False), PURPOSE)
        used = {ref.sha256 for refs in files.values() for ref in refs}
        with self._database.write(full=True) as store:
            store.execute("INSERT INTO parked VALUES (?, ?, ?, ?)", (fingerprint(token), self._now(), draft_id, sealed))
            store.executemany("INSERT INTO parked_file VALUES (?, ?)", [(fingerprint(token), name) for name in used])
        return token

    def take(self, token: str) -> Parked | None:
        """Return what was parked within the last day, once; None for an unknown, used or old token."""
        with self._database.write(full=True) as store:
            row = store.execute(
                "DELETE FROM parked WHERE id = ? RETURNING at, draft, sealed", (fingerprint(token),)
            ).fetchone()
        return self._opened(row)

    def read(self, token: str) -> Parked | None:
        """Return what :meth:`take` would, and leave it there: it is taken only once it is safe in its draft."""
        with self._database.read() as store:
            row = store.execute("SELECT at, draft, sealed FROM parked WHERE id = ?", (fingerprint(token),)).fetchone()
        return self._opened(row)

    def _opened(self, row: tuple[int, str, bytes] | None) -> Parked | None:
        if row is None or self._now() - row[0] >= KEEP:
            return None
        content = json.loads(self._vault.open(row[2], PURPOSE))
        files = {field: tuple(FileRef(**ref) for ref in refs) for field, refs in content["files"].items()}
        return Parked(row[1], content["values"], files)

    def sweep(self) -> Sequence[str]:
        """Remove what is too old; return the SHA-256s that nobody uses any more."""
        with self._database.write() as store:
            limit = (self._now() - KEEP,)
            names = store.execute(_OLD_FILES, limit).fetchall()
            store.execute("DELETE FROM parked WHERE at <= ?", limit)
            return unused(store, sorted(name for (name,) in names))
