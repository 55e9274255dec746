"""Everything that can be found, in the memory of the process; built once for each state of the catalogue."""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from wangting.rules.matching import HAN
from wangting.services.finding.entries import Entry
from wangting.services.finding.hits import Hit, Hits, keep_best
from wangting.services.finding.spoken import Spoken
from wangting.services.finding.texts import CLOSELY, Texts
from wangting.services.finding.words import Words

#: At most so many other ways to say what was asked are tried, each worth this share of what was really said.
REWORDINGS, REWORDED = 4, 0.9
#: A text that sounds the same but is written otherwise is worth less; where the writing fits well nobody listens.
HEARD, FITS = 0.5, 0.4
#: The beginning of a code is one from this length on; so many codes that begin so are told.
CODE, CODE_BEGINS, CODES = 4, 0.95, 200
#: A department is named by the end of its name, of at least so many letters; all its items are then equal.
UNIT, OF_UNIT = 3, 0.3


class Index:
    """Finds entries; ``units`` gives the names of departments by their keys."""

    def __init__(self, known: Sequence[Entry], words: Words, units: Mapping[str, str]) -> None:
        #: The codes of main items that nobody applies for: they are no answers themselves.
        self.gathering = frozenset(entry.code for entry in known if entry.gathers)
        entries = [entry for entry in known if not entry.gathers]
        #: What was written about the matter is in the lists by now; as text it would be the larger half of all memory.
        self.entries = tuple(replace(entry, about=()) for entry in entries)
        #: The halls that offer something, and at each place whether they do: beside each other, because the entries lie
        #: all over the memory, and to fetch them would be the longer half of a search.
        self.halls = frozenset(hall for entry in entries for hall in entry.halls)
        self._offers = {hall: bytes(hall in entry.halls for entry in entries) for hall in self.halls}
        self._nothing = bytes(len(entries))
        #: At each place the first hall that offers the entry, or None; and a number that entries of one name share.
        self.first_halls = tuple(next(iter(entry.halls), None) for entry in entries)
        numbers: dict[str, int] = {}
        self.names_alike = array("I", (numbers.setdefault(entry.name, len(numbers)) for entry in entries))
        self._written: dict[int, tuple[str, ...]] = {}
        self._letters = {entry.code: words.sounds.letters(words.script.plain(entry.name)[:1]) for entry in entries}
        self._words = words
        self._texts = Texts(entries, words)
        self._spoken = Spoken(entries, words)
        plain = words.script.plain
        self._codes = sorted(
            {(plain(code), place) for place, entry in enumerate(entries) for code in (entry.code, *entry.codes)}
        )
        of_unit: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            for unit in entry.halls.values():
                of_unit.setdefault(unit, []).append(place)
        self._units: dict[str, list[tuple[str, list[int]]]] = {}
        for key, name in units.items():
            called = plain(name)
            for start in range(len(called) - UNIT + 1):
                self._units.setdefault(called[start:], []).append((name, of_unit.get(key, [])))

    def in_hall(self, hall: str) -> list[Entry]:
        """Return what ``hall`` offers, in order of code."""
        return [entry for entry in self.entries if hall in entry.halls]

    def offers(self, hall: str | None) -> bytes:
        """Return at each place 1 where ``hall`` offers the entry, else 0."""
        return self._nothing if hall is None else self._offers.get(hall, self._nothing)

    def written(self, place: int, write: Callable[[Entry], tuple[str, ...]]) -> tuple[str, ...]:
        """Return what ``write`` makes of the entry, always the same function: kept for as long as the index."""
        found = self._written.get(place)
        if found is None:
            found = self._written[place] = write(self.entries[place])
        return found

    def letter(self, entry: Entry) -> str:
        """Return the first letter of the entry's name in pinyin, in capitals; ``#`` for a name without one."""
        return self._letters[entry.code][:1].upper() or "#"

    def find(self, text: str, closely: int = CLOSELY) -> Hits:
        """Return what answers ``text``, in no order; nothing for a text without a letter.

        ``closely`` is how many answers one way of writing may have; time goes with it.
        """
        asked = self._words.script.plain(text)
        if not asked:
            return {}
        hits = self._texts.find(asked, text, closely)
        for reworded, word, official in islice(self._words.everyday.rewordings(asked), REWORDINGS):
            more = self._texts.find(reworded, text, closely)
            said = {place: Hit(hit.score, "everyday", word, official) for place, hit in more.items()}
            keep_best(hits, said, REWORDED)
        self._listen(asked, hits)
        if asked.isascii():
            keep_best(hits, self._by_code(asked))
        if asked in self._units:
            keep_best(hits, self._by_unit(asked))
        return hits

    def names(self, text: str) -> list[str]:
        """Return the names of what answers ``text``, the best first."""
        hits = self.find(text)
        return [self.entries[place].name for place in sorted(hits, key=lambda place: -hits[place].score)]

    def _listen(self, asked: str, hits: Hits) -> None:
        """Add what sounds like it, when there are Latin letters or the writing fits nothing well."""
        if not asked.isascii() and any(hit.score > FITS for hit in hits.values()):
            return
        keep_best(hits, self._spoken.find(asked), HEARD if HAN.search(asked) else 1.0)
        keep_best(hits, self._spoken.initials(asked))

    def _by_code(self, asked: str) -> Hits:
        hits: Hits = {}
        if len(asked) >= CODE and any(letter.isdigit() for letter in asked):
            start = bisect.bisect_left(self._codes, (asked, 0))
            for code, place in self._codes[start : start + CODES]:
                if not code.startswith(asked):
                    break
                keep_best(hits, {place: Hit(1.0 if code == asked else CODE_BEGINS, "code")})
        return hits

    def _by_unit(self, asked: str) -> Hits:
        return {
            place: Hit(OF_UNIT, "department", meant=name) for name, places in self._units[asked] for place in places
        }
