"""Finding by what is written: names, aliases, and what the record says about the matter.

The measure of a name is how much of what was asked it has (rare letters and pairs of letters tell more), how little
else it says, and whether the letters stand in the order in which they were asked.  How the figures were chosen, and
what that is worth: docs/adr/0016.
"""

from __future__ import annotations

from collections.abc import Sequence

from wangting.rules.matching import grams, in_order, masks, pairs, slip
from wangting.services.finding.entries import Entry
from wangting.services.finding.hits import Hit, Hits
from wangting.services.finding.postings import Postings
from wangting.services.finding.words import Words

#: A letter tells half as much as its weight, a pair all of it; a mark nobody has tells as much as a rare one.
LETTER, UNKNOWN = 0.5, 3.0
#: What else a name says counts little; part of an alias counts half of part of a name.
BREVITY, ALIAS = 0.15, 0.5
#: The shares of order and of what is written about the item, beside the name's own; together they make 1.
ORDER, ABOUT = 2.0, 0.6
WHOLE = 1 + ORDER + ABOUT
#: So many of the best are looked at closely, unless somebody wants more; for each of them so many texts are measured,
#: and so many places read; of descriptions so many are read in all.
CLOSELY, NEAR, READ, TOLD, SLIPS = 20, 2, 8, 100, 12
SLIP = 0.92
#: Shorter texts have no slips: one letter of three is a third of what was said.
SHORTEST = 4


class Texts:
    """Names, aliases and descriptions of the entries."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        plain = words.script.plain
        self._owners: list[int] = []
        self._shown: list[str] = []
        self._plain: list[str] = []
        self._is_alias: list[bool] = []
        self._masks: dict[int, dict[str, int]] = {}
        self._exact: dict[str, list[int]] = {}
        for owner, entry in enumerate(entries):
            for number, text in enumerate((entry.name, *entry.aliases)):
                self._exact.setdefault(plain(text), []).append(len(self._owners))
                self._owners.append(owner)
                self._shown.append(text)
                self._plain.append(plain(text))
                self._is_alias.append(number > 0)
        self._names = Postings(
            (grams(text) for text in self._plain), lambda mark: 1.0 if len(mark) > 1 else LETTER, UNKNOWN
        )
        about = (set().union(*(pairs(plain(text)) for text in entry.about)) for entry in entries)
        self._about = Postings(about, lambda _mark: 1.0, UNKNOWN)

    def find(self, asked: str, said: str, closely: int = CLOSELY) -> Hits:
        """Return the best ``closely`` entries for the plain text ``asked``, which somebody typed as ``said``."""
        written, about = self._written(asked, closely), self._told(asked)
        near = {place: share + about.get(place, 0.0) for place, (share, _text) in written.items()}
        near.update((place, share) for place, share in about.items() if place not in written)
        hits: Hits = {}
        for place in sorted(near, key=near.__getitem__, reverse=True)[:closely]:
            if place in written:
                share, text = written[place]
                ordered = in_order(asked, self._masks_of(text)) / len(asked)
                score = (near[place] + ORDER * share * ordered) / WHOLE
                hits[place] = self._hit(score, text, said)
            else:
                hits[place] = Hit(near[place] / WHOLE, "about")
        self._mend_slips(asked, hits, written)
        for text in self._exact.get(asked, ()):
            hits[self._owners[text]] = self._hit(1.0, text, said)
        return hits

    def _written(self, asked: str, closely: int) -> dict[int, tuple[float, int]]:
        """Return the share of each entry near what was asked, and the text of it that has the most of it."""
        marks = grams(asked)
        total = self._names.told(marks)
        matched, unread = self._names.matched(marks, READ * closely)
        best: dict[int, tuple[float, int]] = {}
        for text in sorted(matched, key=matched.__getitem__, reverse=True)[: NEAR * closely]:
            plain, owner, weight = self._plain[text], self._owners[text], matched[text]
            for mark, more in unread:
                if mark in plain:
                    weight += more
            share = weight / total * (weight / self._names.totals[text]) ** BREVITY
            if self._is_alias[text]:
                share *= ALIAS
            if owner not in best or share > best[owner][0]:
                best[owner] = (share, text)
        return best

    def _told(self, asked: str) -> dict[int, float]:
        marks = pairs(asked)
        total = self._about.told(marks)
        return {place: ABOUT * weight / total for place, weight in self._about.matched(marks, TOLD)[0].items()}

    def _mend_slips(self, asked: str, hits: Hits, written: dict[int, tuple[float, int]]) -> None:
        """Lift the names that are one slip away; only where the text holds a pair that nobody ever wrote."""
        if len(asked) < SHORTEST or self._names.knows_all(pairs(asked)):
            return
        for place in sorted(hits, key=lambda place: hits[place].score, reverse=True)[:SLIPS]:
            found = slip(asked, self._plain[written[place][1]]) if place in written else None
            if found is not None and hits[place].score < SLIP:
                hits[place] = Hit(SLIP, "typo", *found)

    def _hit(self, score: float, text: int, said: str) -> Hit:
        if self._is_alias[text]:
            return Hit(score, "alias", said, self._shown[text])
        return Hit(score, "name")

    def _masks_of(self, text: int) -> dict[str, int]:
        found = self._masks.get(text)
        if found is None:
            found = self._masks[text] = masks(self._plain[text])
        return found
