"""The declared tables of search, ready to be asked: how letters are written, how they sound, what people say."""

from __future__ import annotations

from dataclasses import dataclass

from wangting.declare.search import SearchWords
from wangting.rules.matching import Everyday, Script
from wangting.rules.sounds import Sounds


@dataclass(frozen=True)
class Words:
    """What the whole process knows of words; ``everyday`` holds plain texts."""

    script: Script
    sounds: Sounds
    everyday: Everyday

    @classmethod
    def of(cls, declared: SearchWords) -> Words:
        """Return the tables of ``declared``."""
        script = Script(declared.traditional)
        everyday = {
            script.plain(word): tuple(script.plain(official) for official in officials)
            for word, officials in declared.everyday.items()
        }
        return cls(script, Sounds(declared.readings), Everyday.of(everyday))
