"""The embedded register of organisations: whether name and representative belong to a credit code (``marked``).

Provisioning fills that of a demo from the sample organisation; elsewhere it is empty, and not connected.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from wangting.gateways.identity.interface import Represented
from wangting.gateways.identity.marked import MarkedFile
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import normalised

#: The file below ``var``.
FILE = "organisations.sqlite"
#: What credit codes, and all that is said of the organisation of one, are marked for.
CODE, WHOLE = "organisations/code", "organisations/whole"


class OrganisationRegister:
    """See ``interface.FirmCheck``."""

    def __init__(self, path: Path, vault: Vault) -> None:
        self._file = MarkedFile(path)
        self._vault = vault

    def is_connected(self) -> bool:
        """Say whether any organisation is in the register."""
        return self._file.is_connected()

    def compare(self, said: Represented) -> str:
        """Return AGREES, DIFFERS or UNKNOWN; raises Unanswered for a register that is not there or cannot be read."""
        return self._file.compare(*self._marks(said))

    def put(self, known: Iterable[Represented]) -> None:
        """Write each organisation; one that is there already is called and represented as it is said now."""
        self._file.put(map(self._marks, known))

    def _marks(self, said: Represented) -> tuple[str, str]:
        code = normalised(said.credit_code)
        # No name has a line break, so that no part can be read as the beginning of the next.
        whole = "\n".join((code, _closed(said.name), _closed(said.representative), normalised(said.id_number)))
        return self._vault.mark(CODE, code), self._vault.mark(WHOLE, whole)


def _closed(name: str) -> str:
    """Return ``name`` without spaces and with the wide brackets of registers: people type either."""
    return "".join(name.split()).translate({ord("("): "（", ord(")"): "）"})
