"""Which kind of department takes an item: by a word in the name of its body, or in its own name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Word(NamedTuple):
    """A ``word`` and the kind of department it stands for."""

    word: str
    department: str


@dataclass(frozen=True, slots=True)
class DepartmentMap:
    """Words in the order in which they decide.

    ``general`` are words of bodies that keep business of every kind, whose items go by their own names.  ``folded``
    says for a hall with fewer departments which of its own takes which kind.
    """

    kinds: frozenset[str]
    general: tuple[str, ...]
    by_agency: tuple[Word, ...]
    by_name: tuple[Word, ...]
    otherwise: str
    folded: Mapping[str, Mapping[str, str]]

    def word_for(self, agency: str | None, name: str) -> Word | None:
        """Return the word that decides, None where none does."""
        if agency is not None and not any(word in agency for word in self.general):
            found = _first(self.by_agency, agency)
            if found is not None:
                return found
        return _first(self.by_name, name)

    def kind_of(self, agency: str | None, name: str) -> str:
        """Return the kind of department that takes the item ``name`` of the body ``agency`` (None: not named)."""
        word = self.word_for(agency, name)
        return self.otherwise if word is None else word.department

    def department(self, hall: str, kind: str) -> str | None:
        """Return the slug of the department of ``hall`` that takes ``kind``, None where none does."""
        folded = self.folded.get(hall)
        return kind if folded is None else folded.get(kind)


def _first(words: tuple[Word, ...], text: str) -> Word | None:
    return next((word for word in words if word.word in text), None)
