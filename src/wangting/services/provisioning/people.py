"""Sample people of the demo: two citizens, and in every hall who is needed to take a case from counter to licence.

Names, numbers and phones are made up; each number has a right check character and a birth date nobody living has.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date

from wangting.content.parties import Agent, Official, Party, Person, Posting
from wangting.content.register import Register
from wangting.declare.tenants import Tenant
from wangting.gateways.identity.interface import Represented
from wangting.gateways.totp import new_secret
from wangting.gateways.vault import Vault
from wangting.rules.iso7064 import mod_11_2
from wangting.services.registering import ID, Registering
from wangting.services.second_factor import SecondFactor

WORDS = "ancient bamboo cloud dragon eagle forest garden harbour island jasmine lantern meadow orchard peony river"
SINCE = date(2026, 1, 1)
#: What the register notes once sample people were made in it.
MARK = "people/samples"
CITIZENS = (("王小样", "19900000001"), ("李样例", "19900000002"))
#: Organisations that the sample citizen of that place in the list represents; the codes are of no area that there is.
FIRMS = (("亳州样例商贸有限公司", "91990000MA0000001B", 0),)
#: In which unit of the hall the posts of a department's people are held, and in which the hall's own.
OF_DEPARTMENT = ("reviewer", "approver")
MAINTAINER = "item_maintainer"
OF_HALL = ("counter", "issuer", "supervisor", "hall_admin")


@dataclass(frozen=True)
class SampleAccount:
    """One line of ``var/sample-accounts.json``; ``totp_secret`` is null until staff TOTP is on."""

    role: str
    hall: str | None
    unit: str | None
    name: str
    login: str
    password: str
    totp_secret: str | None = None


class SamplePeople:
    """Makes the sample accounts; one password for each hall, so that hashing them takes no minute."""

    def __init__(self, register: Register, registering: Registering, second_factor: SecondFactor) -> None:
        self._register = register
        self._registering = registering
        self._second_factor = second_factor
        self.accounts: list[SampleAccount] = []

    def make(self, tenants: list[Tenant]) -> list[dict]:
        """Make everybody and return the accounts for the file; production will not serve a register with this mark."""
        self._register.provisioned[MARK] = "made"
        password, hashed = self._password()
        for number, (name, phone) in enumerate(CITIZENS, 1):
            person = Person(self._register.parties.new_id(), name)
            self._registering.identify(person, id_number=_id_number("341602", number), phone=phone)
            self._add(person, "citizen", None, None, phone, password, hashed)
        self._official("central_office", "city", "city", None, "central-office", password, hashed)
        for tenant in tenants:
            self._hall(tenant)
        # Four eyes: whoever wrote an edition does not review it.
        self._official("central_office", "city", "city", None, "central-office-2", password, hashed)
        for tenant in tenants:
            self._maintainer(tenant)
        return [asdict(account) for account in self.accounts]

    def _hall(self, tenant: Tenant) -> None:
        password, hashed = self._password()
        for post in OF_HALL:
            self._official(post, tenant.key, tenant.key, tenant.key, f"{tenant.key}-{post}", password, hashed)
        for slug in sorted({offered.department for offered in tenant.implementations}):
            unit = f"{tenant.key}/{slug}"
            for post in OF_DEPARTMENT:
                self._official(post, unit, unit, tenant.key, f"{tenant.key}-{slug}-{post}", password, hashed)
        village = next(iter(tenant.villages), None)
        if village is not None:
            agent = Agent(self._register.parties.new_id(), f"{tenant.short}代办样例", village.code)
            agent.postings = (Posting("agent", village.code, SINCE, None, tenant.key),)
            self._add(agent, "agent", tenant.key, village.code, f"{tenant.key}-agent", password, hashed)

    def _maintainer(self, tenant: Tenant) -> None:
        """Let one department draft items where the hall has that post: its first one."""
        if MAINTAINER in tenant.posts:
            password, hashed = self._password()
            slug = tenant.departments[0].slug
            unit, login = f"{tenant.key}/{slug}", f"{tenant.key}-{slug}-{MAINTAINER}"
            self._official(MAINTAINER, unit, unit, tenant.key, login, password, hashed)

    def _official(self, post: str, unit: str, place: str, hall: str | None, login: str, password: str,
                  hashed: str) -> None:  # fmt: skip
        official = Official(self._register.parties.new_id(), f"样例{len(self.accounts):03d}")
        official.postings = (Posting(post, unit, SINCE, None, hall),)
        self._add(official, post, hall, place, login, password, hashed)

    def _add(self, party: Party, role: str, hall: str | None, unit: str | None, login: str, password: str,
             hashed: str) -> None:  # fmt: skip
        party.login = login.replace("_", "-")
        party.password = hashed
        self._register.parties.add(party)
        self.accounts.append(SampleAccount(role, hall, unit, party.name, party.login, password, self._secret(party)))

    def _secret(self, party: Party) -> str | None:
        """Return the secret of the app of ``party``, bound already: none of the samples has a phone to enrol with."""
        if not self._second_factor.demanded(party):
            return None
        secret = new_secret()
        self._second_factor.bind(party, secret)
        return secret

    def _password(self) -> tuple[str, str]:
        password = "-".join(_words(3)) + f"-{secrets.randbelow(90) + 10}"
        return password, self._registering.hashed(password)


def known_samples(registering: Registering, vault: Vault) -> list[tuple[str, str]]:
    """Return name and ID number of the sample citizens that are still there, as a population register has them."""
    found = (registering.find(phone) for _name, phone in CITIZENS)
    return [(person.name, vault.open(person.id_sealed, ID)) for person in found if person is not None]


def known_firms(people: list[tuple[str, str]]) -> list[Represented]:
    """Return the sample organisations with their representatives of ``people``, as a register has them."""
    by_name = dict(people)
    named = [(firm, code, CITIZENS[place][0]) for firm, code, place in FIRMS]
    return [Represented(code, firm, head, by_name[head]) for firm, code, head in named if head in by_name]


def _words(count: int) -> Iterator[str]:
    known = WORDS.split()
    return (secrets.choice(known) for _ in range(count))


def _id_number(area: str, serial: int) -> str:
    body = f"{area}19010101{serial:03d}"
    return body + mod_11_2(body)
