"""Which checks of identity there are, and how the settings choose them.

``wangting.identity = register | http`` compares names and numbers, ``wangting.organisations = register | http``
organisations with their representatives, ``wangting.face = none | http`` faces; with ``none``, or a register that is
empty, the pages say that it is not connected and lead to a window.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wangting.gateways import choice
from wangting.gateways.identity.interface import FaceCheck, FirmCheck, NameCheck, Unanswered
from wangting.gateways.identity.organisations import FILE as ORGANISATIONS
from wangting.gateways.identity.organisations import OrganisationRegister
from wangting.gateways.identity.peer import FacePeer, FirmPeer, NamePeer
from wangting.gateways.identity.population import FILE, PopulationRegister
from wangting.gateways.vault import Vault


class NoFaceCheck:
    """Nobody compares faces; see ``interface.FaceCheck``."""

    def is_connected(self) -> bool:
        """Say no."""
        return False

    def compare(self, name: str, id_number: str, photo: bytes) -> str:
        """Raise Unanswered, always: nobody is taken for somebody because nobody looked."""
        raise Unanswered(reason="no_face_check")


def open_name_check(settings: Mapping[str, str], var: Path, vault: Vault) -> NameCheck:
    """Return the check of names and numbers; raises DeclarationError for settings that cannot work."""
    if choice.chosen(settings, "wangting.identity", "register", ("register", "http")) == "register":
        return PopulationRegister(var / FILE, vault)
    url = choice.peer(settings, "wangting.identity.url", "names are compared by http and need the register's address")
    return NamePeer(url, choice.secret(settings, "wangting.identity.token_file"))


def open_firm_check(settings: Mapping[str, str], var: Path, vault: Vault) -> FirmCheck:
    """Return the check of organisations; raises DeclarationError for settings that cannot work."""
    if choice.chosen(settings, "wangting.organisations", "register", ("register", "http")) == "register":
        return OrganisationRegister(var / ORGANISATIONS, vault)
    url = choice.peer(settings, "wangting.organisations.url", "organisations are compared by http and need an address")
    return FirmPeer(url, choice.secret(settings, "wangting.organisations.token_file"))


def open_face_check(settings: Mapping[str, str]) -> FaceCheck:
    """Return the check of faces; raises DeclarationError for settings that cannot work."""
    if choice.chosen(settings, "wangting.face", "none", ("none", "http")) == "none":
        return NoFaceCheck()
    url = choice.peer(settings, "wangting.face.url", "faces are compared by http and need an address")
    return FacePeer(url, choice.secret(settings, "wangting.face.token_file"))
