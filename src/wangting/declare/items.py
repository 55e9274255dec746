"""Reader of ``tenants/_shared/items``: base items as JSON lines, each with the first edition made for it or from it.

Run time never parses these files: ``wangting provision`` imports them, and remembers what it imported (DESIGN 4).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from wangting.declare import codes, mainitems
from wangting.declare.itemschema import base_schema, record_schema
from wangting.declare.schema import check
from wangting.declare.sources import Source, Sources
from wangting.declare.yaml import Document, Problem, path_of
from wangting.rules.genericform import GenericForm, edition_of
from wangting.rules.hierarchy import MAIN, NOWHERE, Placed
from wangting.rules.item import edition_problems
from wangting.rules.mainitem import UNSAID, MainItem, Ranked, ranked
from wangting.rules.record import Columns, Unreadable, aliases_of, text_of

FOLDER = Path("tenants/_shared/items")
#: What a line has when its edition was made by hand.
OWN = "edition"


@dataclass(frozen=True)
class ItemRecord:
    """One base item: its code, class and source, the source's record unchanged, and its first edition.

    ``retired``: the source itself calls the rule superseded; the edition is kept as retired and no hall offers it.
    ``said`` is what its record says of main items, ``place`` what that makes it and under which item it lies.  A main
    item that is no record itself has the row ``codes.NO_ROW`` and, instead of a record, what records say of it.
    """

    code: str
    item_class: str | None
    source: str
    source_row: int
    agency: str | None
    aliases: tuple[str, ...]
    note: Mapping[str, str] | None
    record: Mapping[str, object]
    edition: Mapping[str, object]
    retired: bool = False
    said: Ranked = UNSAID
    place: Placed = NOWHERE

    @property
    def name(self) -> str:
        """Return the record's name, unchanged."""
        return str(self.edition["name"])


@dataclass(frozen=True, slots=True)
class Context:
    """What a record is checked against, and what its edition is made with when it has none of its own."""

    sources: Sources
    codes: Mapping[str, codes.Code]
    workflows: frozenset[str]
    field_kinds: frozenset[str]
    generic: GenericForm


def load(
    home: Path, sources: Sources, generic: GenericForm, workflows: frozenset[str], field_kinds: frozenset[str]
) -> tuple[Mapping[str, ItemRecord], list[Problem]]:
    """Return the items of ``home`` by code, in the order of the files and main items last, and every problem found."""
    committed, found = codes.load(home, {key: (one.codes, one.records) for key, one in sources.sources.items()})
    context = Context(sources, {code.code: code for code in committed}, workflows, field_kinds, generic)
    items: dict[str, ItemRecord] = {}
    for path in sorted((home / FOLDER).glob("*.jsonl")):
        for document in documents(path, home):
            item = _item(document, context)
            if item is not None and item.code in items:
                document.complain(("code",), f"{item.code} stands here twice")
            elif item is not None:
                items[item.code] = item
            found.extend(document.problems)
    found.extend(_lay(items, committed, context))
    return MappingProxyType(items), found


def _lay(items: dict[str, ItemRecord], committed: list[codes.Code], context: Context) -> list[Problem]:
    """Let each item lie where its record says, and add the main items that are no records; return what is wrong."""
    laid = mainitems.lay({code: (item.source, item.said) for code, item in items.items()}, committed)
    for code, place in laid.places.items():
        items[code] = replace(items[code], place=place)
    for code, (source, main) in laid.main_items.items():
        items[code] = _main_item(code, context.sources.sources[source], main, context.generic)
    return laid.problems


def _main_item(code: str, source: Source, main: MainItem, generic: GenericForm) -> ItemRecord:
    """Return a main item of which its source says no more than code and name: nobody applies for it."""
    edition = edition_of({"name": main.name}, Columns(), generic)
    said = {str(source.columns.main_code): main.code, str(source.columns.main_name): main.name}
    return ItemRecord(code=code, item_class=None, source=source.key, source_row=codes.NO_ROW, agency=None, aliases=(),
                      note=None, record=MappingProxyType(said), edition=MappingProxyType(edition),
                      place=Placed(MAIN))  # fmt: skip


def codes_of(home: Path, name: str) -> list[str]:
    """Return the codes of one file of the folder, in its order."""
    return [document.data["code"] for document in documents(home / FOLDER / name, home)]


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
    own = isinstance(document.data, Mapping) and OWN in document.data
    data = check(document, record_schema() if own else base_schema())
    if data is None:
        return None
    source = _origin(data, context, document)
    if source is None:
        return None
    try:
        item = _own(data, source, context) if own else _based(data, source, context)
    except Unreadable as fault:
        document.complain(("source_record", fault.column), str(fault))
        return None
    except KeyError as fault:
        document.complain(("source_record", str(source.columns.type)), f"the source has no type {fault.args[0]!r}")
        return None
    for problem in edition_problems(item.edition, context.workflows, context.field_kinds):
        document.complain(("edition", *path_of(problem.key)), problem.message)
    if own:
        _check_own(data, item, document)
    return None if document.problems else item


def _own(data: Mapping[str, object], source: Source, context: Context) -> ItemRecord:
    """Return the item of a line that has an edition of its own."""
    return ItemRecord(
        code=data["code"],
        item_class=_class_of(data, source, context),
        source=source.key,
        source_row=data["source_row"],
        agency=data["agency"],
        aliases=tuple(data["aliases"]),
        note=data["note"],
        record=MappingProxyType(data["source_record"]),
        edition=MappingProxyType(data[OWN]),
        said=ranked(data["source_record"], source.columns),
    )


def _based(data: Mapping[str, object], source: Source, context: Context) -> ItemRecord:
    """Return the item of a line that has nothing but its record."""
    record, columns = data["source_record"], source.columns
    retired = data["source_row"] in source.retired
    return ItemRecord(
        code=data["code"],
        item_class=None if retired else _class_of(data, source, context),
        source=source.key,
        source_row=data["source_row"],
        agency=text_of(record, columns.agency),
        aliases=aliases_of(record, columns.aliases),
        note=source.retired.get(data["source_row"]),
        record=MappingProxyType(record),
        edition=MappingProxyType(edition_of(record, columns, context.generic)),
        retired=retired,
        said=ranked(record, columns),
    )


def _class_of(data: Mapping[str, object], source: Source, context: Context) -> str | None:
    """Return the class that the source's own map gives the record; raises KeyError for an unknown type."""
    record = data["source_record"]
    return context.sources.class_of(source.key, text_of(record, source.columns.type) or "", record["name"])


def _origin(data: Mapping[str, object], context: Context, document: Document) -> Source | None:
    code = context.codes.get(data["code"])
    if code is None:
        document.complain(("code",), f"{data['code']!r} is not in {codes.FILE.as_posix()}")
    elif (code.source, code.source_row) != (data["source"], data["source_row"]):
        document.complain(("code",), f"belongs to row {code.source_row} of {code.source}")
    source = context.sources.sources.get(data["source"])
    if source is None:
        document.complain(("source",), f"no source {data['source']!r}")
    return source


def _check_own(data: Mapping[str, object], item: ItemRecord, document: Document) -> None:
    """Complain where a line says otherwise than its record."""
    if item.record["name"] != item.name:
        document.complain((OWN, "name"), f"the record's name stays unchanged: {item.record['name']!r}")
    if data["class"] != item.item_class:
        document.complain(("class",), f"is {data['class']!r}; the source's map gives {item.item_class!r}")
