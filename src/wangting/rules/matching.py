"""How what somebody typed is compared with the name of an item: letters, pairs of letters, order, one slip.

A Chinese text has no spaces, so that pairs of neighbouring letters stand for words.  Nothing here knows where the
tables come from; they are declared in ``tenants/_shared/search``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

#: What a text is made of once marks and spaces are gone: digits, Latin letters, Chinese characters.
NOT_SAID = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
#: Characters that are written in one width and one size, each its own normal form.
ONLY_HAN = re.compile(r"[\u4e00-\u9fff]*")
HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True)
class Script:
    """One way of writing: full width and half, large and small, traditional and simplified are the same letter.

    ``traditional`` maps the code of a traditional character to its simplified one.
    """

    traditional: Mapping[int, str]

    def plain(self, text: str) -> str:
        """Return ``text`` in small letters of half width and simplified characters, without marks and spaces."""
        if ONLY_HAN.fullmatch(text):
            return text.translate(self.traditional)
        folded = unicodedata.normalize("NFKC", text).lower().replace("ü", "v")
        return NOT_SAID.sub("", folded.translate(self.traditional))

    def simplified(self, text: str) -> str:
        """Return ``text`` with its traditional characters simplified, and nothing else changed."""
        return text.translate(self.traditional)

    def is_traditional(self, text: str) -> bool:
        """Say whether somebody wrote at least one traditional character."""
        return self.simplified(text) != text


def grams(text: str) -> tuple[str, ...]:
    """Return the letters of a plain text and its pairs of neighbours, each once, in the order in which they stand.

    In one order, because sums of fractions differ by it: what two processes answer must be equal to the last digit.
    """
    return tuple(dict.fromkeys((*text, *_neighbours(text))))


def pairs(text: str) -> tuple[str, ...]:
    """Return the pairs of neighbouring letters of a plain text, each once, in the order in which they stand."""
    return tuple(dict.fromkeys(_neighbours(text)))


def _neighbours(text: str) -> list[str]:
    return [text[place : place + 2] for place in range(len(text) - 1)]


def in_order(asked: str, text: str) -> int:
    """Return how many letters of ``asked`` stand in ``text`` in the same order, not always side by side.

    环评审批 stands in 建设项目环境影响评价文件审批 with all four: that is how people shorten names.  It is the length
    of the longest common subsequence, by the bits of a whole number (Hyyrö 2004).
    """
    if asked in text:
        return len(asked)
    row = 0
    for letter in asked:
        place = text.find(letter)
        if place < 0:
            continue
        standing = 0
        while place >= 0:
            standing |= 1 << place
            place = text.find(letter, place + 1)
        either = row | standing
        row = either & ~(either - (row << 1 | 1))
    return row.bit_count()


def slip(typed: str, meant: str) -> tuple[str, str] | None:
    """Return (what was typed, what was meant) where two texts differ by one slip, else None.

    A slip is one letter wrong, one too many, one too few, or two neighbours exchanged; equal texts have none.
    """
    if typed == meant or abs(len(typed) - len(meant)) > 1:
        return None
    start = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant)))
    rest, other = typed[start:], meant[start:]
    for wrong, right in ((1, 1), (1, 0), (0, 1)):
        if rest[wrong:] == other[right:]:
            return rest[:wrong], other[:right]
    if len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]:
        return rest[:2], other[:2]
    return None


@dataclass(frozen=True)
class Everyday:
    """Plain words of every day with what offices say instead; ``longest`` is the length of the longest word.

    Most of what is asked holds no letter with which such a word begins: ``firsts`` are those letters.
    """

    words: Mapping[str, tuple[str, ...]]
    longest: int
    firsts: frozenset[str]

    @classmethod
    def of(cls, words: Mapping[str, tuple[str, ...]]) -> Everyday:
        """Return ``words`` ready to be looked for."""
        return cls(words, max(map(len, words), default=0), frozenset(word[0] for word in words if word))

    def rewordings(self, text: str) -> Iterator[tuple[str, str, str]]:
        """Yield (the text with one word as offices say it, the word, what offices say), the longest word first.

        What the text already says is not said again.
        """
        starts = [place for place, letter in enumerate(text) if letter in self.firsts]
        for length in range(min(self.longest, len(text)), 0, -1) if starts else ():
            for start in starts:
                if start + length > len(text):
                    break
                word = text[start : start + length]
                for official in self.words.get(word, ()):
                    if official not in text:
                        yield text[:start] + official + text[start + length :], word, official
