"""A hit: an item that answers, how well from 0 to 1, and why."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

#: Why an item was found, in the order in which equal scores are told: what is plainest first.
WHY = ("code", "name", "alias", "everyday", "typo", "pinyin", "initials", "department", "about")


class Hit(NamedTuple):
    """``said`` is what was asked, ``meant`` what the item calls it, where telling both helps to understand."""

    score: float
    why: str
    said: str = ""
    meant: str = ""


#: Hits by the place of their entry.
Hits = dict[int, Hit]


def keep_best(hits: Hits, more: Mapping[int, Hit], share: float = 1.0) -> None:
    """Put ``more``, each at ``share`` of its score, into ``hits`` wherever it is better."""
    for place, hit in more.items():
        known = hits.get(place)
        if known is None or hit.score * share > known.score:
            hits[place] = hit if share == 1.0 else Hit(hit.score * share, *hit[1:])
