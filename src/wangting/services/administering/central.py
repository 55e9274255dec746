"""The people of the central office: who runs what the halls share holds the post in the city itself, not in a hall."""

from __future__ import annotations

from datetime import date

from wangting.clock import Clock
from wangting.content.parties import Directory, Official, Party
from wangting.content.postings import Posting
from wangting.errors import NotFound
from wangting.rules.access import CITY_UNIT
from wangting.services.administering.newcomers import Newcomer, faults_of_person, refuse
from wangting.services.administering.recording import Recording, iso
from wangting.services.admitting import Admitting
from wangting.services.posting.appointing import Order
from wangting.services.registering import Registering

POST = "central_office"


class Central:
    """Adds people to the central office and lets them go; ``recording`` writes into the journal of the city."""

    def __init__(self, *, directory: Directory, registering: Registering, admitting: Admitting, clock: Clock) -> None:
        self._directory = directory
        self._registering = registering
        self._admitting = admitting
        self._clock = clock

    def people(self, day: date) -> list[Party]:
        """Return who holds the post on ``day``, by name."""
        found = (self._directory.get(party) for party in self._directory.staff_of((CITY_UNIT,)))
        return sorted((party for party in found if _held(party, day)), key=lambda party: (party.name, party.login))

    def add(self, name: str, login: str, phone: str, password_hash: str, reason: str, recording: Recording) -> Party:
        """Add somebody from today on, who changes the password at the first sign-in.

        Raises Refused ``not_added`` with every fault by its field, and nothing is changed then.
        """
        today = self._clock.now().date()
        newcomer = Newcomer(name, login, phone, Order(POST, CITY_UNIT, today))
        refuse(list(faults_of_person(newcomer, self._registering)))
        official = Official(self._directory.new_id(), name.strip())
        self._registering.identify(official, phone=phone)
        official.login, official.password, official.must_change = login, password_hash, True
        official.postings = (Posting(POST, CITY_UNIT, today, None, None),)
        self._directory.add(official)
        recording.note("add_official", official.id, reason, login=login)
        recording.note("appoint", official.id, reason, post=POST, unit=CITY_UNIT, since=today)
        return official

    def end(self, login: str, reason: str, recording: Recording) -> Party:
        """Take the post away now, and every open session; raises NotFound for who does not hold it."""
        party, today = self._directory.by_login(login), self._clock.now().date()
        if party is None or not _held(party, today):
            raise NotFound("no_post_there", next=f"{login} is not of the central office.  Nothing was changed.")
        now = iso(self._clock.now())
        ended = [each._replace(ended=now) if _is_it(each, today) else each for each in party.postings]
        self._directory.post(party, ended)
        self._admitting.sign_out(party)
        recording.note("end_post", party.id, reason, post=POST, unit=CITY_UNIT)
        return party


def _held(party: Party, day: date) -> bool:
    return not party.disabled and any(_is_it(posting, day) for posting in party.postings)


def _is_it(posting: Posting, day: date) -> bool:
    """Say whether ``posting`` is the post of the central office and not over on ``day``."""
    is_over = posting.ended or (posting.until is not None and posting.until < day)
    return (posting.post, posting.unit) == (POST, CITY_UNIT) and not is_over
