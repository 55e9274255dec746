"""The half of the workroom that is about people: who they are, how they sign in, who acts for whom."""

from __future__ import annotations

from functools import cached_property

from wangting.content.register import Register
from wangting.services.administering.central import Central
from wangting.services.administering.recording import Recording
from wangting.services.admitting import Admitting
from wangting.services.amending import Amending
from wangting.services.assuring import Assuring
from wangting.services.binding import Binding
from wangting.services.confirming import Confirming
from wangting.services.drafting import Drafting
from wangting.services.enrolling import Enrolling
from wangting.services.erasing import Erasing
from wangting.services.federating import Federating
from wangting.services.guarding import Guarding
from wangting.services.handing_over import HandingOver
from wangting.services.house import House
from wangting.services.mandating import Mandating
from wangting.services.messaging import Messaging
from wangting.services.particulars import Particularising
from wangting.services.passwording import Passwording
from wangting.services.readmitting import Readmitting
from wangting.services.recovering import Recovering
from wangting.services.registering import Registering
from wangting.services.representing import Representing
from wangting.services.resetting import Resetting
from wangting.services.second_factor import SecondFactor
from wangting.services.signing_in import SigningIn
from wangting.services.telling import Telling
from wangting.services.vouching import Vouching


class PeopleRoom:
    """Services about people, over the register of one connection."""

    house: House
    register: Register
    drafting: Drafting
    _slot: int

    @cached_property
    def registering(self) -> Registering:
        """The directory of people."""
        return Registering(directory=self.register.parties, vault=self.house.vault, passwords=self.house.passwords,
                           clock=self.house.clock)  # fmt: skip

    @cached_property
    def enrolling(self) -> Enrolling:
        """Citizens who register themselves."""
        house = self.house
        return Enrolling(registering=self.registering, confirming=self.confirming, telling=self.telling,
                         notifying=house.notifying, vault=house.vault, clock=house.clock,
                         law=house.mandate_law)  # fmt: skip

    @cached_property
    def people(self) -> Particularising:
        """People as mandates name them."""
        return Particularising(directory=self.register.parties, vault=self.house.vault, clock=self.house.clock)

    @cached_property
    def assuring(self) -> Assuring:
        """Levels of assurance."""
        house = self.house
        return Assuring(directory=self.register.parties, vault=house.vault, clock=house.clock, law=house.assurance_law,
                        names=house.name_check, faces=house.face_check, throttles=house.side.throttles)  # fmt: skip

    @cached_property
    def federating(self) -> Federating:
        """Accounts of another government's sign-in."""
        return Federating(directory=self.register.parties, registering=self.registering, assuring=self.assuring,
                          clock=self.house.clock, law=self.house.mandate_law)  # fmt: skip

    @cached_property
    def handing_over(self) -> HandingOver:
        """From the host where everybody signs in to those of halls."""
        side = self.house.side
        return HandingOver(codes=side.codes, throttles=side.throttles, sessions=side.sessions, clock=self.house.clock,
                           hosts=self.house.hosts, public_url=self.house.public_url)  # fmt: skip

    @cached_property
    def mandating(self) -> Mandating:
        """Mandates."""
        house, side = self.house, self.house.side
        return Mandating(register=self.register, clock=house.clock, law=house.mandate_law, people=self.people,
                         codes=side.codes, throttles=side.throttles, notifying=house.notifying,
                         staging=house.staging, vouching=self.vouching)  # fmt: skip

    @cached_property
    def vouching(self) -> Vouching:
        """Who may speak for an organisation."""
        return Vouching(register=self.register, registering=self.registering, assuring=self.assuring,
                        people=self.people, firms=self.house.firm_check, vault=self.house.vault)  # fmt: skip

    @cached_property
    def representing(self) -> Representing:
        """Organisations and their operators."""
        return Representing(register=self.register, mandating=self.mandating, vouching=self.vouching,
                            telling=self.telling, vault=self.house.vault, clock=self.house.clock)  # fmt: skip

    @cached_property
    def guarding(self) -> Guarding:
        """Children and their guardians."""
        return Guarding(register=self.register, mandating=self.mandating, people=self.people, clock=self.house.clock)

    @cached_property
    def signing_in(self) -> SigningIn:
        """Sign-in."""
        return SigningIn(registering=self.registering, passwords=self.house.passwords, vault=self.house.vault,
                         throttles=self.house.side.throttles, delays=self.house.delays,
                         clock=self.house.clock)  # fmt: skip

    @cached_property
    def second_factor(self) -> SecondFactor:
        """The second factor."""
        house = self.house
        return SecondFactor(vault=house.vault, recovering=self.recovering, throttles=house.side.throttles,
                            delays=house.delays, clock=house.clock, is_on=house.staff_totp)  # fmt: skip

    @cached_property
    def recovering(self) -> Recovering:
        """Recovery codes."""
        return Recovering(passwords=self.house.passwords, vault=self.house.vault)

    @cached_property
    def binding(self) -> Binding:
        """Apps that are bound and unbound."""
        return Binding(second_factor=self.second_factor, recovering=self.recovering, telling=self.telling,
                       sessions=self.house.side.sessions)  # fmt: skip

    @cached_property
    def readmitting(self) -> Readmitting:
        """Passwords for once, at a window."""
        return Readmitting(passwording=self.passwording, binding=self.binding, telling=self.telling,
                           law=self.house.mandate_law, once=self.house.assurance_law.once,
                           clock=self.house.clock)  # fmt: skip

    @cached_property
    def resetting(self) -> Resetting:
        """Passwords that were forgotten."""
        return Resetting(registering=self.registering, confirming=self.confirming, codes=self.house.side.codes,
                         notifying=self.house.notifying, vault=self.house.vault)  # fmt: skip

    @cached_property
    def confirming(self) -> Confirming:
        """Codes to phones and mailboxes."""
        side = self.house.side
        return Confirming(codes=side.codes, throttles=side.throttles, notifying=self.house.notifying,
                          vault=self.house.vault)  # fmt: skip

    @cached_property
    def telling(self) -> Telling:
        """What people are told about their account."""
        return Telling(register=self.register, clock=self.house.clock, slot=self._slot, tick=self.house.tick)

    @cached_property
    def passwording(self) -> Passwording:
        """New passwords."""
        side = self.house.side
        return Passwording(sessions=side.sessions, passwords=self.house.passwords, throttles=side.throttles,
                           delays=self.house.delays)  # fmt: skip

    @cached_property
    def admitting(self) -> Admitting:
        """Who may sign in at all."""
        return Admitting(self.house.side.sessions)

    @cached_property
    def central(self) -> Central:
        """People of the central office."""
        return Central(directory=self.register.parties, registering=self.registering, admitting=self.admitting,
                       clock=self.house.clock)  # fmt: skip

    def recording(self, by: int) -> Recording:
        """Return what writes deeds of ``by`` into the journal of the city."""
        return Recording(self.register.journal, self.house.clock, by)

    @cached_property
    def amending(self) -> Amending:
        """Changes of one's own account."""
        return Amending(directory=self.register.parties, registering=self.registering, confirming=self.confirming,
                        telling=self.telling, sessions=self.house.side.sessions, vault=self.house.vault,
                        clock=self.house.clock)  # fmt: skip

    @cached_property
    def erasing(self) -> Erasing:
        """Accounts that are deleted."""
        house = self.house
        return Erasing(register=self.register, workflows=house.workflows, mandating=self.mandating,
                       telling=self.telling, drafting=self.drafting, sessions=house.side.sessions,
                       clock=house.clock)  # fmt: skip

    @cached_property
    def messaging(self) -> Messaging:
        """What was sent to somebody."""
        house = self.house
        return Messaging(register=self.register, workflows=house.workflows, notifying=house.notifying,
                         clock=house.clock)  # fmt: skip
