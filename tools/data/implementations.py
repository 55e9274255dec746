"""Choose what each hall offers: ``python tools/data/implementations.py`` writes tenants/<hall>/items.csv.

The items whose edition was made by hand stay where they are in the files, with their promises; the others are chosen
anew by ``choice.yaml``, the same each time.  It prints which word sent how many items to which department.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml

from wangting.declare import codes, departments, offered, sources, workflows
from wangting.declare import forms as generic_form
from wangting.declare import items as base_items
from wangting.declare.items import ItemRecord
from wangting.declare.offered import OfferedRow
from wangting.declare.registered import REGISTERED
from wangting.rules.department import DepartmentMap

HOME = Path(__file__).resolve().parents[2]
CHOICE = Path(__file__).with_name("choice.yaml")


def rounds(records: Iterable[ItemRecord], words: DepartmentMap) -> Iterator[ItemRecord]:
    """Yield the records in turns of their kinds of department."""
    waiting: dict[str, deque[ItemRecord]] = defaultdict(deque)
    for record in records:
        waiting[words.kind_of(record.agency, record.name)].append(record)
    while waiting:
        for kind in list(waiting):
            yield waiting[kind].popleft()
            if not waiting[kind]:
                del waiting[kind]


def fits(record: ItemRecord, line: Mapping[str, object]) -> bool:
    """Say whether a record is one of those that a line of ``order`` means."""
    return (
        record.source in line["sources"]
        and bool(record.edition["materials"]) == line["materials"]
        and line.get("agency", record.agency) == record.agency
    )


class Choosing:
    """Chooses for one hall."""

    def __init__(self, hall: str, choice: dict, kept: list[OfferedRow], pool: list[ItemRecord],
                 words: DepartmentMap, by_code: Mapping[str, ItemRecord]) -> None:  # fmt: skip
        self._hall = hall
        self._words = words
        self._choice = choice
        self._pool = pool
        self._by_code = by_code
        self.rows = {row.code: row for row in kept}
        self._names = {row.name for row in kept}

    def run(self, powers: Mapping[str, bool]) -> list[OfferedRow]:
        """Fill up to the numbers of the choice and return the rows in order of code; ``powers`` by class."""
        wanted = Counter({True: self._choice["powers"], False: self._choice["services"]})
        wanted.subtract(Counter(powers[self._by_code[code].item_class] for code in self.rows))
        for record in self._candidates():
            power = powers[record.item_class]
            if wanted[power] and record.name not in self._names:
                wanted[power] -= 1
                self._names.add(record.name)
                kind = self._words.kind_of(record.agency, record.name)
                slug = self._words.department(self._hall, kind)
                self.rows[record.code] = OfferedRow(record.code, slug, "", "", record.name)
        if wanted.total():
            raise SystemExit(f"{self._hall}: {dict(wanted)} are missing: the order of the choice is too narrow")
        return [self.rows[code] for code in sorted(self.rows)]

    def _candidates(self) -> Iterator[ItemRecord]:
        for line in self._choice["order"]:
            found = [record for record in self._pool if fits(record, line) and self._takes(record)]
            yield from rounds(found, self._words)

    def _takes(self, record: ItemRecord) -> bool:
        kind = self._words.kind_of(record.agency, record.name)
        elsewhere = any(word in record.name for word in self._choice["nowhere"])
        return not elsewhere and self._words.department(self._hall, kind) is not None


def main() -> int:
    """Write the list of each hall and print the map."""
    choice = yaml.safe_load(CHOICE.read_text(encoding="utf-8"))
    origins, _problems = sources.load(HOME)
    words, _problems = departments.load(HOME)
    flows, _problems = workflows.load(HOME, REGISTERED.names)
    generic, _problems = generic_form.load(HOME, frozenset(flows), REGISTERED.field_kinds)
    records, _problems = base_items.load(HOME, origins, generic, frozenset(flows), REGISTERED.field_kinds)
    powers = {title: found.power for title, found in origins.classes.items()}
    order = {code.code: number for number, code in enumerate(codes.read(HOME / codes.FILE))}
    made = base_items.codes_of(HOME, "first.jsonl")
    taken = {records[code].name for code in made}
    pool = [
        record
        for record in sorted(records.values(), key=lambda record: order[record.code])
        if record.item_class is not None
        and record.code not in made
        and record.name not in taken
        and not any(word in record.name for word in choice["nowhere"])
    ]
    sent: Counter[tuple[str, str]] = Counter()
    for name, one in choice["choices"].items():
        for hall in one["halls"]:
            kept = [row for row in offered.read(HOME, hall) if row.code in made]
            rows = Choosing(hall, one, kept, pool, words, records).run(powers)
            offered.write(HOME, hall, rows)
            classes = Counter(powers[records[row.code].item_class] for row in rows)
            sys.stdout.write(f"{hall} ({name}): {len(rows)} = {classes[True]} + {classes[False]}\n")
            by_unit = Counter(row.department for row in rows)
            sys.stdout.write("  " + ", ".join(f"{slug} {count}" for slug, count in by_unit.most_common()) + "\n")
            for row in rows:
                record = records[row.code]
                word = words.word_for(record.agency, record.name)
                sent[(word.word if word else "(none)", words.kind_of(record.agency, record.name))] += 1
    sys.stdout.write("word -> kind of department: implementations\n")
    for (word, kind), count in sorted(sent.items(), key=lambda one: (one[0][1], -one[1])):
        sys.stdout.write(f"  {word} -> {kind}: {count}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
