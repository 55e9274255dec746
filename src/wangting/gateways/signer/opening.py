"""Which signer there is, and how it is opened: what can be wrong is found at the start, what signs comes when asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path

from cryptography import x509

from wangting.clock import Clock
from wangting.errors import DeclarationError
from wangting.gateways import choice
from wangting.gateways.late import late
from wangting.gateways.signer.authority import RECORD, ROOT, certificate_path, is_sample
from wangting.gateways.signer.interface import Signer, Verdict

_pades = late("wangting.gateways.signer.pades", "PadesSigner")


class LateSigner:
    """A signer that is made when something is to be signed or checked for the first time."""

    def __init__(self, make: Callable[[], Signer]) -> None:
        self._make = make

    @cached_property
    def _signer(self) -> Signer:
        # Two threads may both make one: a signer only reads.
        return self._make()

    @property
    def algorithm(self) -> str:
        """What is stored beside each signature."""
        return self._signer.algorithm

    def sign(self, pdf: bytes, hall: str) -> bytes:
        """Sign; see the interface."""
        return self._signer.sign(pdf, hall)

    def validate(self, pdf: bytes) -> Verdict:
        """Check; see the interface."""
        return self._signer.validate(pdf)


def open_signer(settings: Mapping[str, str], var: Path, clock: Clock) -> Signer:
    """Return the signer that ``wangting.signer`` names (``embedded``: keys in ``keys/signing`` under ``var``).

    Raises DeclarationError when there is no authority or its certificate cannot be read, when others can read a key,
    for sample keys in production.
    """
    choice.chosen(settings, "wangting.signer", "embedded", ("embedded",))
    directory = authority_directory(settings, var)
    if not (directory / RECORD).is_file():
        raise DeclarationError(["signing keys: missing, run `wangting provision`"])
    try:
        x509.load_pem_x509_certificate(certificate_path(directory, ROOT).read_bytes())
    except (OSError, ValueError) as fault:
        raise DeclarationError([f"signing keys: {ROOT}.crt cannot be read: restore it from the backup"]) from fault
    open_keys = sorted(path.name for path in directory.glob("*.key") if path.stat().st_mode & 0o077)
    if open_keys:
        raise DeclarationError([f"signing keys: {name}: others can read it, run chmod 0600" for name in open_keys])
    if is_sample(directory) and choice.is_production(settings):
        raise DeclarationError(["signing keys: sample keys are refused in production, make an authority of your own"])
    return LateSigner(lambda: _pades(directory, clock))


def authority_directory(settings: Mapping[str, str], var: Path) -> Path:
    """Return where the signing keys are: ``wangting.signer.keys``, else ``keys/signing`` under ``var``."""
    return Path(settings.get("wangting.signer.keys", "").strip() or var / "keys" / "signing")
