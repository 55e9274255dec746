"""The catalogue as the national platform takes it: rows of the tables ``up_task_*``, and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from wangting.content.item import Edition, Item
from wangting.content.register import Register
from wangting.rules.publicfile import from_outside
from wangting.rules.record import text_of
from wangting.rules.uptask import Gap, Table, cells, gaps, made, rows_of
from wangting.services.catalogue import Catalogue, Offer

#: How the words, the tables and the classes are declared (declare/uptask.py): what of them is needed here.
Words = Mapping[str, Mapping[str, str]]


class Reporting:
    """Reads one database as it stands today; ``gaps`` counts what the platform will not take in the rows given so far.

    ``types`` names the column of the type code in the records of each source.
    """

    def __init__(self, *, catalogue: Catalogue, register: Register, tables: tuple[Table, ...], words: Words,
                 public_classes: frozenset[str], types: Mapping[str, str], public_url: str) -> None:  # fmt: skip
        self._catalogue = catalogue
        self._register = register
        self._tables = tables
        self._words = words
        self._public_classes = public_classes
        self._types = types
        self._public_url = public_url
        self.gaps: Counter[Gap] = Counter()

    def rows(self) -> Iterator[tuple[Table, list[object]]]:
        """Yield the rows: those of items from the latest edition of each, those of halls from the edition in force."""
        for item in self._catalogue.items():
            latest = item.editions[-1]
            yield from self._rows(self._said(item, latest, {}), of_hall=False)
        for hall in self._catalogue.halls():
            for offer in self._catalogue.offers(hall.key):
                yield from self._rows(self._said(offer.item, offer.edition, self._here(offer)), of_hall=True)

    def _rows(self, said: Mapping[str, object], *, of_hall: bool) -> Iterator[tuple[Table, list[object]]]:
        for table in self._tables:
            if (table.each != "item") == of_hall:
                for row in rows_of(table, said):
                    found = cells(table, row, self._words)
                    self.gaps.update(gaps(table, found))
                    yield table, found

    def _said(self, item: Item, edition: Edition, here: Mapping[str, object]) -> dict[str, object]:
        told = {"code": item.code, "class": item.item_class, "agency": item.agency}
        column, data = self._types.get(item.source), from_outside(edition.data, self._public_url)
        code = text_of(item.record, column) if column else None
        return {
            "item": told,
            "edition": {**data, "number": edition.number, "stage": edition.stage},
            "facts": data.get("facts", {}),
            "here": here,
            "made": made(told, edition.data, code),
            "is_public": item.item_class in self._public_classes,
        }

    def _here(self, offer: Offer) -> dict[str, object]:
        here, hall = offer.implementation, offer.hall
        promised = offer.promised
        return {
            "hall": hall.key,
            "department": self._register.orgunit(here.unit).name,
            "places": list(here.places),
            "hours": here.hours,
            "phones": list(here.phones),
            "promised": None if promised is None else {"amount": promised[0], "unit": promised[1]},
            "online": offer.is_online,
            "task_code": here.task_code,
            "handled_code": here.handled_code,
            # The platform wants something that tells halls apart: where nobody gave a code it is the hall and the item.
            "local_task_code": here.task_code or f"{hall.case_prefix}-{offer.code}",
            "address": f"{self._public_url}/{hall.key}/items/{offer.code}",
        }
