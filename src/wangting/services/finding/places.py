"""Names of villages, communities and towns as they are written and as they sound."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from wangting.services.finding.words import Words


class Named(NamedTuple):
    """One place: the key of its OrgUnit, its plain name, its pinyin and its initials, each of which may be several."""

    key: str
    name: str
    sounds: tuple[str, ...]
    kind: str


class Places:
    """Finds the keys of places by name, by pinyin and by initials."""

    def __init__(self, places: Iterable[tuple[str, str, str]], words: Words) -> None:
        plain, sounds = words.script.plain, words.sounds
        self._plain = plain
        self._named = [
            Named(key, plain(name), (*sounds.spellings(plain(name)), *sounds.initials(plain(name))), kind)
            for key, name, kind in places
        ]

    def find(self, text: str) -> list[str]:
        """Return the keys of what is called or sounds like ``text``: names that begin so first, towns before villages.

        Latin letters are pinyin from the beginning of the name, or its initials.
        """
        asked = self._plain(text)
        if not asked:
            return []
        found = [
            (not named.name.startswith(asked), named.kind != "town", named.key)
            for named in self._named
            if asked in named.name or (asked.isascii() and any(sound.startswith(asked) for sound in named.sounds))
        ]
        return [key for *_rank, key in sorted(found)]
