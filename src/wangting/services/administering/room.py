"""The services of one hall's administration, put together for one request."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from wangting.content.announcement import Announcement
from wangting.content.hall import Hall
from wangting.content.register import Register
from wangting.security.gate import Gate
from wangting.services.administering.closing import Closing
from wangting.services.administering.departments import Departments
from wangting.services.administering.explaining import Explaining
from wangting.services.administering.importing import Importing
from wangting.services.administering.laying import Laying
from wangting.services.administering.officials import Officials
from wangting.services.administering.recording import Recording
from wangting.services.administering.staffing import Staffing
from wangting.services.administering.writing import Writing
from wangting.services.casework.service import Casework
from wangting.services.house import House
from wangting.services.peopleroom import PeopleRoom
from wangting.services.posting.appointing import Appointing
from wangting.services.posting.substituting import Substituting


class HallRoom:
    """What the administrator of ``hall`` works with; ``people`` is the workroom of the same request."""

    def __init__(self, people: PeopleRoom, gate: Gate, casework: Casework, hall: Hall) -> None:
        self.house: House = people.house
        self.register: Register = people.register
        self.hall = hall
        self._people = people
        self._gate = gate
        self._casework = casework

    @cached_property
    def staffing(self) -> Staffing:
        """Who is here, and which units there are."""
        return Staffing(self.register, self.hall)

    @cached_property
    def laying(self) -> Laying:
        """The permission overlay."""
        return Laying(hall=self.hall, table=self.house.table, staffing=self.staffing, clock=self.house.clock)

    @cached_property
    def appointing(self) -> Appointing:
        """Posts."""
        return Appointing(hall=self.hall, staffing=self.staffing, directory=self.register.parties,
                          table=self.house.table, clock=self.house.clock)  # fmt: skip

    @cached_property
    def substituting(self) -> Substituting:
        """Substitutes."""
        return Substituting(hall=self.hall, staffing=self.staffing, appointing=self.appointing,
                            directory=self.register.parties, clock=self.house.clock)  # fmt: skip

    @cached_property
    def officials(self) -> Officials:
        """Officials and village agents."""
        people = self._people
        return Officials(staffing=self.staffing, appointing=self.appointing, registering=people.registering,
                         directory=self.register.parties, admitting=people.admitting, passwording=people.passwording,
                         clock=self.house.clock)  # fmt: skip

    @cached_property
    def importing(self) -> Importing:
        """Lists of officials."""
        today = self.house.clock.now().date()
        return Importing(officials=self.officials, staffing=self.staffing, today=today)

    @cached_property
    def departments(self) -> Departments:
        """Departments."""
        states = (state for workflow in self.house.workflows.values() for state in workflow.states.values())
        return Departments(hall=self.hall, register=self.register, staffing=self.staffing,
                           turns=(state.turn for state in states), today=self.house.clock.now().date())  # fmt: skip

    @cached_property
    def closing(self) -> Closing:
        """The end of the whole hall."""
        return Closing(hall=self.hall, register=self.register, staffing=self.staffing,
                       sessions=self.house.side.sessions)  # fmt: skip

    @cached_property
    def explaining(self) -> Explaining:
        """Derivations and history."""
        return Explaining(hall=self.hall, table=self.house.table, gate=self._gate, staffing=self.staffing,
                          casework=self._casework, directory=self.register.parties)  # fmt: skip

    def writing(self, make: Callable[[str], Announcement]) -> Writing:
        """Return what writes announcements; ``make`` makes one of a content type."""
        return Writing(hall=self.hall, stamp=self.register.stamp, clock=self.house.clock, make=make)

    def recording(self, by: int) -> Recording:
        """Return what writes deeds of ``by`` into the hall's journal."""
        return Recording(self.hall.journal, self.house.clock, by)
