"""What a process knows of the trade of items, as declared: what an item must fit, and the law."""

from __future__ import annotations

from dataclasses import dataclass, field

from wangting.declare import Declared
from wangting.declare.lint import Linting as LintWords
from wangting.declare.procedures import Procedures
from wangting.declare.registered import REGISTERED
from wangting.rules.citation import Lawbook
from wangting.rules.lint.finding import Finding
from wangting.services.exchanging.checking import Ground
from wangting.services.finding.memory import Memory
from wangting.services.templating import Asked


@dataclass(frozen=True)
class Trade:
    """``lint`` is what the rules look for and say; ``ground`` what a new edition is checked against.

    ``laws`` are the texts that are held, ``procedures`` what each version of a workflow rests on in them.
    ``found`` keeps what the rules found in the whole catalogue, waivers apart, until the catalogue moves; ``asked``
    which items ask for which papers.
    """

    lint: LintWords
    ground: Ground
    laws: Lawbook
    procedures: Procedures
    found: Memory[tuple[Finding, ...]] = field(default_factory=Memory)
    asked: Memory[Asked] = field(default_factory=Memory)

    @classmethod
    def of(cls, declared: Declared) -> Trade:
        """Return what ``declared`` says of it."""
        kinds, classes = frozenset(REGISTERED.field_kinds), declared.sources.classes
        ground = Ground(frozenset(declared.workflows), kinds, classes, declared.generic)
        return cls(declared.lint, ground, declared.laws, declared.procedures)
