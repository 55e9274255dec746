"""Reader of ``tenants/_shared/items``: base items as JSON lines, each with the first edition made for it.

Run time never parses these files: ``wangting provision`` imports them with a digest per record (DESIGN 4).
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from wangting.declare import codes
from wangting.declare.itemschema import record_schema
from wangting.declare.schema import check
from wangting.declare.sources import Sources
from wangting.declare.yaml import Document, Problem, path_of
from wangting.rules.item import edition_problems

FOLDER = Path("tenants/_shared/items")
CODES = FOLDER / "codes.csv"


@dataclass(frozen=True)
class ItemRecord:
    """One base item: its code, class and source, the source's record unchanged, and its first edition."""

    code: str
    item_class: str | None
    source: str
    source_row: int
    agency: str | None
    aliases: tuple[str, ...]
    note: Mapping[str, str] | None
    record: Mapping[str, object]
    edition: Mapping[str, object]
    digest: str

    @property
    def name(self) -> str:
        """Return the record's name, unchanged."""
        return str(self.edition["name"])


@dataclass(frozen=True, slots=True)
class Context:
    """What a record is checked against."""

    sources: Sources
    codes: Mapping[str, codes.Code]
    workflows: frozenset[str]
    field_kinds: frozenset[str]


def load(
    home: Path, sources: Sources, workflows: frozenset[str], field_kinds: frozenset[str]
) -> tuple[Mapping[str, ItemRecord], list[Problem]]:
    """Return the items of ``home`` by code, in file order, and every problem found."""
    committed, found = load_codes(home, sources)
    context = Context(sources, {code.code: code for code in committed}, workflows, field_kinds)
    items: dict[str, ItemRecord] = {}
    for path in sorted((home / FOLDER).glob("*.jsonl")):
        for document in documents(path, home):
            item = _item(document, context)
            if item is not None and item.code in items:
                document.complain(("code",), f"{item.code} stands here twice")
            elif item is not None:
                items[item.code] = item
            found.extend(document.problems)
    return MappingProxyType(items), found


def load_codes(home: Path, sources: Sources) -> tuple[list[codes.Code], list[Problem]]:
    """Return the committed codes and what is wrong with them: each must be the one its rule gives, and no other."""
    try:
        committed = codes.read(home / CODES)
    except (OSError, KeyError, ValueError, TypeError) as fault:
        return [], [Problem(CODES.as_posix(), 1, "(file)", f"cannot be read: {fault!r}")]
    rules = {key: source.codes for key, source in sources.sources.items()}
    strangers = {code.source for code in committed} - rules.keys()
    found = [
        Problem(CODES.as_posix(), line, "source", f"no source {code.source!r}")
        for line, code in enumerate(committed, 2)
        if code.source in strangers
    ]
    rows = [codes.SourceRow(code.source, code.source_row, code.record_code) for code in committed]
    if not found:
        found = [
            Problem(CODES.as_posix(), line, "code", f"is {ours.code!r}, its rule gives {given.code!r}")
            for line, (ours, given) in enumerate(zip(committed, codes.assign(rows, rules), strict=True), 2)
            if ours != given
        ]
        counted = Counter(code.source for code in committed)
        found += [
            Problem(CODES.as_posix(), 1, key, f"has {counted[key]} codes for {source.records} records")
            for key, source in sources.sources.items()
            if counted[key] != source.records
        ]
    return committed, found


def documents(path: Path, home: Path) -> Iterable[Document]:
    """Yield each line of a JSON lines file as a document of its own."""
    name = path.relative_to(home).as_posix()
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        if line.strip():
            document = Document(name, lines={(): number})
            try:
                document.data = json.loads(line)
            except ValueError as fault:
                document.complain((), f"not JSON: {fault}")
            yield document


def _item(document: Document, context: Context) -> ItemRecord | None:
    data = check(document, record_schema())
    if data is None:
        return None
    _check_origin(data, context, document)
    for problem in edition_problems(data["edition"], context.workflows, context.field_kinds):
        document.complain(("edition", *path_of(problem.key)), problem.message)
    if document.problems:
        return None
    return ItemRecord(
        code=data["code"],
        item_class=data["class"],
        source=data["source"],
        source_row=data["source_row"],
        agency=data["agency"],
        aliases=tuple(data["aliases"]),
        note=data["note"],
        record=MappingProxyType(data["source_record"]),
        edition=MappingProxyType(data["edition"]),
        digest=hashlib.sha256(_canonical(document.data)).hexdigest(),
    )


def _canonical(data: object) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")


def _check_origin(data: Mapping[str, object], context: Context, document: Document) -> None:
    code = context.codes.get(data["code"])
    if code is None:
        document.complain(("code",), f"{data['code']!r} is not in {CODES.as_posix()}")
    elif (code.source, code.source_row) != (data["source"], data["source_row"]):
        document.complain(("code",), f"belongs to row {code.source_row} of {code.source}")
    record = data["source_record"]
    name = record.get("name")
    if name != data["edition"]["name"]:
        document.complain(("edition", "name"), f"the record's name stays unchanged: {name!r}")
    if data["source"] not in context.sources.sources:
        document.complain(("source",), f"no source {data['source']!r}")
        return
    try:
        expected = context.sources.class_of(data["source"], str(record.get("type_code", "")), str(name))
    except KeyError as fault:
        document.complain(("source_record", "type_code"), f"the source has no type {fault.args[0]!r}")
        return
    if data["class"] != expected:
        document.complain(("class",), f"is {data['class']!r}; the source's map gives {expected!r}")
