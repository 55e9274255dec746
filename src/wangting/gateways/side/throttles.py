"""Throttles: delays at sign-in that double, and limits of rate in windows.

The delay belongs to the pair of account and network: who guesses from one network slows only that network, the
rightful user signs in from another one (QUALITY 4).  Names and addresses are stored as fingerprints only.
"""

from __future__ import annotations

from wangting.gateways.side.records import Delays
from wangting.gateways.side.room import Room, fingerprint

_KEEP_ATTEMPTS = 7 * 86_400_000
_SET_ATTEMPT = """INSERT INTO attempt (id, failures, last) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE
    SET failures = excluded.failures, last = excluded.last"""
_SET_RATE = """INSERT INTO rate (id, uses, began, ends) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE
    SET uses = excluded.uses, began = excluded.began, ends = excluded.ends"""


class StoredThrottles(Room):
    """The throttles; see ``interface.Throttles``."""

    def attempt(self, account: str, network: str, delays: Delays) -> int:
        """Count a try before it is made; return 0, or the whole seconds to wait, then nothing is counted.

        Counting first closes the gap through which a hundred tries at once would all be the first one.
        """
        key, now = fingerprint("attempt", account, network), self._now()
        with self._database.write(about=key) as store:
            found = store.execute("SELECT failures, last FROM attempt WHERE id = ?", (key,)).fetchone()
            failures, last = found or (0, now)
            since = max(0, now - last)
            if since >= delays.forget * 1000:
                failures = 0
            wait = _delay(failures, delays) * 1000 - since
            if wait > 0:
                return -(-wait // 1000)
            store.execute(_SET_ATTEMPT, (key, failures + 1, now))
            return 0

    def succeeded(self, account: str, network: str) -> None:
        """Forget the failures of the account from this network."""
        with self._database.write() as store:
            store.execute("DELETE FROM attempt WHERE id = ?", (fingerprint("attempt", account, network),))

    def hit(self, key: str, limit: int, seconds: int) -> int:
        """Count one use; return 0, or the whole seconds until the window ends when ``limit`` uses were made in it.

        A window begins with its first use.  A clock that was set back begins a new one, or it would never end.
        """
        stored, now = fingerprint("rate", key), self._now()
        with self._database.write(about=stored) as store:
            found = store.execute("SELECT uses, began, ends FROM rate WHERE id = ?", (stored,)).fetchone()
            uses, began, ends = found or (0, now, now)
            if not began <= now < ends:
                uses, began, ends = 0, now, now + seconds * 1000
            if uses >= limit:
                return -(-(ends - now) // 1000)
            store.execute(_SET_RATE, (stored, uses + 1, began, ends))
            return 0

    def sweep(self) -> int:
        """Remove the windows that ended and the failures of which a week has passed; return how many."""
        now = self._now()
        with self._database.write() as store:
            removed = store.execute("DELETE FROM rate WHERE ends <= ?", (now,)).rowcount
            return removed + store.execute("DELETE FROM attempt WHERE last <= ?", (now - _KEEP_ATTEMPTS,)).rowcount


def _delay(failures: int, delays: Delays) -> int:
    """Return the seconds between the last try and the next one after so many failures."""
    if failures < delays.free:
        return 0
    # The exponent is bounded, so that a long attack does not build a number of a thousand digits.
    return min(delays.most, delays.first * 2 ** min(failures - delays.free, 32))
