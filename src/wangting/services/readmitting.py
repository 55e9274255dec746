"""Lets in again who stands at a window, has forgotten the password and cannot be reached by a code (docs/adr/0043)."""

from __future__ import annotations

import secrets
from datetime import date, timedelta

from wangting.clock import Clock
from wangting.content.parties import Party, Person
from wangting.gateways.vault import ALPHABET
from wangting.rules.identifiers import birth_date, normalised
from wangting.rules.mandate import MandateLaw, needs_guardian
from wangting.services.administering.recording import Recording
from wangting.services.binding import Binding
from wangting.services.passwording import Passwording
from wangting.services.second_factor import is_staff
from wangting.services.telling import Telling

#: Groups of a password for once, and letters of a group: 59 bits that are read from a slip and typed once.
GROUPS, LETTERS = 3, 4
#: What the journal of the hall calls it, and what the person is told.
DEED, TOLD = "window_password", "password_given"
#: What it calls it where only an app is forgotten, of somebody whom a code reaches.
UNBOUND = "window_unbound"


class Readmitting:
    """Gives a password for once, and forgets an app that is lost; whoever gave it stands in the journal of the hall."""

    def __init__(self, *, passwording: Passwording, binding: Binding, telling: Telling, law: MandateLaw,
                 once: timedelta, clock: Clock) -> None:  # fmt: skip
        self._passwording = passwording
        self._binding = binding
        self._telling = telling
        self._law = law
        self._once = once
        self._clock = clock

    def obstacle(self, party: Party, id_number: str, today: date) -> str | None:
        """Return why a window gives ``party`` no password: official, shut_out, too_young, reachable; None if it may.

        Officials and agents have one from their administrator: no clerk makes an account with rights their own.
        Whom a code reaches, by phone or mail, chooses a password alone: no single clerk takes over such an account.
        """
        if party.kind != Person.kind or is_staff(party):
            return "official"
        if party.disabled:
            return "shut_out"
        if needs_guardian(birth_date(normalised(id_number)), self._law, today):
            return "too_young"
        return "reachable" if party.phone_sealed or party.mail else None

    def give(self, party: Party, password_hash: str, hall: str, recording: Recording, *, lost_app: bool) -> None:
        """Let ``party`` sign in once by the password of ``password_hash``, while it is good; every session ends.

        The person is told, and reads it after the next sign-in.  With ``lost_app`` the app is forgotten too.
        """
        self._passwording.give(party, password_hash, self._clock.now() + self._once)
        forgets = lost_app and bool(party.totp_sealed)
        if forgets:
            self._binding.unbind(party, None)
        self._telling.tell(party, TOLD, hall=hall)
        recording.note(DEED, party.id, app_unbound=forgets)

    def unbind(self, party: Party, recording: Recording) -> None:
        """Forget the app of ``party``, who is told: the password stays their own, so this lets nobody else in."""
        self._binding.unbind(party, None)
        recording.note(UNBOUND, party.id)


def password_for_once() -> str:
    """Return a new password of small letters and digits, in groups."""
    letters = ALPHABET.lower()
    return "-".join("".join(secrets.choice(letters) for _ in range(LETTERS)) for _ in range(GROUPS))
