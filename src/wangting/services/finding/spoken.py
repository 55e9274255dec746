"""Finding by sound: pinyin, whole or in part, typed alone or between characters, and the first letters of syllables."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate

from wangting.rules.sounds import may_be_initials
from wangting.services.finding.entries import Entry
from wangting.services.finding.hits import Hit, Hits
from wangting.services.finding.postings import Postings
from wangting.services.finding.words import Words

UNKNOWN, BREVITY = 3.0, 0.15
#: A syllable alone tells next to nothing: there are four hundred of them.
ALONE = 0.1
#: Initials that are the whole name, its beginning, a part of it; and neighbours of three where a row is not found.
INITIALS, BEGINNING, PART, ROW = 1.0, 0.85, 0.6, 3
#: Two initials fit hundreds of names: they must begin the name.
FEW = 2
#: From so many letters on a piece of a spelling is looked for, at the beginning of a syllable.
PIECE = 3
MOST, READ = 200, 1500


class Rows:
    """Short rows of letters in one text, so that all in which a piece stands are found at once."""

    def __init__(self, rows: Sequence[str]) -> None:
        self._joined = "\n".join(rows)
        self._starts = [0]
        for row in rows:
            self._starts.append(self._starts[-1] + len(row) + 1)

    def holding(self, piece: str) -> Iterator[tuple[int, int]]:
        """Yield the number of each row that holds ``piece``, and where it stands first; at most :data:`MOST`."""
        place = self._joined.find(piece)
        for _ in range(MOST):
            if place < 0:
                return
            number = bisect.bisect_right(self._starts, place) - 1
            yield number, place - self._starts[number]
            place = self._joined.find(piece, self._starts[number + 1])


class Spoken:
    """Names and aliases of the entries as they sound."""

    def __init__(self, entries: Sequence[Entry], words: Words) -> None:
        plain, sounds = words.script.plain, words.sounds
        self._sounds = sounds
        self._owners: list[int] = []
        texts: list[str] = []
        #: Each text as it is spelt, and where its syllables begin.
        self._spelt: list[str] = []
        self._begins: list[tuple[int, ...]] = []
        self._letters: dict[str, list[int]] = {}
        rows: list[tuple[str, int]] = []
        self._written: list[str] = []
        for owner, entry in enumerate(entries):
            for text in map(plain, (entry.name, *entry.aliases)):
                self._owners.append(owner)
                texts.append(text)
                syllables = sounds.syllables(text)
                spelt = "".join(syllables)
                self._spelt.append(spelt)
                self._begins.append(tuple(accumulate(map(len, syllables[:-1]), initial=0)))
                self._letters.setdefault(spelt, []).append(owner)
                for row in sounds.initials(text):
                    rows.append((row, owner))
                    self._written.append(text)
        self._syllables = Postings(map(sounds.of_name, texts), lambda mark: 1.0 if " " in mark else ALONE, UNKNOWN)
        self._rows = rows
        self._initials = Rows([row for row, _owner in rows])
        self._spellings = Rows(self._spelt)
        self._parts = Postings((_threes(row) for row, _owner in rows), lambda _mark: 1.0, UNKNOWN)

    def find(self, asked: str) -> Hits:
        """Return the entries that sound like the plain text ``asked``; Latin letters in it are syllables."""
        marks, whole = self._sounds.of_query(asked)
        weights, _unread, told = self._syllables.matched(sorted(marks), READ)
        total = told * (1 if whole else 2)
        hits: Hits = {}
        for text, weight in weights.items():
            owner = self._owners[text]
            score = weight / total * (weight / self._syllables.totals[text]) ** BREVITY
            if owner not in hits or score > hits[owner].score:
                hits[owner] = Hit(score, "pinyin")
        self._spell(asked, hits)
        for owner in self._letters.get(asked, ()):
            hits[owner] = Hit(1.0, "pinyin")
        return hits

    def _spell(self, asked: str, hits: Hits) -> None:
        """Add the entries in whose pinyin ``asked`` stands letter by letter, its last syllable perhaps half typed.

        ``jiaoshi`` may be cut as jia o shi as well, which nobody means; ``jiaosh`` cannot be cut at all.
        """
        if len(asked) < PIECE or not asked.isascii():
            return
        for number, first in self._spellings.holding(asked):
            spelt, begins, owner, place = self._spelt[number], self._begins[number], self._owners[number], first
            while place >= 0 and place not in begins:
                place = spelt.find(asked, place + 1)
            if place >= 0:
                score = (PART if place else BEGINNING) * (len(asked) / len(spelt)) ** BREVITY
                if owner not in hits or score > hits[owner].score:
                    hits[owner] = Hit(score, "pinyin")

    def initials(self, asked: str) -> Hits:
        """Return the entries in whose first letters the plain letters ``asked`` stand side by side, else nearly so."""
        hits: Hits = {}
        if not may_be_initials(asked):
            return hits
        for number, _place in self._initials.holding(asked):
            row, owner = self._rows[number]
            score = self._measure(asked, row)
            if score and (owner not in hits or score > hits[owner].score):
                # POS机 is found by POS because it is written there.
                hits[owner] = Hit(score, "name" if asked in self._written[number] else "initials")
        if not hits and len(asked) > ROW:
            weights, _unread, total = self._parts.matched(sorted(_threes(asked)), READ)
            for number, weight in weights.items():
                owner = self._rows[number][1]
                score = PART * weight / total * (weight / self._parts.totals[number]) ** BREVITY
                if owner not in hits or score > hits[owner].score:
                    hits[owner] = Hit(score, "initials")
        return hits

    @staticmethod
    def _measure(asked: str, row: str) -> float:
        if row == asked:
            return INITIALS
        if row.startswith(asked):
            return BEGINNING * (len(asked) / len(row)) ** BREVITY
        return PART * (len(asked) / len(row)) ** BREVITY if len(asked) > FEW else 0.0


def _threes(row: str) -> set[str]:
    return {row[place : place + ROW] for place in range(len(row) - ROW + 1)} or {row}
