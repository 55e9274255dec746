"""Finding by what is written: names, aliases, and what the record says about the matter.

The measure of a name is how much of what was asked it has (rare letters and pairs of letters tell more), how little
else it says, and whether the letters stand in the order in which they were asked.  How the figures were chosen, and
what that is worth: docs/adr/0016.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from wangting.rules.matching import grams, in_order, pairs, slip
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

#: The share of an entry that is near what was asked, and the text of it that has the most of it.
Written = dict[int, tuple[float, int]]


class Texts:
    """Names, aliases and descriptions of the entries."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        plain = words.script.plain
        self._owners = array("I")
        self._shown: list[str] = []
        self._plain: list[str] = []
        self._is_alias = bytearray()
        self._exact: dict[str, list[int]] = {}
        for owner, entry in enumerate(entries):
            for number, text in enumerate((entry.name, *entry.aliases)):
                written = plain(text)
                self._exact.setdefault(written, []).append(len(self._owners))
                self._owners.append(owner)
                self._shown.append(text)
                self._plain.append(written)
                self._is_alias.append(number > 0)
        self._names = Postings(map(grams, self._plain), lambda mark: 1.0 if len(mark) > 1 else LETTER, UNKNOWN)
        #: What all that a text says takes from its share, and that it is an alias: known before anybody asks.
        self._worth = array("d", (
            (ALIAS if is_alias else 1.0) / (total or 1.0) ** BREVITY
            for total, is_alias in zip(self._names.totals, self._is_alias, strict=True)
        ))  # fmt: skip
        self._about = Postings(_told_of(entries, plain), lambda _mark: 1.0, UNKNOWN)

    def find(self, asked: str, said: str, closely: int = CLOSELY) -> Hits:
        """Return the best ``closely`` entries for the plain text ``asked``, which somebody typed as ``said``."""
        written, marks = self._written(asked, closely), pairs(asked)
        near, _unread, told = self._about.matched(marks, TOLD)
        # What is written about an item stays as it was counted: the few names are brought to its measure instead.
        measure = told / ABOUT if near else 1.0
        for place, (share, _text) in written.items():
            near[place] = near.get(place, 0.0) + share * measure
        whole = WHOLE * measure
        order = ORDER * measure / len(asked)
        hits: Hits = {}
        for place in sorted(near, key=near.__getitem__, reverse=True)[:closely]:
            if place in written:
                share, text = written[place]
                score = (near[place] + order * share * in_order(asked, self._plain[text])) / whole
                hits[place] = self._hit(score, text, said)
            else:
                hits[place] = Hit(near[place] / whole, "about")
        if len(asked) >= SHORTEST and not self._names.knows_all(marks):
            self._mend_slips(asked, hits, written)
        for text in self._exact.get(asked, ()):
            hits[self._owners[text]] = self._hit(1.0, text, said)
        return hits

    def _written(self, asked: str, closely: int) -> Written:
        """Return the entries near what was asked."""
        weights, unread, told = self._names.matched(grams(asked), READ * closely)
        plain, owners, worth = self._plain, self._owners, self._worth
        texts = weights.keys()
        if len(texts) > NEAR * closely:
            texts = sorted(weights, key=weights.__getitem__, reverse=True)[: NEAR * closely]
        best: Written = {}
        for text in texts:
            owner, weight, letters = owners[text], weights[text], plain[text]
            for more, mark in unread:
                if mark in letters:
                    weight += more
            share = weight / told * weight**BREVITY * worth[text]
            if owner not in best or share > best[owner][0]:
                best[owner] = (share, text)
        return best

    def _mend_slips(self, asked: str, hits: Hits, written: Written) -> None:
        """Lift the names that are one slip away; it is called where the text holds a pair that nobody ever wrote."""
        for place in sorted(hits, key=lambda place: hits[place].score, reverse=True)[:SLIPS]:
            found = slip(asked, self._plain[written[place][1]]) if place in written else None
            if found is not None and hits[place].score < SLIP:
                hits[place] = Hit(SLIP, "typo", *found)

    def _hit(self, score: float, text: int, said: str) -> Hit:
        if self._is_alias[text]:
            return Hit(score, "alias", said, self._shown[text])
        return Hit(score, "name")


def _told_of(entries: Sequence[Entry], plain: Callable[[str], str]) -> Iterator[set[str]]:
    """Yield the pairs of all that is written about each entry; what stands at many entries is read once."""
    pairs_of = cache(lambda text: pairs(plain(text)))
    return (set().union(*map(pairs_of, entry.about)) for entry in entries)
