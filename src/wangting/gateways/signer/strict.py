"""Strictness beyond the signature: bytes of a signed PDF that no signature covers must be what they are made as.

The signature covers the file outside ``/Contents``.  Inside stands the CMS message (RFC 5652), of which some fields
are not signed, in hexadecimal letters of either case and padded with zeros.  A reader overlooks a change there; a
house that says "one flipped byte fails" may not.
"""

from __future__ import annotations

from asn1crypto import cms
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

_SIGNER_FIELDS = {
    "version": "v1",
    "digest_algorithm": {"algorithm": "sha256", "parameters": None},
    "signature_algorithm": {"algorithm": "sha256_ecdsa", "parameters": None},
}


def is_canonical(embedded: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Say whether everything inside ``/Contents`` is byte for byte as the signer of this house writes it."""
    first, before, after, _ = (int(number) for number in embedded.byte_range)
    gap = pdf[first + before : after]
    message = cms.ContentInfo.load(embedded.pkcs7_content)
    der = message.dump(force=True)
    written = b"<" + der.hex().upper().encode().ljust(len(gap) - 2, b"0") + b">"
    return gap == written and _is_as_made(message["content"])


def _is_as_made(signed: cms.SignedData) -> bool:
    """Say whether the unsigned fields of the message have the only values that the signer gives them."""
    (info,) = signed["signer_infos"]
    certificates = [choice.chosen for choice in signed["certificates"]]
    return (
        signed["version"].native == "v1"
        and signed["digest_algorithms"].native == [_SIGNER_FIELDS["digest_algorithm"]]
        and signed["encap_content_info"]["content_type"].native == "data"
        and len(certificates) == 1
        and certificates[0].dump() == certificates[0].copy().dump(force=True)
        and signed["crls"].native is None
        and info["unsigned_attrs"].native is None
        and all(info[name].native == value for name, value in _SIGNER_FIELDS.items())
        and _names(info["sid"], certificates[0])
    )


def _names(sid: cms.SignerIdentifier, certificate: object) -> bool:
    """Say whether the signer's identifier is that of the one certificate."""
    chosen = sid.chosen
    return (
        sid.name == "issuer_and_serial_number"
        and chosen["issuer"].dump() == certificate.issuer.dump()
        and chosen["serial_number"].native == certificate.serial_number
    )
