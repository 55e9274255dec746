"""Fills a hall with cases of the past, for measuring: real ones, whose ledgers, rows and counters hold together.

Each case walks its own workflow from its submission to where it stands today; entries are chained, counted and queued
by the same code as at the desk.  Only what nobody asks for later is left out: the rows it had in between, its notices.
What was loaded so far is noted in the database, so that a load that was stopped goes on where it stood.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from functools import cache
from random import Random

from BTrees.LOBTree import LOBTree
from persistent.mapping import PersistentMapping
from transaction import TransactionManager
from ZODB.DB import DB

from wangting.bench.careers import Step, career
from wangting.clock import ZONE
from wangting.content.case import Case
from wangting.content.parties import Party
from wangting.rules.access import Asker
from wangting.rules.iso7064 import mod_11_2
from wangting.rules.numbering import number_of_case
from wangting.services.casework.chain import append_entry
from wangting.services.casework.consequences import Consequences
from wangting.services.casework.deed import Deed
from wangting.services.catalogue import Offer
from wangting.services.filing import ANSWER, PRIVATE_KINDS
from wangting.services.workroom import House, Workroom

MARK = "bench"
#: Cases and people in a transaction.
BATCH = 5000
#: The days over which the cases were handed in, up to today.
DAYS = 600
#: Cases of one person, and most people.
EACH, MOST_PEOPLE = 5, 100_000
SLOTS = 4
WORDS = "申请普通话水平测试等级证书"
REASON = "材料与申请的事项不符，详见书面说明。"

Told = Callable[[int, int], object]


def populate(database: DB, house: House, cases: int, told: Told, seed: int = 1) -> int:
    """Load until there are ``cases`` cases; return how many this call added; ``told`` hears (done, all)."""
    manager = TransactionManager()
    connection = database.open(transaction_manager=manager)
    try:
        root = connection.root()
        mark = root.setdefault(MARK, PersistentMapping(cases=0, people=LOBTree()))
        began = mark["cases"]
        loader = Loader(house, root, seed)
        while len(mark["people"]) < people_of(cases):
            loader.add_people(mark["people"], min(BATCH, people_of(cases) - len(mark["people"])))
            manager.commit()
        while mark["cases"] < cases:
            first, last = mark["cases"], min(cases, mark["cases"] + BATCH)
            loader.add_cases(mark["people"], first, last, cases)
            mark["cases"] = last
            manager.commit()
            told(last, cases)
        return cases - began
    finally:
        manager.abort()
        connection.close()


def people_of(cases: int) -> int:
    """Return how many people hand in so many cases."""
    return min(MOST_PEOPLE, max(EACH, cases // EACH))


class Loader:
    """Makes people and cases over one connection."""

    def __init__(self, house: House, root: Mapping[str, object], seed: int) -> None:
        self._seed = seed
        self._house = house
        self._room = Workroom(house, root, 0)
        self._now = house.clock.now()
        self._password = house.passwords.hash(secrets.token_urlsafe(16))
        catalogue = self._room.catalogue
        self._offers = [offer for hall in catalogue.halls() for offer in catalogue.offers(hall.key)]
        self._officials = self._found_officials()
        self._consequences = Consequences(house.reckoner, self._room.licensing, house.tick)
        self._answers = cache(self._fresh_answers)

    def add_people(self, people: LOBTree, count: int) -> None:
        """Register ``count`` more people, with numbers that nobody living has and a password that nobody knows."""
        for place in range(len(people), len(people) + count):
            days, serial = divmod(place, 999)
            born = datetime(1910, 1, 2, tzinfo=ZONE) + timedelta(days=days)
            body = f"341602{born:%Y%m%d}{serial + 1:03d}"
            person = self._room.registering.register(
                name=f"测{place % 997:03d}",
                id_number=body + mod_11_2(body),
                phone=f"15{place:09d}",
                password_hash=self._password,
            )
            people[place] = person.id

    def add_cases(self, people: LOBTree, first: int, last: int, cases: int) -> None:
        """Make the cases ``first`` up to ``last`` of ``cases``, which come one after the other in time."""
        dice = Random(f"{self._seed}.{first}")  # noqa: S311 - a figure that can be had again, nothing secret
        today = self._now.date()
        for place in range(first, last):
            offer = dice.choice(self._offers)
            applicant = self._room.register.parties.get(people[dice.randrange(len(people))])
            day = today - timedelta(days=DAYS - 1 - place * DAYS // cases)
            handed_in = datetime.combine(day, time(9), ZONE) + timedelta(minutes=dice.randrange(480))
            self._add(offer, applicant, min(handed_in, self._now), place % SLOTS, dice)

    def _add(self, offer: Offer, applicant: Party, handed_in: datetime, slot: int, dice: Random) -> None:
        register, edition = self._room.register, offer.edition
        workflow = self._house.workflows[edition.workflow]
        case_id = register.next_id(int(handed_in.strftime("%Y%m%d")), slot)
        draft_id = f"{dice.getrandbits(128):032x}"
        case = Case(
            id=case_id,
            number=str(number_of_case(offer.hall.case_prefix, case_id)),
            edition=edition,
            item_code=edition.item_code,
            item_name=edition.name,
            intake_hall=offer.hall.key,
            path=register.orgunit(offer.implementation.unit).path,
            applicant=applicant.id,
            applicant_name=applicant.name,
            agent=None,
            answers=self._answers(offer),
            files=(),
            workflow=workflow.key,
            state=workflow.opening.target,
            promised=offer.promised,
            channel="online",
            draft_id=draft_id,
        )
        register.add_case(case)
        register.submitted_part(draft_id).insert(draft_id, case_id)
        deeds = [self._do(case, step, slot) for step in career(workflow, handed_in, self._now, dice)]
        deeds[-1].due = self._house.reckoner.of(case, workflow)
        self._consequences.requeue(deeds[-1])
        self._consequences.set_timers(deeds[-1])

    def _do(self, case: Case, step: Step, slot: int) -> Deed:
        """Write the entry of one step, and let follow what is counted and issued."""
        workflow = self._house.workflows[case.workflow]
        deed = Deed(
            register=self._room.register,
            case=case,
            workflow=workflow,
            transition=step.transition,
            asker=self._asker(case, step.post),
            post=step.post,
            now=step.at,
            at=step.at,
            slot=slot,
            opinion=REASON if "reason_given" in workflow.guards.get(step.act, ()) else "",
            facts=self._facts(case, step.act),
        )
        deed.entry = append_entry(deed)
        case.move("main", step.transition.target)
        if "issue_licence" in workflow.consequences.get(step.act, ()):
            self._room.licensing.issue(deed.register, case, step.at)
        self._consequences.count(deed)
        return deed

    def _asker(self, case: Case, post: str) -> Asker:
        if post == "applicant":
            return Asker(case.applicant, "person")
        known = self._officials
        return Asker(known.get((post, case.unit)) or known.get((post, case.owner_hall)) or 0, "official")

    def _facts(self, case: Case, act: str) -> dict[str, object]:
        if act == "submit":
            return {"channel": case.channel, "files": []}
        if act == "supplement":
            listed = [material["id"] for material in case.edition.materials[:1]]
            return {"missing": listed, "reasons": dict.fromkeys(listed, "absent")}
        return {"way": "electronic"} if act == "deliver" else {}

    def _found_officials(self) -> dict[tuple[str, str], int]:
        held = ((posting, party.id) for party in self._room.register.parties for posting in party.postings)
        return {(posting.post, posting.unit): party_id for posting, party_id in held}

    def _fresh_answers(self, offer: Offer) -> dict[str, object]:
        """Return answers as long as people's; sealed where a number of a person is asked for."""
        answers: dict[str, object] = {}
        for field in (field for section in offer.edition.form for field in section["fields"]):
            if field["kind"] in PRIVATE_KINDS:
                answers[field["id"]] = self._house.vault.seal("13900000000", ANSWER)
            elif field["kind"] != "material":
                options = field.get("options")
                answers[field["id"]] = options[0]["value"] if options else WORDS
        return answers
