"""What a rule of the linter looks at, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from wangting.rules.citation import Lawbook
from wangting.rules.hierarchy import NOWHERE, Placed
from wangting.rules.lifeevent import LifeEvent

#: How much a finding matters: against the law or itself; a nuisance for somebody; worth a look.
ERROR, WARNING, HINT = "error", "warning", "hint"
SEVERITIES = (ERROR, WARNING, HINT)


class Offered(NamedTuple):
    """What one hall lays over an item, as far as the linter looks at it; ``help`` is its own words by their part.

    ``unit`` is the department that decides, ``nobody`` and ``alone`` what it lacks (``staffing.Gaps``).
    """

    hall: str
    phones: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    help: Mapping[str, str] = MappingProxyType({})
    unit: str = ""
    nobody: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    task_code: str = ""
    handled_code: str = ""


@dataclass(frozen=True)
class Subject:
    """One item with its latest edition, and what the halls lay over it.

    ``themes`` are those of its source and ``matters`` the matters of life under which people find it;
    ``has_flow`` is whether its workflow is declared.
    """

    code: str
    name: str
    item_class: str | None
    edition: Mapping[str, object]
    agency: str | None = None
    offered: tuple[Offered, ...] = ()
    place: Placed = NOWHERE
    #: Material templates by each of the plain names that papers have (``rules.template``).
    templates: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    matters: tuple[LifeEvent, ...] = ()
    has_flow: bool = True

    @property
    def facts(self) -> Mapping[str, object]:
        """Return what else the edition says (declare/itemfacts.py); what is not there is unknown."""
        return self.edition.get("facts", {})


class Found(NamedTuple):
    """What a rule found in one item: where, and what the sentence of the rule is filled with.

    ``lacking`` are the departments that lack somebody, each with the posts.
    """

    code: str
    place: str = ""
    said: str = ""
    lacking: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Words:
    """The declared words of the linter (tenants/_shared/lint.yaml), and the laws: lists and limits are no code."""

    longest_sentence: int
    jargon: tuple[str, ...]
    held: tuple[str, ...]
    licence_class: str
    least_steps: int
    persons: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    themes_of_persons: tuple[str, ...] = ()
    themes_of_bodies: tuple[str, ...] = ()
    matters_of_persons: tuple[str, ...] = ()
    laws: Lawbook = field(default_factory=Lawbook)


@dataclass(frozen=True)
class Told:
    """What a rule says when it finds something, and what to do about it, in both languages."""

    title: str
    title_en: str
    fix: str
    fix_en: str


@dataclass(frozen=True)
class Rule:
    """One rule: its key, how much it matters, and how it looks at an item or at the whole catalogue.

    Main items that nobody applies for (``hierarchy.only_gathers``) oblige nobody: only rules ``of_all`` look at them.
    """

    key: str
    severity: str
    look: Callable[[Subject, Words], Iterator[Found]] | None = None
    look_at_all: Callable[[tuple[Subject, ...], Words], Iterator[Found]] | None = None
    of_all: bool = False


@dataclass(frozen=True)
class Finding:
    """What is shown: the rule, the item, what it says, and the reason of whoever has waived it."""

    rule: Rule
    found: Found
    waived: str | None = field(default=None)
