"""Which great matters of life (生命树: 生 学 业 婚 居 医 老 助) an item belongs to: by declared words alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One matter; ``glyph`` is the character that stands for it.

    An item belongs to it where one of ``words`` stands in its name or its source has it under one of ``themes``,
    and none of ``without`` stands in its name.
    """

    key: str
    glyph: str
    title: str
    title_en: str
    words: tuple[str, ...]
    themes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def has(self, name: str, themes: Collection[str]) -> bool:
        """Say whether an item of this name, which its source has under ``themes``, belongs here."""
        if any(word in name for word in self.without):
            return False
        return any(word in name for word in self.words) or any(theme in themes for theme in self.themes)


def events_of(events: Iterable[LifeEvent], name: str, themes: Collection[str]) -> tuple[str, ...]:
    """Return the keys of the matters an item belongs to, in their order; none for most of what offices do."""
    return tuple(event.key for event in events if event.has(name, themes))
