"""The chain of a case's ledger: what is hashed, how, and where a broken chain breaks.

The hash of an entry is SHA-256 over canonical JSON (sorted keys, UTF-8, no spaces) of exactly :data:`FIELDS`, among
them the hash of the entry before.  Free text and personal data enter as salted digests only, so that they can be
erased and the chain still holds (DESIGN 5).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Protocol

FIELDS = frozenset(
    {
        "number",
        "act",
        "source",
        "target",
        "branch",
        "post",
        "who",
        "at",
        "recorded",
        "opinion_digest",
        "documents",
        "facts",
        "previous",
    }
)


class Chained(Protocol):
    """An entry as the chain sees it: its hash, and the plain values the hash was made of."""

    @property
    def hash(self) -> str:
        """Return the SHA-256 on record, 64 hex digits."""

    def hashed_fields(self) -> Mapping[str, object]:
        """Return the values of :data:`FIELDS`."""


def canonical(value: object) -> bytes:
    """Return the one JSON text of ``value`` in UTF-8.

    Raises TypeError for anything but text, whole numbers, booleans, None, sequences and mappings with text keys: a
    float or a date has more than one spelling, and a hash must not depend on which was chosen.
    """
    _check_plain(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def entry_hash(fields: Mapping[str, object], previous: str) -> str:
    """Return the SHA-256 (64 hex digits) of an entry that follows the one with the hash ``previous``.

    ``fields`` may or may not hold ``previous`` already.  Raises ValueError when a field is missing, foreign, or when
    its ``previous`` is another one.
    """
    whole = {"previous": previous, **fields}
    if whole.keys() != FIELDS:
        raise ValueError(f"not the fields of an entry: {sorted(whole.keys() ^ FIELDS)}")
    if whole["previous"] != previous:
        raise ValueError("the entry names another predecessor")
    return hashlib.sha256(canonical(whole)).hexdigest()


def digest_of(text: str, salt: str) -> str:
    """Return the salted digest (HMAC-SHA-256, 64 hex digits) by which free text or personal data enters the chain.

    ``salt`` is kept beside the text and erased with it: afterwards the text cannot be guessed from the digest.
    Raises ValueError for an empty salt.
    """
    if not salt:
        raise ValueError("a digest without a salt can be guessed")
    return hmac.new(salt.encode(), text.encode(), hashlib.sha256).hexdigest()


def verify(entries: Iterable[Chained], origin: str = "", head: str | None = None) -> int | None:
    """Return the index, from 0, of the first broken entry, or None when the chain holds.

    Numbers run from 1, and ``origin`` is the ``previous`` of the first entry.  With ``head``, the hash that the last
    entry must have, a cut-off tail is found too: the index is then that of the first entry that is missing.
    """
    previous, count = origin, 0
    for entry in entries:
        fields = entry.hashed_fields()
        if fields.keys() != FIELDS or fields["previous"] != previous or fields["number"] != count + 1:
            return count
        if not _matches(entry.hash, fields, previous):
            return count
        previous, count = entry.hash, count + 1
    return count if head is not None and head != previous else None


def _matches(recorded: str, fields: Mapping[str, object], previous: str) -> bool:
    """Compare the hash on record with the one of ``fields``; damaged bytes may hold what has no hash at all."""
    try:
        return recorded == entry_hash(fields, previous)
    except (TypeError, ValueError):
        return False


def _check_plain(value: object) -> None:
    if value is None or isinstance(value, str | int):
        return
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"a key must be text, not {type(key).__name__}")
            _check_plain(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check_plain(inner)
    else:
        raise TypeError(f"{type(value).__name__} has no canonical form")
