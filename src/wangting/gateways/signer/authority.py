"""The authority of the house: a root certificate and one signing certificate a hall, made at provisioning.

ECDSA on P-256 with SHA-256 (FIPS 186-5): signing costs a fraction of RSA-2048's and the files are smaller
(docs/adr/0011 has the figures).  In production a hall may replace its pair by one that a licensed authority issued;
SM2 waits for libraries that validate it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wangting.errors import Damaged
from wangting.gateways import choice, durable

ROOT = "authority"
RECORD = "authority.json"
_ROOT_DAYS = 3652 * 2
_HALL_DAYS = 1826


def create_authority(directory: Path, halls: Mapping[str, str], now: datetime, *, sample: bool) -> None:
    """Make the authority and the keys of ``halls`` (key → name) that are missing; what exists is left as it is.

    Key files have mode 0600, directories 0700.  A root lives 20 years, a hall's certificate 5.  Raises Damaged when
    the directory holds an authority of the other kind (sample or not), NoRoom when the disk is full.
    """
    choice.private_directory(directory)
    record = directory / RECORD
    if not record.exists():
        _make_root(directory, now, sample=sample)
        durable.write(record, json.dumps({"format": 1, "sample": sample}).encode())
    if is_sample(directory) != sample:
        raise Damaged("authority_of_another_kind", sample=not sample)
    for key, name in halls.items():
        if not certificate_path(directory, key).exists():
            _make_hall(directory, key, name, now)


def is_sample(directory: Path) -> bool:
    """Say whether the authority was made for a demonstration; raises Damaged without a readable record."""
    try:
        return bool(json.loads((directory / RECORD).read_text("utf-8"))["sample"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise Damaged("authority_record") from fault


def certificate_path(directory: Path, key: str) -> Path:
    """Return where the certificate of a hall, or of :data:`ROOT`, is."""
    return directory / f"{key}.crt"


def key_path(directory: Path, key: str) -> Path:
    """Return where the private key of a hall, or of :data:`ROOT`, is."""
    return directory / f"{key}.key"


def _make_root(directory: Path, now: datetime, *, sample: bool) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = _name("样例 SAMPLE 网厅证照签发根" if sample else "网厅证照签发根", sample=sample)
    usage = _usage(key_cert_sign=True, crl_sign=True)
    certificate = (
        _builder(name, key.public_key(), now, _ROOT_DAYS)
        .issuer_name(name)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(directory, ROOT, key, certificate)


def _make_hall(directory: Path, hall: str, title: str, now: datetime) -> None:
    root_key = serialization.load_pem_private_key(key_path(directory, ROOT).read_bytes(), None)
    root = x509.load_pem_x509_certificate(certificate_path(directory, ROOT).read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    authority_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    certificate = (
        _builder(_name(title, sample=is_sample(directory)), key.public_key(), now, _HALL_DAYS)
        .issuer_name(root.subject)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
        .add_extension(authority_key, critical=False)
        .sign(root_key, hashes.SHA256())
    )
    _write(directory, hall, key, certificate)


def _name(title: str, *, sample: bool) -> x509.Name:
    organisation = "亳州市网厅（样例 SAMPLE）" if sample else "亳州市网厅"
    parts = ((NameOID.COUNTRY_NAME, "CN"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, title))
    return x509.Name([x509.NameAttribute(kind, value) for kind, value in parts])


def _builder(name: x509.Name, key: ec.EllipticCurvePublicKey, now: datetime, days: int) -> x509.CertificateBuilder:
    """Return a certificate in the making; it begins an hour ago, for readers whose clock is behind."""
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
    )


def _usage(**wanted: bool) -> x509.KeyUsage:
    every = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign "
        "encipher_only decipher_only"
    )
    return x509.KeyUsage(**{name: wanted.get(name, False) for name in every.split()})


def _write(directory: Path, name: str, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    """Write the key first: a certificate whose key was lost would never be made again."""
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    durable.write(key_path(directory, name), key.private_bytes(pem, form, serialization.NoEncryption()))
    durable.write(certificate_path(directory, name), certificate.public_bytes(pem), mode=0o644)
