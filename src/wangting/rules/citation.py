"""Citations of laws in plain words: which held article 《行政许可法》第四十二条第一款 names.

Whoever follows a link must come to what was cited, so whatever is in doubt stays plain words: a law that is not held,
an article that is not (第四十二条之一 is another one than 第四十二条), a law of a longer name
(安徽省优化营商环境条例), another version of it (行政许可法（2003）).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from wangting.rules.law import Law, article_title
from wangting.rules.numeral import LETTERS, number_of

_NUMBER = rf"\s*[{LETTERS}]+\s*"
_PART = rf"第[（(]?{_NUMBER}[）)]?[款项]"
#: 第四十二条第一款、第三款第（二）项; neither 第四十二条之一 nor 第三条例.
ARTICLE = re.compile(
    rf"第(?P<number>{_NUMBER})条(?!之[一二三四五六七八九十]|例)(?:{_PART})*(?:[、，,和及与至](?:{_PART})+)*"
)
#: What may stand between two articles of one law.
JOINT = re.compile(r"\s*(?:、|，|,|；|;|以及|或者|和|及|与|至|到|或)?\s*(?=第)")
#: Behind the name of a law: its version in brackets, its closing mark, or both in the other order; then its chapter.
VERSION = r"(?:[（(](?![^（）()]*条)(?P<{}>[^（）()]*)[）)])?"
BEHIND = re.compile(rf"{VERSION.format('inside')}(?P<closed>[》〉]?){VERSION.format('outside')}\s*")
CHAPTER = re.compile(rf"(?:第{_NUMBER}[编章节]\s*)*")
YEAR = re.compile(r"(?:19|20)\d\d")
OPENED = re.compile(r"[《〈]\Z")
#: What a name of a law may follow: nothing, a mark, or a word that leads to it; 安徽省 would make it another law.
BEFORE = re.compile(r"(?:\A|[\s《〈“”\"（）()、，。；：,;:·]|[和及与或据照按]|或者|违反|适用|执行)\Z")
#: Titles that provinces and cities give too: what stands before one must lead to the nation's, or to none.
SHARED = re.compile(r"(?!中华人民共和国|国务院|全国).*(?:条例|规定|办法|细则)")
LEADING = re.compile(r"(?:\A|[。；：，,;:·]|[和及与或据照按]|或者|违反|适用|执行|参见|见|国务院)[《〈“”\"\s]*\Z")
END = re.compile(r"\Z|[\s“”\"（）()、，。；：,;:·]")


class Piece(NamedTuple):
    """Words, and the law and article to which they lead; None where they lead nowhere."""

    words: str
    law: str | None = None
    article: int | None = None


class Lawbook:
    """The laws that are held, by key, and what is cited of them."""

    def __init__(self, laws: Iterable[Law] = ()) -> None:
        self.laws: Mapping[str, Law] = {law.key: law for law in laws}
        self._named = {name: law for law in self.laws.values() for name in law.names}
        longest_first = sorted(self._named, key=len, reverse=True)
        self._names = re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")

    def has(self, key: str, article: int) -> bool:
        """Say whether an article is held."""
        return key in self.laws and article in self.laws[key].articles

    def pieces(self, text: str) -> tuple[Piece, ...]:
        """Return ``text`` in pieces, whose words together are ``text``: those that name what is held lead there."""
        return tuple(_joined(self._cut(text)))

    def row(self, law: str, article: str | None) -> tuple[Piece, ...]:
        """Return the pieces of what an item rests on: the name of a law, and its article, also as a bare number."""
        number, named = number_of(article or ""), self._only(law)
        if number is None or named is None or number not in named.articles:
            return self.pieces(" ".join(filter(None, (law, article))))
        return (*self.pieces(law), Piece(" "), Piece(str(article), named.key, number))

    def beyond(self, law: str, article: str | None) -> tuple[str, ...]:
        """Return the articles that such a row names of a law which is held whole and has none of that number."""
        number, named = number_of(article or ""), self._only(law)
        cited = [(one, its) for one, its, _start, _end in self._cited(f"{law} {article or ''}") if its is not None]
        if number is not None and named is not None:
            cited.append((named, number))
        return tuple(one.called + article_title(its) for one, its in cited if one.lacks(its))

    def _only(self, text: str) -> Law | None:
        """Return the law that ``text`` is the name of, and nothing else."""
        pieces = self.pieces(text)
        is_named = len(pieces) == 1 and pieces[0].law is not None and pieces[0].article is None
        return self.laws[str(pieces[0].law)] if is_named else None

    def _cut(self, text: str) -> Iterator[Piece]:
        here = 0
        for law, article, start, end in self._cited(text):
            if article is None or article in law.articles:
                yield Piece(text[here:start])
                yield Piece(text[start:end], law.key, article)
                here = end
        yield Piece(text[here:])

    def _cited(self, text: str) -> Iterator[tuple[Law, int | None, int, int]]:
        """Yield each article of a held law that ``text`` names, and where; a law named by itself is article None."""
        here = 0
        for name in self._names.finditer(text):
            law, start = self._named[name[0]], name.start()
            behind = BEHIND.match(text, name.end())
            if start < here or not _is_whole(text, start, behind) or _is_other(law, behind):
                continue
            if SHARED.fullmatch(name[0]) and not LEADING.search(text[:start]):
                continue
            start -= bool(behind["closed"])
            here = name.end() + len(behind[0].rstrip())
            articles = list(_articles(text, CHAPTER.match(text, behind.end()).end()))
            if not articles:
                if behind["closed"] or END.match(text, here):
                    yield law, None, start, here
                continue
            here = articles[-1].end()
            for place, found in enumerate(articles):
                number = number_of(found["number"])
                if number is not None:
                    yield law, number, found.start() if place else start, found.end()


def _is_whole(text: str, start: int, behind: re.Match[str]) -> bool:
    """Say whether the name that begins at ``start`` is that of the law, and not the end of a longer one."""
    before = text[max(0, start - 2) : start]
    return bool(BEFORE.search(before)) and bool(OPENED.search(before)) == bool(behind["closed"])


def _is_other(law: Law, behind: re.Match[str]) -> bool:
    """Say whether another version is cited: years are said, and that of the version held is not among them."""
    years = YEAR.findall(f"{behind['inside'] or ''} {behind['outside'] or ''}")
    return bool(years) and str(law.version.year) not in years


def _articles(text: str, here: int) -> Iterator[re.Match[str]]:
    """Yield the articles that follow each other from ``here`` on."""
    found = ARTICLE.match(text, here)
    while found:
        yield found
        joint = JOINT.match(text, found.end())
        found = ARTICLE.match(text, joint.end()) if joint else None


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Yield the pieces without empty ones, plain words that stand beside each other as one."""
    plain = ""
    for piece in pieces:
        if piece.law is None:
            plain += piece.words
            continue
        if plain:
            yield Piece(plain)
        yield piece
        plain = ""
    if plain:
        yield Piece(plain)
