"""What may happen to a case, in which order, and at whose hands: a workflow as a frozen table.

A workflow is law written down: it comes from ``workflows/<name>.v<N>.yaml`` (DESIGN 4), is never edited once
published, and every case pins the version it began with.  Nothing here knows where the table came from.  The
cross-checks of a table are in :mod:`wangting.rules.workflow_checks`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

BEFORE = "-"
"""The source of the opening transition: before it there is no case, hence no state."""

CLOCKS = frozenset({"runs", "paused", "stopped"})
"""What the two deadlines do while a case is in a state."""

NOBODY = "nobody"
"""The turn of a state in which the house waits for no one."""


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands, what its clock does there and whose move it is."""

    key: str
    title: str
    title_en: str
    clock: str
    turn: str


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table: in ``source``, ``act`` done by one of ``posts`` leads to ``target``."""

    source: str
    act: str
    target: str
    posts: frozenset[str]


@dataclass(frozen=True)
class Workflow:
    """One published version of a workflow.

    ``opening`` is the row that makes the case (its source is :data:`BEFORE`).  ``accepts`` and ``concludes`` name the
    acts that count as acceptance and as conclusion: the deadlines begin with the first and end with the second
    (行政许可法 42).  ``limits`` gives, per act of the timer, the amount and the unit (``workday`` or
    ``calendar_day``) after which it falls due.  ``guards``, ``documents`` and ``consequences`` name, per act, what
    services register under that name.
    """

    name: str
    version: int
    title: str
    title_en: str
    initial: str
    opening: Transition
    states: Mapping[str, State]
    transitions: tuple[Transition, ...]
    accepts: frozenset[str]
    concludes: frozenset[str]
    guards: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    documents: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    consequences: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    limits: Mapping[str, tuple[int, str]] = field(default_factory=lambda: MappingProxyType({}))
    branches: tuple[str, ...] = ("main",)
    digest: str = ""

    @property
    def key(self) -> str:
        """Return what an edition and a case pin, such as ``administrative_licence.v1``."""
        return f"{self.name}.v{self.version}"

    @cached_property
    def _rows(self) -> Mapping[tuple[str, str], Transition]:
        return {(row.source, row.act): row for row in self.transitions}

    @cached_property
    def _ways_out(self) -> Mapping[str, tuple[Transition, ...]]:
        ways: dict[str, list[Transition]] = {state: [] for state in self.states}
        for row in self.transitions:
            ways.setdefault(row.source, []).append(row)
        return {state: tuple(rows) for state, rows in ways.items()}

    def find(self, state: str, act: str) -> Transition | None:
        """Return the one row for ``act`` in ``state``; None when the act is not possible there."""
        return self._rows.get((state, act))

    def acts_from(self, state: str) -> tuple[Transition, ...]:
        """Return the rows that lead out of ``state`` in the order of the table; empty for an unknown state."""
        return self._ways_out.get(state, ())

    def is_final(self, state: str) -> bool:
        """Say whether nothing more can happen in ``state``; raises KeyError for a state that is not in the table."""
        return not self._ways_out[self.states[state].key]

    @property
    def acts(self) -> frozenset[str]:
        """Return every act of the table, the opening one included."""
        return frozenset(row.act for row in self.transitions) | {self.opening.act}

    @cached_property
    def concluded_states(self) -> frozenset[str]:
        """Return the states at or after the conclusion (办结), in which no deadline is open any more."""
        return self.reachable(row.target for row in self.transitions if row.act in self.concludes)

    def has_concluded(self, state: str) -> bool:
        """Say whether a case in ``state`` is concluded (办结), though it may still have to be delivered."""
        return state in self.concluded_states

    def reachable(self, starts: Iterable[str]) -> frozenset[str]:
        """Return ``starts`` and every state that can follow them."""
        seen: set[str] = set()
        waiting = list(starts)
        while waiting:
            state = waiting.pop()
            if state not in seen:
                seen.add(state)
                waiting.extend(row.target for row in self.acts_from(state))
        return frozenset(seen)


def digest_of(declared: Mapping[str, object]) -> str:
    """Return the SHA-256 (hex) of what a workflow file declares, as canonical JSON.

    Comments and spacing of the file do not count, everything a case could feel does: a published version whose
    digest has changed stops the boot (DESIGN 4).  Raises TypeError for what JSON cannot hold.
    """
    canonical = json.dumps(declared, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()
