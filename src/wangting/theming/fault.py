"""What one fault says to a person: what happened, what is safe, what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from translationstring import TranslationString

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Fault:
    """What happened (``heading``), what is not lost (``safe``), what to do (``todo``), where it leads (``way``)."""

    heading: TranslationString
    safe: TranslationString | str = ""
    todo: TranslationString | str = ""
    way: str = "home"

    def said(self, facts: Mapping[str, object]) -> Fault:
        """Return the fault with its numbers filled in; ``limit`` of a file, in bytes, is said in megabytes."""
        limit = facts.get("limit")
        known = {**facts, "megabytes": limit // MEGABYTE if isinstance(limit, int) else ""}
        return Fault(*(_filled(text, known) for text in (self.heading, self.safe, self.todo)), self.way)


def _filled(text: TranslationString | str, facts: Mapping[str, object]) -> TranslationString | str:
    return TranslationString(text, mapping=dict(facts)) if isinstance(text, TranslationString) else text
