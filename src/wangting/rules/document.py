"""What the hall puts into writing after an act: its words, the law it rests on, what can be done against it."""

from __future__ import annotations

from dataclasses import dataclass

#: The only names that the words of a document may have filled in.
NAMES = frozenset({"number", "item", "applicant", "unit", "hall", "day", "received", "answer_by", "due", "promised"})


@dataclass(frozen=True)
class Basis:
    """One article of law; ``text`` is its wording, in full or the part that matters."""

    law: str
    article: str
    text: str


@dataclass(frozen=True)
class DocumentText:
    """The words of one kind of document; ``remedies`` are empty where nothing is decided against anybody."""

    paragraphs: tuple[str, ...]
    basis: tuple[Basis, ...]
    remedies: tuple[str, ...] = ()
