"""Checks one item of a file as strictly as the house's own files are checked, and says where each fault stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from wangting.declare.itemschema import exchange_schema
from wangting.declare.schema import check
from wangting.declare.yaml import Document, path_of
from wangting.rules.exchange import EDITION, GENERIC, Fault, Row
from wangting.rules.genericform import GenericForm
from wangting.rules.item import edition_problems
from wangting.rules.publicfile import Named, files_in
from wangting.services.exchanging.plain import generic_form

#: What is wrong with an address of a file that this hall does not have.
NO_FILE = "no_file"


@dataclass(frozen=True)
class Ground:
    """What an item must fit: the workflows, kinds of fields and classes there are, and the template of forms."""

    workflows: frozenset[str]
    field_kinds: frozenset[str]
    classes: Collection[str]
    generic: GenericForm


class Checking:
    """Checks the rows of one file, one after the other: a code may stand there once.

    ``has_file`` says whether the hall keeps a public file: what an edition names must be there.
    """

    def __init__(self, ground: Ground, has_file: Callable[[Named], bool]) -> None:
        self._ground = ground
        self._has_file = has_file
        self._schema = exchange_schema(tuple(ground.classes))
        self._seen: dict[str, str] = {}

    def checked(self, row: Row) -> tuple[dict[str, object] | None, tuple[Fault, ...]]:
        """Return the clean item, its form spelled out, and no fault; or None and every fault of the row."""
        faults = tuple(row.faults) or tuple(self._shape(row))
        if faults:
            return None, faults
        item = row.item
        edition = item[EDITION]
        if edition["form"] == GENERIC:
            item = {**item, EDITION: {**edition, "form": generic_form(edition, self._ground.generic)}}
        found = tuple(self._soundness(row, item))
        return (None, found) if found else (item, ())

    def _shape(self, row: Row) -> Iterator[Fault]:
        first = self._seen.setdefault(row.item.get("code"), row.place)
        if first != row.place:
            yield Fault(row.place, "code", "twice", {"first": first})
        # A form that is only named has no shape of its own.
        item = row.item
        edition = item.get(EDITION)
        if isinstance(edition, dict) and edition.get("form") == GENERIC:
            item = {**item, EDITION: {**edition, "form": []}}
        document = Document(row.place, item)
        clean = check(document, self._schema)
        for problem in document.problems:
            yield self._fault(row, problem.key, problem.message)
        if clean is not None and item is not row.item:
            clean[EDITION]["form"] = GENERIC
        row.item = clean or row.item

    def _soundness(self, row: Row, item: dict) -> Iterator[Fault]:
        for problem in edition_problems(item[EDITION], self._ground.workflows, self._ground.field_kinds):
            yield self._fault(row, f"{EDITION}.{problem.key}", problem.message)
        for place, named in files_in(item[EDITION]).items():
            if not self._has_file(named):
                key = f"{EDITION}.{place}"
                yield Fault(row.place_of(path_of(key)), key, NO_FILE, {"value": named.name})

    @staticmethod
    def _fault(row: Row, key: str, message: str) -> Fault:
        return Fault(row.place_of(path_of(key)), key, "unfit", {"message": message})
