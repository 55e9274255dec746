"""Registers citizens, and finds parties by what they know of themselves."""

from __future__ import annotations

from wangting.clock import Clock
from wangting.content.parties import Directory, Party, Person, Source
from wangting.errors import Refused
from wangting.gateways.passwords import Passwords
from wangting.gateways.vault import Vault
from wangting.rules.identifiers import BadIdentifier, normalised, read_id_number, read_mobile
from wangting.rules.masking import mask_id_number, mask_phone

#: What is sealed and marked for what: a value sealed for one purpose does not open for another.
ID = "id_number"
PHONE = "phone"
#: A password is long rather than odd (ASVS 5.0, 6.2): no shorter than this, no longer than a page of text.
SHORTEST, LONGEST = 8, 128


class Registering:
    """Adds people to the one directory."""

    def __init__(self, *, directory: Directory, vault: Vault, passwords: Passwords, clock: Clock) -> None:
        self._clock = clock
        self._directory = directory
        self._vault = vault
        self._passwords = passwords

    def hashed(self, password: str) -> str:
        """Return the hash of a new password; slow on purpose, so it is made outside what is retried."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise Refused("password_length", shortest=SHORTEST, longest=LONGEST)
        return self._passwords.hash(password)

    def register(self, *, name: str, id_number: str, phone: str, password_hash: str, login: str = "",
                 how: str = "registered") -> Person:  # fmt: skip
        """Register a citizen, who signs in with the phone or the ID number.

        Raises Refused ``id_taken`` or ``phone_taken``.  The ID number is checked by its own check digit and date,
        never by a list of areas (DOMAIN 5).  ``how`` name and number came to be known is kept with them: registered,
        with a phone that has answered a code, or vouched by another sign-in.
        """
        person = Person(self._directory.new_id(), name.strip())
        self.identify(person, id_number=id_number, phone=phone)
        person.login = login
        person.password = password_hash
        on = self._clock.now().date().isoformat()
        person.sources = (Source("name", how, on), Source("id_number", how, on))
        if phone:
            person.sources += (Source("phone", "code" if how == "registered" else how, on),)
        self._directory.add(person)
        return person

    def identify(self, party: Party, *, id_number: str = "", phone: str = "") -> None:
        """Give ``party`` an ID number and a phone: sealed, marked for look-up, masked for lists."""
        if id_number:
            number = read_id_number(id_number, self._clock.now().date())
            party.id_sealed = self._vault.seal(number, ID)
            party.id_mark = self._vault.mark(ID, number)
            party.id_masked = mask_id_number(number)
        if phone:
            mobile = read_mobile(phone)
            party.phone_sealed = self._vault.seal(mobile, PHONE)
            party.phone_mark = self._vault.mark(PHONE, mobile)
            party.phone_masked = mask_phone(mobile)

    def find(self, login: str) -> Party | None:
        """Return the party who signs in as ``login``: a login name, a phone or an ID number.

        What begins with a digit is looked for among numbers first: no login is given that does.
        """
        ways = (self._find_by_login, self.find_by_phone, self.find_by_id)
        if login.strip()[:1].isdigit():
            ways = (self.find_by_phone, self.find_by_id, self._find_by_login)
        return next(filter(None, (way(login) for way in ways)), None)

    def _find_by_login(self, typed: str) -> Party | None:
        return self._directory.by_login(typed.strip().lower())

    def find_by_id(self, typed: str) -> Party | None:
        """Return the party with this ID number, or None."""
        return self._directory.by_id_mark(self._vault.mark(ID, normalised(typed)))

    def find_by_phone(self, typed: str) -> Party | None:
        """Return the party who signs in with this phone, or None."""
        try:
            return self._directory.by_phone_mark(self._vault.mark(PHONE, read_mobile(typed)))
        except BadIdentifier:
            return None
