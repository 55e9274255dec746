"""What signing in with another government's account offers, whoever the provider is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Departure:
    """Where a browser is sent, and what its session keeps meanwhile: all three are good for this once."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True)
class Vouched:
    """What the provider vouches for; texts are empty where it does not.

    ``subject`` names the person at the provider for ever and says nothing else.  ``phone`` only where it was verified.
    ``token`` is the provider's own word of this signing in, by which it knows what is to be ended.
    """

    subject: str
    name: str = ""
    id_number: str = ""
    phone: str = ""
    token: str = ""


class Provider(Protocol):
    """A provider of sign-in."""

    label: str
    label_en: str

    def is_connected(self) -> bool:
        """Say whether there is one at all."""

    def depart(self) -> Departure:
        """Return where to go; raises Refused and Unreached."""

    def leave(self, token: str) -> str | None:
        """Return where a browser ends the signing in of ``token``; None where the provider has no such place.

        Raises Refused and Unreached.
        """

    def arrive(self, code: str, departure: Departure) -> Vouched:
        """Return who comes back with ``code``.

        Raises Unreached, and Refused with a code of its own for each thing that is not as it must be.
        """
