"""Trees whose leaves and nodes are short: what is written at every submission is a leaf of each of them.

BTrees put thirty or sixty keys into a leaf, which is right for trees that are read; half of what a submission wrote
was its neighbours (docs/adr/0021).  A node of 250 leaves was as dear: it is written at each split, and in a full hall
that was a third of an act (docs/adr/0038).  A split beside another insert is tried again.
"""

from __future__ import annotations

from BTrees.LOBTree import LOBTree
from BTrees.OOBTree import OOBTree, OOTreeSet


class CaseTree(LOBTree):
    """Cases by id; new ones come at the end, so leaves are half full but for the last."""

    max_leaf_size = 16
    max_internal_size = 30


class Receipts(OOBTree):
    """Case ids by the draft that they were."""

    max_leaf_size = 10
    max_internal_size = 24


class Pairs(OOTreeSet):
    """(owner, case id), or (minute, case id, act)."""

    max_leaf_size = 12
    max_internal_size = 30
