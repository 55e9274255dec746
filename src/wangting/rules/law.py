"""Law texts that the house holds, and what a procedure rests on: data of tenants/_shared/laws/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wangting.rules.numeral import numeral


@dataclass(frozen=True)
class Law:
    """One law in one version: ``articles`` by number, each as its paragraphs; ``whole`` where no article is missing.

    ``version`` is the day on which this text was passed or last amended.  ``short`` are other names it is cited by.
    """

    key: str
    title: str
    title_en: str
    short: tuple[str, ...]
    version: date
    whole: bool
    articles: Mapping[int, tuple[str, ...]]

    @property
    def names(self) -> tuple[str, ...]:
        """Return every name under which the law is cited."""
        return (self.title, *self.short)

    @property
    def called(self) -> str:
        """Return what people call it: its first short name, else its title."""
        return self.short[0] if self.short else self.title

    def lacks(self, article: int) -> bool:
        """Say whether the law certainly has no such article: only one that is held whole can tell."""
        return self.whole and article not in self.articles


class LegalBasis(NamedTuple):
    """One article that a procedure rests on, and what it says to a neighbour, in both languages."""

    law: str
    article: int
    words: str
    words_en: str


def article_title(article: int) -> str:
    """Return how an article is headed: 第四十二条."""
    return f"第{numeral(article)}条"
