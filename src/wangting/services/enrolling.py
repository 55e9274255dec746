"""Registers citizens whose phone has answered: what was typed waits, sealed, until the code comes back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import timedelta

from wangting.clock import Clock
from wangting.content.parties import Person
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import birth_date
from wangting.rules.mandate import MandateLaw, needs_guardian
from wangting.services.confirming import Confirming
from wangting.services.notifying import Notifying
from wangting.services.registering import Registering
from wangting.services.telling import Telling

#: What codes are issued for, and what ID numbers are marked for in their subject.
PURPOSE, SEALED = "register", "registration"
#: For how long what was typed waits: as long as the session of a visitor.
WAITS = timedelta(minutes=60)


@dataclass(frozen=True)
class Pending:
    """Somebody who is registered once the code comes back; ``ends`` is a moment in seconds (POSIX)."""

    name: str
    id_number: str
    phone: str
    password_hash: str
    subject: str
    ends: float


class Enrolling:
    """Sends the code, keeps what was typed, and adds the citizen to the directory."""

    def __init__(self, *, registering: Registering, confirming: Confirming, telling: Telling,
                 notifying: Notifying, vault: Vault, clock: Clock, law: MandateLaw) -> None:  # fmt: skip
        self._registering = registering
        self._confirming = confirming
        self._telling = telling
        self._notifying = notifying
        self._vault = vault
        self._clock = clock
        self._law = law

    @property
    def youngest(self) -> int:
        """From how many full years on somebody registers for themselves (个人信息保护法 31)."""
        return self._law.guardian_below

    def is_too_young(self, id_number: str) -> bool:
        """Say whether a guardian has to register the holder of ``id_number``, which was checked before."""
        return needs_guardian(birth_date(id_number), self._law, self._clock.now().date())

    def ask(self, *, name: str, id_number: str, phone: str, password_hash: str, network: str) -> Pending:
        """Send the code to ``phone``; a phone that has an account is told so instead, and no code is right then.

        Raises TooMany.
        """
        ends = (self._clock.now() + WAITS).timestamp()
        return self.send_again(Pending(name, id_number, phone, password_hash, "", ends), network)

    def send_again(self, pending: Pending, network: str) -> Pending:
        """Send another code; the one before is dead.  Raises TooMany."""
        if self._registering.find_by_phone(pending.phone) is None:
            whose = self._vault.mark(SEALED, pending.id_number)
            subject = self._confirming.send(PURPOSE, whose, network, phone=pending.phone)
        else:
            values = {"address": self._notifying.address("/sign-in")}
            subject = self._confirming.send_known(PURPOSE, network, phone=pending.phone, values=values)
        return replace(pending, subject=subject)

    def is_right(self, pending: Pending, code: str, network: str) -> bool:
        """Say whether ``code`` is the one sent to the phone; a wrong one costs a try.  Raises TooMany."""
        return self._confirming.is_right(PURPOSE, pending.subject, code, network)

    def taken(self, pending: Pending) -> str | None:
        """Return ``id_taken`` or ``phone_taken`` where somebody has registered with it by now, else None.

        It is only asked once the phone has answered; whose ID number it is hears that it was used.
        """
        if self._registering.find_by_phone(pending.phone) is not None:
            return "phone_taken"
        owner = self._registering.find_by_id(pending.id_number)
        if owner is None:
            return None
        self._telling.tell(owner, "id_claimed")
        return "id_taken"

    def finish(self, pending: Pending) -> Person:
        """Register the citizen; raises Refused ``id_taken`` or ``phone_taken``."""
        return self._registering.register(
            name=pending.name, id_number=pending.id_number, phone=pending.phone, password_hash=pending.password_hash
        )

    def seal(self, pending: Pending) -> str:
        """Return ``pending`` as the session may keep it."""
        return self._confirming.keep(PURPOSE, asdict(pending))

    def unseal(self, kept: object) -> Pending | None:
        """Return what was kept; None for nothing, for what is over and for what is not ours."""
        found = self._confirming.kept(PURPOSE, kept)
        pending = Pending(**found) if found is not None else None
        return pending if pending is not None and pending.ends > self._clock.now().timestamp() else None
