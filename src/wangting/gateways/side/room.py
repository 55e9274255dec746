"""What the rooms of the side store share: the database, the clock and the vault."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from wangting.clock import ZONE, Clock
from wangting.gateways.side.statements import Database
from wangting.gateways.vault import Vault

SECRET_BYTES = 32
"""256 random bits: ids and tokens that stand for a person."""


class Room:
    """One room: its methods are single transactions."""

    def __init__(self, database: Database, clock: Clock, vault: Vault) -> None:
        self._database = database
        self._clock = clock
        self._vault = vault

    def _now(self) -> int:
        """Return the present moment in whole milliseconds since 1970-01-01T00:00Z."""
        return milliseconds(self._clock.now())


def milliseconds(at: datetime) -> int:
    """Return a moment as it is stored: whole milliseconds since 1970-01-01T00:00Z."""
    return round(at.timestamp() * 1000)


def moment(stored: int) -> datetime:
    """Return the moment of a stored time."""
    return datetime.fromtimestamp(stored / 1000, ZONE)


def new_secret() -> str:
    """Return 256 random bits, safe in a cookie and in a URL (43 letters)."""
    return secrets.token_urlsafe(SECRET_BYTES)


def fingerprint(*parts: str) -> bytes:
    """Return SHA-256 over the parts, unambiguously joined: what is stored in place of a secret or a name."""
    digest = hashlib.sha256()
    for part in parts:
        text = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(text) + text)
    return digest.digest()
