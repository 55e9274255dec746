"""Tells the central office what was handed in, and those who wrote an edition what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from wangting.content.item import Edition
from wangting.content.parties import Directory, Party
from wangting.rules.access import CITY_UNIT
from wangting.security.gate import Gate, asker_of
from wangting.security.permissions import ITEM_DRAFT, OFFICE_PUBLISH
from wangting.services.maintaining import Maintaining
from wangting.services.telling import Telling

#: What is told (``rules.notice.ACCOUNT_NAMES``).
HANDED, SENT_BACK, PUBLISHED = "edition_handed", "edition_sent_back", "edition_published"


class Informing:
    """Notices about editions, in the transaction of what they tell; whoever has lost the right hears nothing more.

    ``public_url`` is where the hall is reached from outside.
    """

    def __init__(self, *, directory: Directory, maintaining: Maintaining, gate: Gate, telling: Telling,
                 public_url: str) -> None:  # fmt: skip
        self._directory = directory
        self._maintaining = maintaining
        self._gate = gate
        self._telling = telling
        self._public_url = public_url.rstrip("/")

    def handed(self, edition: Edition, by: int) -> None:
        """Tell the central office, but for ``by``, that somebody waits for a review."""
        unit = self._maintaining.department_of(edition.item_code)
        name = self._directory.get(by).name if unit is None else unit.name
        staff = self._directory.staff_of((CITY_UNIT,))
        for party in self._those_who_may(OFFICE_PUBLISH, edition, (one for one in staff if one != by)):
            self._tell(party, HANDED, edition, department=name, address=self._address(edition))

    def sent_back(self, edition: Edition, wrote: Iterable[int]) -> None:
        """Tell those who ``wrote`` that it is theirs again."""
        for party in self._those_who_may(ITEM_DRAFT, edition, wrote):
            self._tell(party, SENT_BACK, edition, address=self._address(edition))

    def published(self, edition: Edition, wrote: Iterable[int]) -> None:
        """Tell those who ``wrote`` from which day it is in force."""
        for party in self._those_who_may(ITEM_DRAFT, edition, wrote):
            self._tell(party, PUBLISHED, edition, day=edition.effective.isoformat())

    def _those_who_may(self, permission: str, edition: Edition, parties: Iterable[int]) -> Iterator[Party]:
        facts = self._maintaining.facts(edition.item_code)
        for party in map(self._directory.get, sorted(parties)):
            if party is not None and not party.disabled and self._gate.may(asker_of(party), permission, facts).allowed:
                yield party

    def _tell(self, party: Party, what: str, edition: Edition, **more: str) -> None:
        self._telling.tell(party, what, item=edition.name, number=str(edition.number), **more)

    def _address(self, edition: Edition) -> str:
        return f"{self._public_url}/office/items/{edition.item_code}/editions/{edition.number}/"
