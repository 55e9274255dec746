"""The catalogue outside the house: one item as plain data, and what an import of it would change (DOMAIN 2).

An item is a mapping of :data:`ITEM_KEYS` with its latest edition under ``edition`` in :data:`EDITION_KEYS`.  Its source
record is not in it: that is the source's, and an import never changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

ITEM_KEYS = ("code", "class", "rank", "parent", "legacy_code", "source", "agency", "aliases", "note")
EDITION_KEYS = (
    "number", "stage", "effective", "name", "conditions", "legal_limit", "promised_limit", "visits", "service_object",
    "materials", "fee", "steps", "workflow", "certificate", "form",
)  # fmt: skip
#: What an edition may have besides; a key that is absent says nothing.
OPTIONAL_KEYS = ("assurance", "scenarios", "facts")
EDITION = "edition"

#: In place of a form: the one that the declared template makes of the item's materials.
GENERIC = "generic"
#: In place of a source: an item that somebody brought in, and no record of a source stands behind it.
OFFICE = "office"

#: What an import does not decide: which edition it is, and how far that is.
TOLD_ONLY = frozenset({"number", "stage"})

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a file: where (``事项 17``, ``line 3``), in which column or key, a code, the particulars."""

    place: str
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(slots=True)
class Row:
    """One item as a file has it: its place, the plain data, where each part stands, and what could not be read.

    ``unasked`` are the parts for which a file of before had no place: they stay as they are.
    """

    place: str
    item: dict[str, object] = field(default_factory=dict)
    places: dict[tuple[str | int, ...], str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    unasked: tuple[tuple[str, ...], ...] = ()

    def place_of(self, path: tuple[str | int, ...]) -> str:
        """Return where ``path`` of the item stands, or the nearest part above it."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, self.place)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an import does, or would do, with one row: ``outcome``, which parts change, and every fault."""

    place: str
    code: str
    outcome: str
    changes: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


def kept(told: dict[str, object], held: Mapping[str, object], unasked: Iterable[tuple[str, ...]]) -> None:
    """Let ``told`` say of the ``unasked`` parts what ``held`` says; what that does not say either stays unsaid."""
    for *above, last in unasked:
        source: object = held
        for step in (*above, last):
            source = source.get(step) if isinstance(source, Mapping) else None
        if source is not None:
            target = told
            for step in above:
                target = target.setdefault(step, {})
            target[last] = source


def changes(held: Mapping[str, object], told: Mapping[str, object]) -> tuple[str, ...]:
    """Return the dotted names of what differs between two plain items, in the order of their keys."""
    return tuple(_differing(held, told))


def _differing(held: Mapping[str, object], told: Mapping[str, object]) -> Iterator[str]:
    yield from (key for key in ITEM_KEYS if held[key] != told[key])
    old, new = held[EDITION], told[EDITION]
    keys = (*(key for key in EDITION_KEYS if key not in TOLD_ONLY), *OPTIONAL_KEYS)
    yield from (f"{EDITION}.{key}" for key in keys if old.get(key) != new.get(key))


def touches_edition(changed: tuple[str, ...]) -> bool:
    """Say whether ``changed`` needs another edition, or is a matter of the item alone."""
    return any(name.startswith(f"{EDITION}.") for name in changed)
