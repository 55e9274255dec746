"""The vault: personal numbers encrypted at rest, with a keyed mark by which they can still be looked up.

QUALITY 4: ID and phone numbers are encrypted with a key from a file of mode 0600, production refuses a sample key.
AES-256-GCM (NIST SP 800-38D) seals, HMAC-SHA-256 marks.  Each purpose has its own keys, derived by HKDF
(RFC 5869), so that a sealed phone cannot be passed off as an ID number and marks of two purposes never meet.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wangting.errors import Damaged, DeclarationError
from wangting.gateways import choice

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""The letters of short codes: no 0 O 1 I L, which people confuse."""

_HEADER = "wangting vault key 1"
_KEY_BYTES = 32
_FORMAT = b"\x01"
_ID_BYTES = 4
_NONCE_BYTES = 12
_LEAST_LETTERS = 4
_MOST_LETTERS = 32


class Vault(Protocol):
    """What seals personal data and marks it for look-up."""

    def seal(self, text: str, purpose: str) -> bytes:
        """Return ``text`` encrypted for ``purpose``."""

    def open(self, sealed: bytes, purpose: str) -> str:
        """Return what was sealed for ``purpose``; raises Damaged."""

    def mark(self, purpose: str, text: str) -> str:
        """Return a keyed hash of ``text``, the same for the same text and purpose."""

    def code(self, purpose: str, text: str, length: int) -> str:
        """Return a short code that belongs to ``text`` and cannot be guessed from it."""


class KeyedVault:
    """A vault whose keys are held in memory; the first seals, all of them open (so that a key can be changed).

    Marks and codes always use the last key, the oldest: changing it would make every party unfindable.
    """

    def __init__(self, keys: list[bytes], *, sample: bool) -> None:
        if not keys or any(len(key) != _KEY_BYTES for key in keys):
            raise ValueError(f"a vault needs keys of {_KEY_BYTES} bytes")
        self.sample = sample
        self._current = _key_id(keys[0])
        self._keys = {_key_id(key): key for key in keys}
        self._marking = keys[-1]
        self._derived: dict[tuple[bytes, str], bytes] = {}
        self._lock = threading.Lock()

    def seal(self, text: str, purpose: str) -> bytes:
        """Return ``text`` encrypted for ``purpose``: format, key id, nonce, ciphertext with tag (33 bytes more)."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        key = self._key(self._keys[self._current], f"seal {purpose}")
        prefix = _FORMAT + self._current
        return prefix + nonce + AESGCM(key).encrypt(nonce, text.encode("utf-8"), prefix)

    def open(self, sealed: bytes, purpose: str) -> str:
        """Return what was sealed for ``purpose``; raises Damaged for another purpose, key or a changed byte."""
        start = len(_FORMAT) + _ID_BYTES
        prefix, nonce, body = sealed[:start], sealed[start : start + _NONCE_BYTES], sealed[start + _NONCE_BYTES :]
        key = self._keys.get(prefix[len(_FORMAT) :])
        if key is None or prefix[: len(_FORMAT)] != _FORMAT or len(nonce) != _NONCE_BYTES:
            raise Damaged("sealed_unknown", purpose=purpose)
        try:
            return AESGCM(self._key(key, f"seal {purpose}")).decrypt(nonce, body, prefix).decode("utf-8")
        except InvalidTag as fault:
            raise Damaged("sealed_changed", purpose=purpose) from fault

    def mark(self, purpose: str, text: str) -> str:
        """Return HMAC-SHA-256 of ``text`` as 64 hexadecimal digits; the caller has normalised the text."""
        return self._digest(f"mark {purpose}", text).hex()

    def code(self, purpose: str, text: str, length: int) -> str:
        """Return ``length`` letters of :data:`ALPHABET` (4.95 bits each); raises ValueError beyond 4 to 32."""
        if not _LEAST_LETTERS <= length <= _MOST_LETTERS:
            raise ValueError(f"a code of {length} letters is no use")
        number = int.from_bytes(self._digest(f"code {purpose}", text), "big")
        letters = []
        for _ in range(length):
            number, rest = divmod(number, len(ALPHABET))
            letters.append(ALPHABET[rest])
        return "".join(letters)

    def _digest(self, purpose: str, text: str) -> bytes:
        return hmac.digest(self._key(self._marking, purpose), text.encode("utf-8"), "sha256")

    def _key(self, key: bytes, purpose: str) -> bytes:
        """Return the key of a purpose; purposes are a handful of constants, so the memory stays small."""
        with self._lock:
            derived = self._derived.get((key, purpose))
            if derived is None:
                derived = HKDF(SHA256(), _KEY_BYTES, None, f"wangting {purpose}".encode()).derive(key)
                self._derived[key, purpose] = derived
        return derived


def create_key(path: Path, *, sample: bool) -> None:
    """Write a new key file of mode 0600; raises FileExistsError, because an old key still opens what it sealed."""
    choice.private_directory(path.parent)
    lines = [_HEADER, f"kind: {'sample' if sample else 'production'}"]
    lines.append(f"key: {base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()}")
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as stream:
        stream.write("\n".join(lines) + "\n")
        stream.flush()
        os.fsync(stream.fileno())


def key_path(settings: Mapping[str, str], var: Path) -> Path:
    """Return where the key file is: the setting ``wangting.vault.key``, else ``keys/vault.key`` under ``var``."""
    return Path(settings.get("wangting.vault.key", "").strip() or var / "keys" / "vault.key")


def open_vault(settings: Mapping[str, str], var: Path) -> KeyedVault:
    """Return the vault of the key file; raises DeclarationError for a missing, open, broken or sample key."""
    path = key_path(settings, var)
    problem = _file_problem(path)
    if problem:
        raise DeclarationError([f"{path.name}: {problem}"])
    sample, keys = _read(path)
    if sample and choice.is_production(settings):
        raise DeclarationError([f"{path.name}: kind: a sample key is refused in production, make one for this hall"])
    return KeyedVault(keys, sample=sample)


def _file_problem(path: Path) -> str | None:
    if not path.is_file():
        return "missing: run `wangting provision`, or restore the key kept beside the backup"
    if path.stat().st_mode & 0o077:
        return f"mode is {path.stat().st_mode & 0o777:04o}: others can read it, run chmod 0600"
    return None


def _read(path: Path) -> tuple[bool, list[bytes]]:
    lines = [line.strip() for line in path.read_text("ascii", "replace").splitlines() if line.strip()]
    fields = [(name.strip(), value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
    kind = dict(fields).get("kind")
    try:
        keys = [base64.b64decode(value, validate=True) for name, value in fields if name == "key"]
    except binascii.Error:
        keys = []
    whole = lines[:1] == [_HEADER] and kind in ("sample", "production")
    if not whole or not keys or any(len(key) != _KEY_BYTES for key in keys):
        raise DeclarationError([f"{path.name}: this is not a vault key file, restore it from the backup"])
    return kind == "sample", keys


def _key_id(key: bytes) -> bytes:
    return hashlib.sha256(b"wangting key id" + key).digest()[:_ID_BYTES]
