"""A root over many heads: one altered leaf changes it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256(b"").hexdigest()


def merkle_root(leaves: Sequence[str]) -> str:
    """Return the Merkle root (hex) of ``leaves`` in their order; a lone node goes up as it is.

    Leaves and nodes are hashed with different first bytes, so that a node can never pass for a leaf (RFC 6962, 2.1).
    """
    level = [hashlib.sha256(b"\x00" + leaf.encode()).digest() for leaf in leaves]
    if not level:
        return EMPTY
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        paired = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = paired + level[len(paired) * 2 :]
    return level[0].hex()
