"""Numbers of articles as laws write them, 第四十二条, and back: 1 to 999, in Chinese numerals and in digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

MOST = 999
UNITS = ("", *"一二三四五六七八九")
ZEROS = ("零", "〇")
#: Letters that a number is written with; full-width digits are typed too.
LETTERS = "".join((*UNITS, *ZEROS, "十百0-9０-９"))
PLAIN = re.compile(r"[1-9][0-9]{0,2}", re.ASCII)


def numeral(number: int) -> str:
    """Return ``number``, 1 to 999, in Chinese numerals as laws write it: 四十二, 一百零三; raises ValueError."""
    if not 1 <= number <= MOST:
        raise ValueError(f"{number} is no number of an article: 1 to {MOST}")
    return next(_spellings(number))


def number_of(words: str) -> int | None:
    """Return the number that ``words`` write in Chinese numerals or digits, None where they write none of 1 to 999."""
    plain = unicodedata.normalize("NFKC", words).strip()
    return int(plain) if PLAIN.fullmatch(plain) else _READ.get(plain)


def _spellings(number: int) -> Iterator[str]:
    """Yield how ``number`` is written, the way of the laws first."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    before = (f"{UNITS[hundreds]}百" if hundreds else "",)
    if tens == 0:
        between: tuple[str, ...] = ZEROS if hundreds and ones else ("",)
    elif tens == 1:
        between = ("一十", "十") if hundreds else ("十", "一十")
    else:
        between = (f"{UNITS[tens]}十",)
    for head in before:
        for middle in between:
            yield f"{head}{middle}{UNITS[ones]}"


#: NFKC leaves the numerals as they are, 〇 among them.
_READ = {spelled: number for number in range(1, MOST + 1) for spelled in _spellings(number)}
