"""How a Chinese text sounds in pinyin without tones, and what somebody may have meant by Latin letters.

A character may have several readings; all are kept, the usual one first.  Latin letters are cut into syllables in
every way that leaves no letter over (``fangan`` is fang an and fan gan); where none does, each letter counts alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product

#: Readings that are also typed in another way: nobody has ü on the keyboard.
TYPED = {"lve": ("lue",), "nve": ("nue",), "lv": ("lu", "lyu"), "nv": ("nu", "nyu")}
VOWELS = frozenset("aeiouv")
#: No syllable begins with these, so that letters among which one stands are no initials.
NEVER_FIRST = frozenset("iuv")
#: A name is known under at most so many rows of initials.
ROWS = 8

#: From one place of a text to another, and the syllable said between.
Step = tuple[int, int, str]


class Sounds:
    """What is known of readings; ``readings`` maps a character to its readings, the usual one first."""

    def __init__(self, readings: Mapping[str, tuple[str, ...]]) -> None:
        self._readings = readings
        spoken = {reading for known in readings.values() for reading in known if VOWELS & set(reading)}
        self._syllables: dict[str, tuple[str, ...]] = {}
        for reading in sorted(spoken):
            for typed in (reading, *TYPED.get(reading, ())):
                self._syllables[typed] = (*self._syllables.get(typed, ()), reading)
        self._longest = max(map(len, self._syllables), default=0)

    def of_name(self, text: str) -> set[str]:
        """Return the pairs of neighbouring syllables of a plain name, and each syllable; a Latin letter is its own."""
        spoken = [self._readings.get(letter, (letter,)) for letter in text]
        pairs = {f"{one} {two}" for here, there in pairwise(spoken)
                 for one, two in product(here, there)}  # fmt: skip
        return pairs | {reading for known in spoken for reading in known}

    def syllables(self, text: str) -> list[str]:
        """Return the usual reading of each letter of a plain text; a Latin letter is its own."""
        known = self._readings
        return [known[letter][0] if letter in known else letter for letter in text]

    def letters(self, text: str) -> str:
        """Return the usual reading of a plain text in one word, as it is typed."""
        return "".join(self.syllables(text))

    def spellings(self, text: str) -> tuple[str, ...]:
        """Return a plain text as it may be typed in pinyin, the usual reading first, at most :data:`ROWS` of them."""
        return self._rows(text, None)

    def initials(self, text: str) -> tuple[str, ...]:
        """Return the first letters of a plain text, the usual row first, at most :data:`ROWS` of them."""
        return self._rows(text, 1)

    def _rows(self, text: str, letters: int | None) -> tuple[str, ...]:
        rows = [""]
        for letter in text:
            known = self._readings.get(letter, (letter,))
            if len(known) == 1 or len(rows) >= ROWS:
                usual = known[0][:letters]
                rows = [row + usual for row in rows]
            else:
                choices = list(dict.fromkeys(reading[:letters] for reading in known))[:2]
                rows = [row + choice for choice in choices for row in rows]
        return tuple(dict.fromkeys(rows[:ROWS]))

    def of_query(self, text: str) -> tuple[set[str], bool]:
        """Return the pairs of syllables a plain text may mean, and whether all of its Latin letters are syllables.

        A text that may be one syllable is that syllable as well.
        """
        steps = list(self._steps(text, letters=False))
        used = _through(steps, len(text))
        whole = bool(used)
        if not whole:
            used = _through([*steps, *self._steps(text, letters=True)], len(text))
        after: dict[int, list[str]] = {}
        for start, _end, said in used:
            after.setdefault(start, []).append(said)
        found = {f"{said} {other}" for _start, end, said in used for other in after.get(end, ())}
        return found | {said for start, end, said in used if (start, end) == (0, len(text))}, whole

    def _steps(self, text: str, *, letters: bool) -> Iterator[Step]:
        for start, letter in enumerate(text):
            if not letter.isascii():
                yield from ((start, start + 1, said) for said in self._readings.get(letter, (letter,)))
            elif letters or letter.isdigit():
                yield start, start + 1, letter
            else:
                for end in range(start + 1, min(start + self._longest, len(text)) + 1):
                    yield from ((start, end, said) for said in self._syllables.get(text[start:end], ()))


def may_be_initials(text: str) -> bool:
    """Say whether plain letters may be the first letters of syllables."""
    return text.isascii() and not NEVER_FIRST & set(text)


def _through(steps: list[Step], length: int) -> list[Step]:
    """Return the steps that lie on a way from the beginning of the text to its end."""
    reached = {0}
    for start, end, _said in sorted(steps):
        if start in reached:
            reached.add(end)
    leads = {length}
    for start, end, _said in sorted(steps, reverse=True):
        if end in leads:
            leads.add(start)
    return sorted({step for step in steps if step[0] in reached and step[1] in leads})
