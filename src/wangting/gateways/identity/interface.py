"""What every check of identity offers; ``tests/contract/gateways`` holds each of them to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from wangting.gateways.calling import Unreached

#: What a check can say.
AGREES, DIFFERS, UNKNOWN = "agrees", "differs", "unknown"
VERDICTS = frozenset({AGREES, DIFFERS, UNKNOWN})


class Unanswered(Unreached):
    """The register could not be asked; nothing is known, and nothing was changed."""

    code = "identity_unanswered"


class NameCheck(Protocol):
    """Compares a name and an ID number with the population register."""

    def is_connected(self) -> bool:
        """Say whether there is a register to ask at all."""

    def compare(self, name: str, id_number: str) -> str:
        """Return AGREES, DIFFERS (the number is another's) or UNKNOWN (no such number); raises Unanswered."""


@dataclass(frozen=True)
class Represented:
    """What is said of an organisation: its code (GB 32100), its name, its representative with name and ID number."""

    credit_code: str
    name: str
    representative: str
    id_number: str


class FirmCheck(Protocol):
    """Compares what is said of an organisation with the register of organisations."""

    def is_connected(self) -> bool:
        """Say whether there is a register to ask at all."""

    def compare(self, said: Represented) -> str:
        """Return AGREES when all of it is so, DIFFERS, or UNKNOWN (no such code); raises Unanswered."""


class FaceCheck(Protocol):
    """Compares a face with the photo on the identity card of (name, number)."""

    def is_connected(self) -> bool:
        """Say whether there is anybody to ask at all."""

    def compare(self, name: str, id_number: str, photo: bytes) -> str:
        """Return AGREES, DIFFERS or UNKNOWN for a photo in JPEG or PNG, which nobody keeps; raises Unanswered."""
