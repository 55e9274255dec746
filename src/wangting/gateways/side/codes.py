"""One-time codes and tokens: made of the system's randomness, stored as keyed hashes, good once and for a while.

QUALITY 4: reset codes CSPRNG, hashed, 20 minutes, once.  A code of six digits has only a million values, so its
hash is keyed by the vault: who reads the store alone cannot try them all.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Mapping
from datetime import timedelta

from wangting.gateways.side.room import Room, fingerprint, new_secret

PURPOSE = "one-time"
_REPLACE = """INSERT INTO code (id, mark, tries, ends, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
    SET mark = excluded.mark, tries = excluded.tries, ends = excluded.ends, sealed = excluded.sealed"""


class StoredCodes(Room):
    """The one-time codes; see ``interface.Codes``."""

    def issue(self, purpose: str, subject: str, lifetime: timedelta, tries: int = 5, digits: int = 6) -> str:
        """Return a new code of ``digits`` digits; an earlier one of this purpose and subject is dead; raises NoRoom."""
        code = f"{secrets.randbelow(10**digits):0{digits}d}"
        row = (fingerprint(purpose, subject), self._mark(purpose, subject, code), tries, self._end(lifetime), None)
        with self._database.write() as store:
            store.execute(_REPLACE, row)
        return code

    def redeem(self, purpose: str, subject: str, code: str) -> bool:
        """Say whether the code is right, in time and unused; a wrong one costs a try, the last try ends it."""
        key, now = fingerprint(purpose, subject), self._now()
        with self._database.write(about=key) as store:
            found = store.execute("SELECT mark, tries FROM code WHERE id = ? AND ends > ?", (key, now)).fetchone()
            if found is None:
                return False
            mark, tries = found
            right = hmac.compare_digest(mark, self._mark(purpose, subject, code))
            if right or tries <= 1:
                store.execute("DELETE FROM code WHERE id = ?", (key,))
            else:
                store.execute("UPDATE code SET tries = tries - 1 WHERE id = ?", (key,))
            return right

    def issue_token(self, purpose: str, payload: Mapping[str, object], lifetime: timedelta) -> str:
        """Return a token of 256 random bits that brings ``payload``, for hand-over between hosts and for links."""
        token = new_secret()
        sealed = self._vault.seal(json.dumps(payload, ensure_ascii=False, allow_nan=False), PURPOSE)
        row = (fingerprint("token", purpose, token), None, 1, self._end(lifetime), sealed)
        with self._database.write() as store:
            store.execute("INSERT INTO code (id, mark, tries, ends, sealed) VALUES (?, ?, ?, ?, ?)", row)
        return token

    def redeem_token(self, purpose: str, token: str) -> dict[str, object] | None:
        """Return the payload, once and in time; None for anything else."""
        key = fingerprint("token", purpose, token)
        with self._database.write() as store:
            row = store.execute("DELETE FROM code WHERE id = ? RETURNING sealed, ends", (key,)).fetchone()
        if row is None or row[1] <= self._now():
            return None
        return json.loads(self._vault.open(row[0], PURPOSE))

    def sweep(self) -> int:
        """Remove what is over; return how many."""
        with self._database.write() as store:
            return store.execute("DELETE FROM code WHERE ends <= ?", (self._now(),)).rowcount

    def _end(self, lifetime: timedelta) -> int:
        return self._now() + round(lifetime.total_seconds() * 1000)

    def _mark(self, purpose: str, subject: str, code: str) -> bytes:
        return bytes.fromhex(self._vault.mark(PURPOSE, json.dumps([purpose, subject, code])))
