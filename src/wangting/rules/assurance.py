"""How sure the hall is of who somebody is: the levels, what raises to each, and for how long (DOMAIN 5).

A level is never stored.  It is asked anew of the proofs that a person has, each bound to the name and the number that
it was about: who changes the name has to prove it again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

#: How a level is reached: what somebody wrote, a comparison of name and number with the population register, a
#: comparison of the face, a counter with the identity card, another government's sign-in that vouches for the number.
DECLARED, DATA, FACE, WINDOW, PROVIDER = "declared", "data", "face", "window", "provider"
WAYS = frozenset({DECLARED, DATA, FACE, WINDOW, PROVIDER})
#: Levels go from 二级 to 五级.
LEAST, MOST = 2, 5


class Proof(Protocol):
    """What was proved on a day: ``way`` of :data:`WAYS`, ``mark`` for the name and number it was about."""

    way: str
    mark: str
    on: date


@dataclass(frozen=True, slots=True)
class Way:
    """One way: the level that it gives, and for how many calendar days after the day of the proof (None: no end)."""

    level: int
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """What a level is called, and what it means, in both languages."""

    name: str
    name_en: str
    means: str
    means_en: str


@dataclass(frozen=True, slots=True)
class Vouching:
    """What somebody must have proved to speak for an organisation: a ``level``, by one of ``ways``."""

    level: int = 3
    ways: frozenset[str] = frozenset({DATA, FACE, WINDOW})


@dataclass(frozen=True)
class AssuranceLaw:
    """The declared levels by number, the ways to them, and what a legal representative must have proved.

    ``once`` is for how long the password for once is good that a window gives to who showed the card.
    """

    levels: Mapping[int, Level]
    ways: Mapping[str, Way]
    representative: Vouching = Vouching()
    once: timedelta = timedelta(days=1)

    def level_of(self, proofs: Iterable[Proof], mark: str, today: date) -> int:
        """Return the level of whoever has ``proofs`` and is known under ``mark`` today."""
        held = [self.ways[proof.way].level for proof in proofs if self.holds(proof, mark, today)]
        return max([self.ways[DECLARED].level, *held])

    def vouches(self, proofs: Iterable[Proof], mark: str, today: date) -> bool:
        """Say whether whoever has ``proofs`` is sure enough to speak for an organisation as its representative."""
        needed = self.representative
        return any(
            proof.way in needed.ways and self.holds(proof, mark, today) and self.ways[proof.way].level >= needed.level
            for proof in proofs
        )

    def holds(self, proof: Proof, mark: str, today: date) -> bool:
        """Say whether ``proof`` is about this name and number, made by a way that is still declared, and not over."""
        until = self.until(proof)
        return (
            proof.way in self.ways and proof.mark == mark and proof.on <= today and (until is None or today <= until)
        )

    def until(self, proof: Proof) -> date | None:
        """Return the last day of ``proof``, None where none is set."""
        way = self.ways.get(proof.way)
        return None if way is None or way.days is None else proof.on + timedelta(days=way.days)

    def ways_to(self, level: int, at_hand: Collection[str]) -> tuple[str, ...]:
        """Return which of the ways ``at_hand`` reach ``level``, the least demanding first."""
        found = [(way.level, name) for name, way in self.ways.items() if name in at_hand and way.level >= level]
        return tuple(name for _level, name in sorted(found))
