"""What differs between two editions of an item, part by part and by type (DESIGN 5, issue 6).

An edition is the declared mapping of docs/reference/editions.md.  Materials, scenarios and fields are known by their
stable ids, so that a paper that was moved or renamed is not told as one lost and one new.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from wangting.rules.questions import HEADING

Data = Mapping[str, object]

CHANGED, ADDED, REMOVED, MOVED = "changed", "added", "removed", "moved"

#: The parts that are one value each, in the order of the guide; ``number`` is no content, ``form`` goes by fields.
SINGLE = ("name", "effective", "service_object", "conditions", "legal_limit", "promised_limit", "visits", "fee",
          "steps", "workflow", "certificate", "assurance")  # fmt: skip
MATERIALS, SCENARIOS, FIELDS, FACTS = "materials", "scenarios", "form", "facts"
#: The parts to which a hall may add help of its own; to a material by its id (``material.m1``).
GENERAL = "general"
MATERIAL_HELP = "material."
HELPED = (GENERAL, "conditions", "fee", "steps")
#: Runs of equal characters shorter than this between two changes are noise to a reader.
NOISE = 2


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: in which ``part``, what ``kind``, of which thing (``about``: its id, ``title``: its name).

    ``old`` and ``new`` are the values, None where there is none; ``fields`` names what differs within a thing.
    """

    part: str
    kind: str
    old: object
    new: object
    about: str = ""
    title: str = ""
    fields: tuple[str, ...] = ()


def changes(old: Data, new: Data) -> tuple[Change, ...]:
    """Return every difference between two editions, in the order of the guide; none where they say the same."""
    return (
        *(Change(part, CHANGED, old.get(part), new.get(part)) for part in SINGLE if old.get(part) != new.get(part)),
        *_keyed(MATERIALS, old["materials"], new["materials"], "name"),
        *_keyed(SCENARIOS, old.get("scenarios") or (), new.get("scenarios") or (), "title"),
        *_keyed(FIELDS, _fields(old), _fields(new), "title"),
        *_facts(old.get("facts") or {}, new.get("facts") or {}),
    )


def _fields(edition: Data) -> list[Data]:
    """Return headings and the fields that are answered: a paper is asked for in the list of materials, and told there.

    A heading is one of them, so that a question that went below another one is told as moved.
    """
    told: list[Data] = []
    for section in edition["form"]:
        names = {key: section.get(key) for key in ("title", "title_en")}
        told.append({"id": f"section.{section['id']}", "kind": HEADING, **names})
        told += [field for field in section["fields"] if field["kind"] != "material"]
    return told


def _keyed(part: str, old: Iterable[Data], new: Iterable[Data], name: str) -> Iterator[Change]:
    before, after = ({one["id"]: one for one in things} for things in (old, new))
    for key in (key for key in before if key not in after):
        yield Change(part, REMOVED, before[key], None, key, before[key][name])
    for key, thing in after.items():
        if key not in before:
            yield Change(part, ADDED, None, thing, key, thing[name])
        elif thing != before[key]:
            names = tuple(sorted(f for f in before[key].keys() | thing.keys() if before[key].get(f) != thing.get(f)))
            yield Change(part, CHANGED, before[key], thing, key, thing[name], names)
    kept = [key for key in before if key in after]
    order = [key for key in after if key in before]
    if kept != order:
        yield Change(part, MOVED, tuple(kept), tuple(order))


def _facts(old: Data, new: Data) -> Iterator[Change]:
    for key in (*old, *(key for key in new if key not in old)):
        if old.get(key) != new.get(key):
            yield Change(f"{FACTS}.{key}", CHANGED, old.get(key), new.get(key))


def words(old: str, new: str) -> list[tuple[str, str]]:
    """Return the runs of two texts in order: (``same``, ``added`` or ``removed``, the words), what is gone first."""
    found: list[tuple[str, str]] = []
    gone = come = ""
    for op, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if op == "equal" and (i2 - i1 >= NOISE or not (gone or come) or i2 == len(old)):
            found += [pair for pair in ((REMOVED, gone), (ADDED, come)) if pair[1]]
            found.append(("same", old[i1:i2]))
            gone = come = ""
        else:
            gone, come = gone + old[i1:i2], come + new[j1:j2]
    return found + [pair for pair in ((REMOVED, gone), (ADDED, come)) if pair[1]]


def help_parts(edition: Data) -> tuple[str, ...]:
    """Return the parts of an edition to which a hall may add help of its own."""
    return (*HELPED, *(f"{MATERIAL_HELP}{material['id']}" for material in edition["materials"]))


def part_of_help(found: Change) -> str | None:
    """Return the part of the hall's own help that ``found`` is about, or None."""
    if found.part == MATERIALS and found.about:
        return f"{MATERIAL_HELP}{found.about}"
    return found.part if found.part in HELPED else None


def lost_help(wording: Mapping[str, str], new: Data) -> dict[str, str]:
    """Return the hall's own words whose part is not in the edition ``new`` any more."""
    kept = set(help_parts(new))
    return {part: said for part, said in wording.items() if part not in kept}


def touched_help(wording: Mapping[str, str], found: Sequence[Change], new: Data) -> dict[str, str]:
    """Return the hall's own words that stay, beside a part that has changed."""
    changed = {part_of_help(one) for one in found}
    lost = lost_help(wording, new)
    return {part: said for part, said in wording.items() if part in changed and part not in lost}
