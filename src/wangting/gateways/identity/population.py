"""The embedded population register: whether a name belongs to an ID number (``marked``).

Provisioning fills that of a demo from the sample people; elsewhere it is empty, and not connected.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wangting.gateways.identity.marked import MarkedFile
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import normalised

#: The file below ``var``.
FILE = "population.sqlite"
#: What numbers, and names together with their numbers, are marked for.
NUMBER, PERSON = "population/number", "population/person"


class PopulationRegister:
    """See ``interface.NameCheck``."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._file = MarkedFile(path)
        self._vault = vault

    def is_connected(self) -> bool:
        """Say whether anybody is in the register."""
        return self._file.is_connected()

    def compare(self, name: str, id_number: str) -> str:
        """Return AGREES, DIFFERS or UNKNOWN; raises Unanswered for a register that is not there or cannot be read."""
        return self._file.compare(*self._marks(name, id_number))

    def put(self, people: Iterable[tuple[str, str]]) -> None:
        """Write (name, ID number) of each; who is there already gets the new name."""
        self._file.put(self._marks(*person) for person in people)

    def _marks(self, name: str, id_number: str) -> tuple[str, str]:
        number = normalised(id_number)
        return self._vault.mark(NUMBER, number), self._vault.mark(PERSON, f"{number} {''.join(name.split())}")
