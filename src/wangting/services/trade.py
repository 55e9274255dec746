"""What a process knows of the trade of items, as declared: the words of the linter, and what an item must fit."""

from __future__ import annotations

from dataclasses import dataclass, field

from wangting.declare import Declared
from wangting.declare.lint import Linting as LintWords
from wangting.declare.registered import REGISTERED
from wangting.rules.lint.finding import Finding
from wangting.services.exchanging.checking import Ground
from wangting.services.finding.memory import Memory
from wangting.services.templating import Asked


@dataclass(frozen=True)
class Trade:
    """``lint`` is what the rules look for and say; ``ground`` what a new edition is checked against.

    ``found`` keeps what the rules found in the whole catalogue, waivers apart, until the catalogue moves; ``asked``
    which items ask for which papers.
    """

    lint: LintWords
    ground: Ground
    found: Memory[tuple[Finding, ...]] = field(default_factory=Memory)
    asked: Memory[Asked] = field(default_factory=Memory)

    @classmethod
    def of(cls, declared: Declared) -> Trade:
        """Return what ``declared`` says of it."""
        kinds, classes = frozenset(REGISTERED.field_kinds), declared.sources.classes
        return cls(declared.lint, Ground(frozenset(declared.workflows), kinds, classes, declared.generic))
