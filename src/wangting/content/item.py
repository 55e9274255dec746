"""Item, edition, implementation: once for the city, whole for a period, dressed by each hall (DESIGN 5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from persistent import Persistent
from substanced.content import content
from substanced.util import renamer

from wangting.errors import NotFound, Refused
from wangting.rules.item import STAGES


class Edition(Persistent):
    """One immutable whole: guide, basis, form, materials, workflow, limits, fees, certificate.

    ``data`` is the declared mapping (docs/reference/editions); limits are (amount, unit) with their own unit.  Cases
    refer to it, so it is never changed once published: what changes is the next edition.
    """

    def __init__(self, item_code: str, number: int, data: Mapping[str, object], *, stage: str = "draft") -> None:
        self.item_code = item_code
        self.number = number
        self.effective = date.fromisoformat(str(data["effective"]))
        self.data = dict(data)
        self.stage = stage

    def advance(self, stage: str) -> None:
        """Move to ``stage``, one step at a time; raises Refused otherwise."""
        if STAGES.index(stage) != STAGES.index(self.stage) + 1:
            raise Refused("edition_stage", source=self.stage, target=stage)
        self.stage = stage

    @property
    def name(self) -> str:
        """The name of the item in this edition."""
        return self.data["name"]

    @property
    def workflow(self) -> str:
        """The key of its workflow, such as ``administrative_licence.v1``."""
        return self.data["workflow"]

    @property
    def statutory_limit(self) -> tuple[int, str] | None:
        """(amount, unit) of 法定时限, or None where the record gives none."""
        return _limit(self.data.get("legal_limit"))

    @property
    def promised_limit(self) -> tuple[int, str] | None:
        """(amount, unit) of 承诺时限, or None where the record gives none."""
        return _limit(self.data.get("promised_limit"))

    @property
    def materials(self) -> list[dict]:
        """The list outside which nothing may be asked (DOMAIN 2)."""
        return self.data["materials"]

    @property
    def form(self) -> list[dict]:
        """The sections of the declaration form."""
        return self.data["form"]

    @property
    def certificate(self) -> dict | None:
        """Name and type of the licence that an approval issues, or None."""
        return self.data.get("certificate")

    @property
    def assurance(self) -> int | None:
        """The level of assurance (DOMAIN 5) that whoever applies needs, or None: none beyond the first."""
        return self.data.get("assurance")


def _limit(declared: Mapping | None) -> tuple[int, str] | None:
    return None if declared is None else (declared["amount"], declared["unit"])


@content("Item", icon="glyphicon glyphicon-file", catalog=True)
class Item(Persistent):
    """事项: the central office's, shared by all halls; ``record`` is the source record as it was."""

    name = renamer()
    #: A remark on the source record in both languages, or None; the body whose item it is in the source.
    note: Mapping[str, str] | None = None
    agency: str | None = None

    def __init__(self, code: str, title: str, item_class: str | None, source: str, record: Mapping[str, object],
                 aliases: tuple[str, ...] = ()) -> None:  # fmt: skip
        self.code = code
        self.title = title
        self.item_class = item_class
        self.source = source
        self.record = dict(record)
        self.aliases = aliases
        self.editions: tuple[Edition, ...] = ()

    def add_edition(self, edition: Edition) -> None:
        """Append ``edition``; numbers go up by one."""
        if edition.number != len(self.editions) + 1:
            raise Refused("edition_number", number=edition.number)
        self.editions += (edition,)

    def edition(self, number: int) -> Edition:
        """Return one edition by its number; raises NotFound."""
        if not 1 <= number <= len(self.editions):
            raise NotFound("no_edition")
        return self.editions[number - 1]

    def edition_on(self, day: date) -> Edition:
        """Return the edition in force on ``day``; raises NotFound when none is."""
        for edition in reversed(self.editions):
            if edition.stage == "published" and edition.effective <= day:
                return edition
        raise NotFound("no_edition")


class Implementation(Persistent):
    """实施清单: what one hall lays over one item.  It may promise less time; never add a material, a step or days."""

    def __init__(self, item: Item, hall: str, unit: str, *, promised: tuple[int, str] | None = None,
                 places: tuple = (), hours: str = "", phones: tuple = ()) -> None:  # fmt: skip
        self.item = item
        self.hall = hall
        self.unit = unit
        self.promised = promised
        self.places = places
        self.hours = hours
        self.phones = phones
        self.on = True

    def promised_limit(self, edition: Edition) -> tuple[int, str] | None:
        """Return the promise here: the hall's shorter one, else the edition's."""
        return self.promised or edition.promised_limit
