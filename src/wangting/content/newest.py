"""The newest ids of one owner in sets of (owner, case id), without reading those of years before."""

from __future__ import annotations

from collections.abc import Sequence

from BTrees.OOBTree import OOTreeSet

#: A month of case ids, which begin with yyyymmdd and have seven digits after it; the first stretch that is read.
MONTH = 100 * 10**7
#: Most ids that anybody asks for: fifty pages of a list.
MOST = 1000


def newest(trees: Sequence[OOTreeSet], owner: int, most: int = MOST) -> list[int]:
    """Return at most ``most`` ids of ``owner``, newest first.

    BTrees cannot be walked backwards; so a stretch that doubles is read, from the last id of the owner down.
    """
    ends = [(_first(tree, owner), _last(tree, owner), tree) for tree in trees]
    own = [(first, last, tree) for first, last, tree in ends if first is not None and last is not None]
    if not own:
        return []
    oldest, end = min(first for first, _last, _tree in own), max(last for _first, last, _tree in own) + 1
    found: list[int] = []
    span = MONTH
    while len(found) < most and end > oldest:
        start = end - span
        stretch = [key[1] for _first, _last, tree in own for key in tree.keys((owner, start), (owner, end - 1))]
        found += sorted(stretch, reverse=True)
        end, span = start, span * 2
    return found[:most]


def _first(tree: OOTreeSet, owner: int) -> int | None:
    return next((key[1] for key in tree.keys((owner, 1), (owner + 1, 0), excludemax=True)), None)


def _last(tree: OOTreeSet, owner: int) -> int | None:
    try:
        found = tree.maxKey((owner + 1, 0))
    except ValueError:
        # There is nothing so low in this tree.
        return None
    return found[1] if found[0] == owner else None
