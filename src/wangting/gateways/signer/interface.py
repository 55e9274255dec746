"""What a signer is, and what it says about a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True)
class Verdict:
    """What a check of a signed file found.

    ``intact``: the whole file is what was signed; ``trusted``: the certificate is one of this house's authority and
    was valid at ``signed_at``, which is the time the signer states; ``valid``: both.
    """

    valid: bool
    intact: bool
    trusted: bool
    signer: str | None = None
    signed_at: datetime | None = None
    algorithm: str | None = None


class Signer(Protocol):
    """Signs for a hall and checks what was signed, without any network."""

    algorithm: str
    """What is stored beside each signature (DOMAIN 4), such as ``PAdES-B-B/ECDSA-P256/SHA-256``."""

    def sign(self, pdf: bytes, hall: str) -> bytes:
        """Return ``pdf`` with a certifying signature of ``hall``; raises NotFound for a hall without a key."""

    def validate(self, pdf: bytes) -> Verdict:
        """Check a file; whatever is sent in gets a verdict, never an error."""
