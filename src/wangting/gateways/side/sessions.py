"""Sessions on the server, as JSON; of the id in the cookie only a fingerprint is stored.

Who reads the store or a backup of it can therefore take over nobody's session (ASVS 5.0 chapter 7).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta

from wangting.gateways.side.records import Session, SessionLimits
from wangting.gateways.side.room import Room, fingerprint, moment, new_secret
from wangting.gateways.side.statements import Store

TOUCH_EVERY = 60_000
"""Milliseconds between two writes of the time of last use: a reader of pages costs one write a minute."""

_ONE = "SELECT kind, party, data, created, touched, id FROM session WHERE id = ?"
_OF_PARTY = "SELECT kind, party, data, created, touched, id FROM session WHERE party = ? ORDER BY touched DESC, id"


class StoredSessions(Room):
    """The sessions; see ``interface.Sessions``."""

    def new(self, data: Mapping[str, object], kind: str, party: int | None = None) -> str:
        """Begin a session and return its id of 256 random bits; raises NoRoom."""
        session_id = new_secret()
        with self._database.write() as store:
            self._insert(store, session_id, data, kind, party)
        return session_id

    def load(self, session_id: str, limits: Mapping[str, SessionLimits]) -> Session | None:
        """Return the session if it lives; a session of a kind that has no limits is over.

        A clock that was set back gives nobody a longer session than ``absolute`` from its beginning.
        """
        found = self._database.row(_ONE, fingerprint(session_id))
        if found is None:
            return None
        session = _session(found)
        now = self._now()
        if _is_over(session, limits, now):
            self.end(session_id)
            return None
        if abs(now - found[4]) >= TOUCH_EVERY:
            with self._database.write() as store:
                store.execute("UPDATE session SET touched = ? WHERE id = ?", (now, found[5]))
        return session

    def save(self, session_id: str, data: Mapping[str, object]) -> bool:
        """Replace the data; False when the session has ended in the meantime: it is not brought back."""
        with self._database.write() as store:
            changed = store.execute("UPDATE session SET data = ? WHERE id = ?", (_json(data), fingerprint(session_id)))
            return changed.rowcount == 1

    def rotate(self, session_id: str, data: Mapping[str, object], kind: str, party: int | None) -> str:
        """End the session and begin another in one transaction; return the new id."""
        fresh = new_secret()
        with self._database.write() as store:
            store.execute("DELETE FROM session WHERE id = ?", (fingerprint(session_id),))
            self._insert(store, fresh, data, kind, party)
        return fresh

    def end(self, session_id: str) -> None:
        """End the session, if there is one."""
        with self._database.write() as store:
            store.execute("DELETE FROM session WHERE id = ?", (fingerprint(session_id),))

    def end_key(self, party: int, key: str) -> bool:
        """End the session of ``party`` listed under ``key``; False for another's, an unknown or a broken key."""
        try:
            stored = bytes.fromhex(key)
        except ValueError:
            return False
        with self._database.write() as store:
            gone = store.execute("DELETE FROM session WHERE party = ? AND id = ?", (party, stored))
            return gone.rowcount == 1

    def end_all(self, party: int, except_id: str | None = None) -> int:
        """End all sessions of ``party`` but the one with the id ``except_id``; return how many."""
        kept = fingerprint(except_id) if except_id is not None else b""
        with self._database.write() as store:
            return store.execute("DELETE FROM session WHERE party = ? AND id <> ?", (party, kept)).rowcount

    def list(self, party: int) -> Sequence[Session]:
        """Return the sessions of ``party``, last used first."""
        return tuple(_session(row) for row in self._database.rows(_OF_PARTY, party))

    def sweep(self, limits: Mapping[str, SessionLimits]) -> int:
        """Remove the sessions that are over; return how many."""
        now, removed = self._now(), 0
        with self._database.write() as store:
            for kind, limit in limits.items():
                removed += store.execute(
                    "DELETE FROM session WHERE kind = ? AND (touched <= ? OR created <= ?)",
                    (kind, now - _milliseconds(limit.idle), now - _milliseconds(limit.absolute)),
                ).rowcount
        return removed

    def _insert(
        self,
        store: Store,
        session_id: str,
        data: Mapping[str, object],
        kind: str,
        party: int | None,
    ) -> None:
        now = self._now()
        store.execute(
            "INSERT INTO session (id, kind, party, data, created, touched) VALUES (?, ?, ?, ?, ?, ?)",
            (fingerprint(session_id), kind, party, _json(data), now, now),
        )


def _session(row: tuple) -> Session:
    kind, party, data, created, touched, stored = row
    return Session(stored.hex(), kind, party, json.loads(data), moment(created), moment(touched))


def _is_over(session: Session, limits: Mapping[str, SessionLimits], now: int) -> bool:
    limit = limits.get(session.kind)
    if limit is None:
        return True
    present = moment(now)
    return present - session.touched >= limit.idle or present - session.created >= limit.absolute


def _milliseconds(delta: timedelta) -> int:
    return round(delta.total_seconds() * 1000)


def _json(data: Mapping[str, object]) -> str:
    """Return ``data`` as JSON; raises TypeError and ValueError for what JSON cannot hold (NaN, objects)."""
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
