"""The embedded signer: PAdES-B-B (ETSI EN 319 142-1) by pyHanko, checked offline against the house's own root."""

from __future__ import annotations

import io
import logging
import re
import threading
from datetime import datetime
from pathlib import Path

from asn1crypto import pem, x509
from asn1crypto.keys import PrivateKeyInfo
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from wangting.clock import Clock, local
from wangting.errors import NotFound
from wangting.gateways.signer.authority import ROOT, certificate_path, key_path
from wangting.gateways.signer.interface import Verdict
from wangting.gateways.signer.strict import is_canonical

_LOG = logging.getLogger(__name__)
_HALL = re.compile(r"[a-z][a-z0-9_]*\Z")
_FIELD = "wangting"
_UNREADABLE = Verdict(valid=False, intact=False, trusted=False)


class PadesSigner:
    """Signs with the key of a hall; keys are read once."""

    algorithm = "PAdES-B-B/ECDSA-P256/SHA-256"

    def __init__(self, directory: Path, clock: Clock) -> None:
        self._directory = directory
        self._clock = clock
        self._root = _certificate(certificate_path(directory, ROOT))
        self._signers: dict[str, signers.SimpleSigner] = {}
        self._lock = threading.Lock()

    def sign(self, pdf: bytes, hall: str) -> bytes:
        """Return ``pdf`` with a certifying signature that allows no later change; raises NotFound without a key."""
        metadata = signers.PdfSignatureMetadata(
            field_name=_FIELD,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
        )
        signer = _PdfSigner(metadata, self._signer(hall))
        signer.moment = self._clock.now()
        return signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf))).getvalue()

    def validate(self, pdf: bytes) -> Verdict:
        """Check a file: one signature over all of it, by a hall of this authority, byte for byte as it was made."""
        try:
            reader = PdfFileReader(io.BytesIO(pdf), strict=True)
            found = reader.embedded_signatures
            return self._judge(found[0], pdf) if len(found) == 1 else _UNREADABLE
        except Exception as fault:  # noqa: BLE001 - a parser of foreign bytes fails in too many ways to list them
            # The file is not quoted and its bytes are not logged: it may be anybody's.
            _LOG.info("a signed file could not be read: %s", type(fault).__name__)
            return _UNREADABLE

    def _judge(self, embedded: EmbeddedPdfSignature, pdf: bytes) -> Verdict:
        stated = embedded.self_reported_timestamp
        if stated is None or stated.tzinfo is None:
            return _UNREADABLE
        context = ValidationContext(trust_roots=[self._root], allow_fetching=False, moment=stated)
        status = validate_pdf_signature(embedded, context)
        whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
        intact = bool(status.intact and status.valid and whole and status.docmdp_ok and is_canonical(embedded, pdf))
        trusted = bool(status.trusted and not status.revoked and stated <= self._clock.now())
        return Verdict(
            valid=intact and trusted and status.bottom_line,
            intact=intact,
            trusted=trusted,
            signer=status.signing_cert.subject.native.get("common_name"),
            signed_at=local(stated),
            algorithm=self.algorithm,
        )

    def _signer(self, hall: str) -> signers.SimpleSigner:
        with self._lock:
            signer = self._signers.get(hall)
            if signer is None:
                signer = self._signers[hall] = self._read(hall)
            return signer

    def _read(self, hall: str) -> signers.SimpleSigner:
        path = key_path(self._directory, hall)
        if not _HALL.match(hall) or hall == ROOT or not path.is_file():
            raise NotFound("signing_key_not_found", hall=hall[:40])
        certificate = _certificate(certificate_path(self._directory, hall))
        key = PrivateKeyInfo.load(_unarmoured(path))
        # The root is not embedded: whoever checks has it, and a copy would be bytes that nothing protects.
        return signers.SimpleSigner(
            signing_cert=certificate, signing_key=key, cert_registry=SimpleCertificateStore(), embed_roots=False
        )


class _PdfSigner(signers.PdfSigner):
    """pyHanko's signer with the clock of the house in place of the machine's."""

    moment: datetime

    def init_signing_session(
        self, pdf_out: IncrementalPdfFileWriter, existing_fields_only: bool = False
    ) -> signers.PdfSigningSession:
        """Begin a session whose time of signing is ``moment``."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


def _certificate(path: Path) -> x509.Certificate:
    return x509.Certificate.load(_unarmoured(path))


def _unarmoured(path: Path) -> bytes:
    return pem.unarmor(path.read_bytes())[2]
