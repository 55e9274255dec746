"""The services at hand for one transaction, put together from what the process holds.

A view, the worker and a test each take a room; nobody else needs to know which service wants which collaborator.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from wangting.content.hall import Hall
from wangting.content.item import Item
from wangting.content.licence import Licence
from wangting.content.register import Register
from wangting.gateways.pdf.sheets import LicenceSheet
from wangting.security.gate import Gate
from wangting.services.administering.room import HallRoom
from wangting.services.announcing import Announcing
from wangting.services.attaching import Attaching
from wangting.services.attesting import Attesting
from wangting.services.blanks import Blanks
from wangting.services.casework.consequences import Consequences
from wangting.services.casework.custody import Custody
from wangting.services.casework.service import Casework
from wangting.services.catalogue import Catalogue
from wangting.services.drafting import Drafting
from wangting.services.filing import Filing
from wangting.services.finder import Finder
from wangting.services.finding.places import Places
from wangting.services.house import House
from wangting.services.licensing import Licensing
from wangting.services.lighting import Lighting
from wangting.services.locating import Locating
from wangting.services.maintaining import Maintaining
from wangting.services.officeroom import OfficeRoom
from wangting.services.peopleroom import PeopleRoom
from wangting.services.placing import Placing
from wangting.services.practising import Practising
from wangting.services.publishing.informing import Informing
from wangting.services.publishing.overlaying import Overlaying
from wangting.services.publishing.retiring import Retiring
from wangting.services.publishing.service import Publishing
from wangting.services.tracking import Tracking
from wangting.services.worklist import Worklist


class Workroom(PeopleRoom):
    """Services over one connection's root, writing in one slot."""

    def __init__(self, house: House, root: Mapping[str, object], slot: int) -> None:
        self.house = house
        self._root = root
        self._slot = slot

    @cached_property
    def register(self) -> Register:
        """The lean register."""
        return self._root["register"]

    @property
    def site(self) -> object:
        """The Substance D site."""
        return self._root["app_root"]

    @cached_property
    def halls(self) -> Mapping[str, Hall]:
        """The halls by key."""
        return self.site["halls"]

    @cached_property
    def gate(self) -> Gate:
        """Who may do what."""
        return Gate(self.house.table, self.halls)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Items as halls offer them today."""
        return Catalogue(self.halls, self.items, self.house.clock.now().date(), self.register.drafted)

    @cached_property
    def publishing(self) -> Publishing:
        """Editions of items, from draft to all halls."""
        return Publishing(register=self.register, items=self.items, halls=self.catalogue.halls(),
                          every=[*self.halls.values()], drafts=self.house.side.drafts,
                          clock=self.house.clock, informing=self._informing, recording=self.recording)  # fmt: skip

    @property
    def _informing(self) -> Informing:
        return Informing(directory=self.register.parties, maintaining=self.maintaining, gate=self.gate,
                         telling=self.telling, public_url=self.house.public_url)  # fmt: skip

    @cached_property
    def maintaining(self) -> Maintaining:
        """Which department answers for an item."""
        return Maintaining(register=self.register, items=self.items, halls=self.halls.values(), gate=self.gate,
                           today=self.catalogue.today)  # fmt: skip

    @cached_property
    def retiring(self) -> Retiring:
        """The end of items, today or on a day to come."""
        return Retiring(register=self.register, items=self.items, halls=[*self.halls.values()],
                        drafts=self.house.side.drafts, clock=self.house.clock)  # fmt: skip

    def overlaying(self, hall: Hall) -> Overlaying:
        """Return what lays things over the items of ``hall``."""
        return Overlaying(register=self.register, items=self.items, hall=hall, clock=self.house.clock)

    @cached_property
    def announcing(self) -> Announcing:
        """What the halls and the city tell people."""
        return Announcing(self.site, self.house.clock.now().date())

    @property
    def items(self) -> Mapping[str, Item]:
        """The base catalogue by code."""
        return self.site["catalogue"]

    @cached_property
    def licensing(self) -> Licensing:
        """Licences."""
        return Licensing(self.house.issuer_codes)

    @cached_property
    def casework(self) -> Casework:
        """Acts on cases."""
        return Casework(
            register=self.register,
            clock=self.house.clock,
            workflows=self.house.workflows,
            gate=self.gate,
            reckoner=self.house.reckoner,
            consequences=Consequences(self.house.reckoner, self.licensing, self.house.tick),
            slot=self._slot,
        )

    @cached_property
    def custody(self) -> Custody:
        """Cases in somebody's hands."""
        return Custody(register=self.register, clock=self.house.clock, casework=self.casework, gate=self.gate,
                       slot=self._slot, tick=self.house.tick)  # fmt: skip

    @cached_property
    def filing(self) -> Filing:
        """New cases."""
        return Filing(register=self.register, clock=self.house.clock, casework=self.casework,
                      assuring=self.assuring, staging=self.house.staging, vault=self.house.vault,
                      slot=self._slot)  # fmt: skip

    @cached_property
    def drafting(self) -> Drafting:
        """Drafts and uploads."""
        return Drafting(drafts=self.house.side.drafts, parking=self.house.side.parked, staging=self.house.staging,
                        rules=self.house.upload_rules)  # fmt: skip

    @cached_property
    def attaching(self) -> Attaching:
        """Public files: blank forms and samples."""
        return Attaching(register=self.register, staging=self.house.staging, rules=self.house.form_rules,
                         clock=self.house.clock)  # fmt: skip

    @cached_property
    def tracking(self) -> Tracking:
        """Cases by number."""
        return Tracking(register=self.register, vault=self.house.vault, throttles=self.house.side.throttles)

    @cached_property
    def attesting(self) -> Attesting:
        """Checks of licences."""
        return Attesting(register=self.register, signature=self.house.press.check,
                         throttles=self.house.side.throttles, clock=self.house.clock)  # fmt: skip

    @cached_property
    def placing(self) -> Placing:
        """Villages, towns and their halls."""
        return Placing(self.register, self._places)

    def _places(self) -> Places:
        units = self.register.orgunits
        named = ((unit.key, unit.name, unit.kind) for unit in units.values() if unit.kind in ("town", "village"))
        knowledge = self.house.knowledge
        return knowledge.places.of(self.register.stamp.mark, None, lambda: Places(named, knowledge.words))

    @cached_property
    def practising(self) -> Practising:
        """How long things really take."""
        return Practising(register=self.register, yearbook=self.house.knowledge.yearbook,
                          calendar=self.house.reckoner.calendar, workflows=self.house.workflows.values(),
                          today=self.catalogue.today)  # fmt: skip

    @cached_property
    def blanks(self) -> Blanks:
        """Blank forms on paper."""
        return Blanks(public_url=self.house.public_url, sample=self.house.is_demo,
                      throttles=self.house.side.throttles)  # fmt: skip

    @cached_property
    def finder(self) -> Finder:
        """Items by what people call them."""
        return Finder(catalogue=self.catalogue, register=self.register, knowledge=self.house.knowledge,
                      queries=self.house.side.queries)  # fmt: skip

    def administration(self, hall: Hall) -> HallRoom:
        """Return what the administrator of ``hall`` works with."""
        return HallRoom(self, self.gate, self.casework, hall)

    @cached_property
    def office(self) -> OfficeRoom:
        """What the central office works with."""
        return OfficeRoom(self.house, self.register, self.items, self.halls, self.finder, self.publishing,
                          self.recording)  # fmt: skip

    def lighting(self, hall: Hall) -> Lighting:
        """Return what lights the cases of ``hall``."""
        return Lighting(self.house.reckoner.calendar, self.house.clock, hall.face["lights"])

    def worklist(self, hall: Hall) -> Worklist:
        """Return what reads the desks of ``hall``."""
        return Worklist(register=self.register, gate=self.gate, clock=self.house.clock, workflows=self.house.workflows,
                        lighting=self.lighting(hall), hall=hall)  # fmt: skip

    def locating(self, hall: Hall) -> Locating:
        """Return what finds cases of ``hall`` without their number."""
        return Locating(register=self.register, registering=self.registering, representing=self.representing,
                        casework=self.casework, gate=self.gate, worklist=self.worklist(hall), hall=hall)  # fmt: skip

    def licence_sheet(self, licence: Licence) -> LicenceSheet:
        """Return what is printed on the certificate of ``licence``."""
        return self.house.press.sheet(licence)
